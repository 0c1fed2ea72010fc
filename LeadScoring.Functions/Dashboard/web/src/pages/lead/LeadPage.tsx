import { useRoute } from "preact-iso";
import { useCallback, useEffect, useState } from "preact/hooks";

import { body, client, type ApiError } from "../../api/client";
import type { LeadItem, LeadModelItem, ModelItem } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { boundsOf, useModels } from "../../state/models";
import { chosenModel } from "../../state/prefs";
import { may } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Blank, Failed, PageHead, Segment, Skeleton } from "../../ui/basics";
import { useKeys } from "../../ui/keys";
import { undoLast } from "../../ui/toast";
import { titled } from "../../words/names";
import { nameOf } from "../../words/person";
import { ChangesCard } from "./ChangesCard";
import { ColleaguesCard } from "./ColleaguesCard";
import { CurveCard } from "./CurveCard";
import { LeadBand } from "./LeadBand";
import { MergedNote } from "./MergedNote";
import { OutcomeCard } from "./OutcomeCard";
import { PersonCard } from "./PersonCard";
import { TimelineCard } from "./TimelineCard";
import { useExplanation } from "./useExplanation";
import { useTimeline } from "./useTimeline";
import { WaterfallCard } from "./WaterfallCard";
import { WhyNotCard } from "./WhyNotCard";

/** One person: who, why, since when, what happened, what comes, and what came of it. */
export function LeadPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const [turn, setTurn] = useState(0);
  const lead = useQuery(`lead ${id}`, async signal => body(client.GET("/api/v1/leads/{lead}", { params: { path: { lead: id } }, signal })), { every: 30_000, keep: false });
  const renew = useCallback(() => {
    const ask = (): void => {
      lead.again();
      setTurn(old => old + 1);
    };
    ask();
    // The score follows a moment after the answer; on a busy day a longer one.
    for (const wait of [2_500, 8_000])
      setTimeout(ask, wait);
  }, [lead.again]);
  if (lead.error?.status === 404)
    return <Unknown error={lead.error} />;
  if (!lead.data) {
    return (
      <>
        {lead.error ? <PageHead title="Lead" crumbs={<a class="link" href="/app/leads">Leads</a>} /> : <h1 class="sr" tabIndex={-1} id="title">Lead</h1>}
        {lead.error ? <Failed error={lead.error} what="This person cannot be shown." again={lead.again} /> : <Waiting />}
      </>
    );
  }

  return (
    <>
      <Crumbs lead={lead.data} />
      {lead.error && <Failed error={lead.error} what="This page cannot be renewed; below is what was known before." again={lead.again} />}
      <Story key={lead.data.id} lead={lead.data} turn={turn} renew={renew} />
    </>
  );
}

function Story({ lead, turn, renew }: { lead: LeadItem; turn: number; renew: () => void }) {
  const { query, set, go } = useAddress();
  const models = useModels();
  const item = itemOf(lead, query["model"]);
  const model = models.data?.find(entry => entry.model === item?.model);
  const bounds = boundsOf(model);
  const titleOf = (name: string): string => models.data?.find(entry => entry.model === name)?.title ?? titled(name);
  // What was asked stays until something of the lead is another.
  const stamp = `${turn} ${item?.version} ${item?.score} ${item?.stage} ${lead.lastActivityAt} ${lead.pending ?? 0}`;
  const scored = item?.score !== undefined;
  const explanation = useExplanation(lead.id, item?.model, stamp, scored);
  const timeline = useTimeline(lead.id, stamp);
  const answer = explanation.data;
  useEffect(() => {
    document.title = `${nameOf(lead)} · LeadScoring`;
    return () => {
      document.title = "LeadScoring";
    };
  }, [lead]);
  useKeys([
    { keys: ["z"], does: "undo", run: undoLast },
    { keys: ["q"], does: "to the queue", run: () => go("/app/queue") },
  ]);
  return (
    <>
      {lead.models.length > 1 && (
        <div class="model-switch">
          <Segment label="Model" value={item?.model ?? ""} onChange={value => set({ model: value, open: undefined })} options={lead.models.map(entry => ({ value: entry.model, text: titleOf(entry.model) }))} />
        </div>
      )}
      {lead.mergedInto !== null && <MergedNote lead={lead} model={item?.model} renew={renew} />}
      <LeadBand lead={lead} item={item} answer={answer} bounds={bounds} />
      {!item && <div class="card gap"><Blank title="Not scored yet">{lead.pending ? "What was captured about them is counted within seconds." : "No model is published, or none is for people like this one."}</Blank></div>}
      {item && (
        <div class="grid with-side gap">
          <div class="grid">
            {scored && <CurveCard lead={lead} model={item.model} bounds={bounds} stamp={stamp} />}
            {scored && <Explained explanation={explanation} bounds={bounds} />}
            <TimelineCard lead={lead} model={item.model} answer={answer} timeline={timeline} titleOf={titleOf} renew={renew} />
          </div>
          <div class="grid">
            {may("sales") && lead.mergedInto === null && <OutcomeCard lead={lead} item={item} renew={renew} />}
            {answer && <ChangesCard item={item} answer={answer} bounds={bounds} teamOf={teamOf(model)} />}
            <WhyNotCard lead={lead} item={item} answer={answer} bounds={bounds} />
            <ColleaguesCard lead={lead} model={item.model} bounds={bounds} />
            <PersonCard lead={lead} answer={answer} renew={renew} />
          </div>
        </div>
      )}
    </>
  );
}

function Explained({ explanation, bounds }: { explanation: ReturnType<typeof useExplanation>; bounds: Parameters<typeof WaterfallCard>[0]["bounds"] }) {
  return (
    <>
      {explanation.error && <div class="card"><Failed error={explanation.error} what={explanation.data ? "The explanation cannot be renewed; below is what was known before." : "What the score is made of cannot be shown."} again={explanation.again} /></div>}
      {explanation.computing && <div class="card" role="status"><h2>What the score is made of</h2><p class="soft side-text">This is a long story: it is being computed, and appears here by itself.</p></div>}
      {explanation.data ? <WaterfallCard answer={explanation.data} bounds={bounds} /> : !explanation.error && !explanation.computing && <div class="card"><Skeleton rows={12} /></div>}
    </>
  );
}

function Crumbs({ lead }: { lead: LeadItem }) {
  const from = may("sales") && !may("marketing") ? { path: "/app/queue", text: "My queue" } : { path: "/app/leads", text: "Leads" };
  return <p class="small muted crumbs"><a class="link" href={from.path}>{from.text}</a> › <bdi class="crumb-name">{nameOf(lead)}</bdi></p>;
}

function Waiting() {
  return (
    <div class="grid">
      <div class="card"><Skeleton rows={4} /></div>
      <div class="grid with-side"><div class="card"><Skeleton rows={12} /></div><div class="card"><Skeleton rows={6} /></div></div>
    </div>
  );
}

function Unknown({ error }: { error: ApiError }) {
  return (
    <div class="card">
      <Blank page title="Nobody is here" action={<a class="btn primary" href="/app/leads">To all leads</a>}>
        This person was erased, or the address of the page is cut off. Search for them by name, company or address. <span class="small muted nowrap">{error.code}</span>
      </Blank>
    </div>
  );
}

// The model of the address, else the one that the reader looks at, else the first that scores the lead.
function itemOf(lead: LeadItem, asked: string | undefined): LeadModelItem | undefined {
  const named = (name: string | undefined) => lead.models.find(entry => entry.model === name);
  return named(asked) ?? named(chosenModel.value) ?? lead.models.find(entry => entry.score !== undefined) ?? lead.models[0];
}

function teamOf(model: ModelItem | undefined): (route: string) => string | undefined {
  const routes = model?.outline?.routes ?? [];
  return route => routes.find(entry => entry.id === route)?.to;
}
