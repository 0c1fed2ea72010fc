import { lazy } from "preact-iso";
import { useState } from "preact/hooks";

import { body, client } from "../../api/client";
import { readModel } from "../../api/drafts";
import type { ModelItem } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { now } from "../../state/now";
import { may } from "../../state/session";
import { useModels } from "../../state/models";
import { useAddress } from "../../ui/address";
import { Blank, Button, Chip, Failed, PageHead, Skeleton, Time } from "../../ui/basics";
import { ago, count, dayText, instantDay, num } from "../../words/time";
import { whoSaved } from "../../words/whoSaved";

// What a new model is made from is loaded when one is made.
const NewModel = lazy(async () => (await import("./NewModel")).NewModel);

/** All models: which is live since when, whose draft differs, how many people it scores, and what is due. */
export function ModelsPage() {
  const models = useModels();
  const { query, set } = useAddress();
  const items = models.data ?? [];
  const mayEdit = may("marketing");
  const isNew = query["new"] !== undefined && mayEdit;
  const close = (): void => set({ new: undefined });
  return (
    <>
      <PageHead title={titleOf(models.data && items)} aside={mayEdit && items.length > 0 && <Button kind="primary" onClick={() => set({ new: "1" })}>New model ...</Button>}>
        {models.data && items.length > 0 ? subtitleOf(items) : "A model says who is ready for a call, and why."}
      </PageHead>
      {models.error && <Failed error={models.error} what={models.data ? "The list cannot be renewed; below is what was known before." : "The models cannot be shown."} again={models.again} />}
      {!models.data && !models.error && <div class="card"><Skeleton rows={6} /></div>}
      {models.data && items.length === 0 && (
        <Blank title="No model yet" action={mayEdit && <Button kind="primary" onClick={() => set({ new: "1" })}>New model ...</Button>}>
          A model gives points for who somebody is and what they do, and says from when on somebody is called. Begin with a sample; nobody is scored before it is published.
        </Blank>
      )}
      <div class="grid models">{items.map(item => <ModelCard key={item.model} item={item} />)}</div>
      {isNew && <NewModel models={items} from={query["new"] === "1" ? undefined : query["new"]} onClose={close} />}
    </>
  );
}

function ModelCard({ item }: { item: ModelItem }) {
  const to = `/app/models/${encodeURIComponent(item.model)}`;
  const versions = useQuery(`versions ${item.model} ${item.version ?? 0}`, async signal => body(client.GET("/api/v1/models/{model}/versions", { params: { path: { model: item.model } }, signal })), { off: item.version === undefined });
  const draft = useQuery(`drafter ${item.model}`, async signal => (await readModel(item.model, signal)).data, { off: !item.draft });
  const leads = useQuery(`leads of ${item.model}`, async signal => (await body(client.GET("/api/v1/leads", { params: { query: { model: item.model, limit: 1 } }, signal }))).total, { off: item.version === undefined });
  const live = versions.data?.versions.find(version => version.version === item.version);
  const mode = item.outline?.mode;
  // The description of the API leaves out that it is a day.
  const reviewBy = typeof item.reviewBy === "string" ? item.reviewBy : undefined;
  const [isAll, setAll] = useState(false);
  return (
    <article class="card model-card">
      <h2><a href={to}><bdi>{item.title}</bdi></a></h2>
      <p class="row wrap">
        {item.version === undefined ? <Chip tone="due">never published</Chip> : <Chip tone={mode === "assess" ? "info" : "ok"}>{mode === "assess" ? "assesses, sends nobody" : "live"}</Chip>}
        {item.draft && item.version !== undefined && <Chip tone="due"><bdi>draft differs{draft.data?.draftBy ? `, by ${whoSaved(draft.data.draftBy)}` : ""}</bdi></Chip>}
        {item.reviewDue && <Chip tone="over">review is due</Chip>}
      </p>
      <dl class="facts">
        {item.version !== undefined && (
          <>
            <dt>Version</dt>
            <dd>{item.version}{live && <>, since <Time at={live.at}>{instantDay(live.at)}</Time> <span class="muted">by <bdi>{live.author}</bdi></span></>}</dd>
          </>
        )}
        {item.draft && draft.data?.draftAt && <><dt>Draft</dt><dd>saved <Time at={draft.data.draftAt}>{ago(draft.data.draftAt, now.value)}</Time></dd></>}
        {item.version !== undefined && <><dt>People</dt><dd>{leads.data ? <a class="link" href={`/app/leads?model=${encodeURIComponent(item.model)}`}>{leads.data.exact ? "" : "over "}{num(leads.data.leads)}</a> : leads.error ? "not known now" : "…"}</dd></>}
        {item.outline && <><dt>For</dt><dd><bdi>{item.outline.audience}</bdi></dd></>}
        {reviewBy && <><dt>Review</dt><dd>{item.reviewDue ? "was due " : "by "}{dayText(reviewBy)}</dd></>}
      </dl>
      {live && (
        <p class="small soft model-reason">
          “<bdi>{isAll || live.reason.length <= 160 ? live.reason : `${live.reason.slice(0, 159)}…`}</bdi>”{" "}
          {live.reason.length > 160 && <button type="button" class="twin" onClick={() => setAll(old => !old)}>{isAll ? "less" : "more"}</button>}
        </p>
      )}
    </article>
  );
}

function titleOf(items: readonly ModelItem[] | undefined): string {
  if (!items)
    return "Models";
  if (items.length === 0)
    return "No model says who is ready";
  const live = items.filter(item => item.version !== undefined).length;
  return live === 0 ? `${count(items.length, "model", "models")}, none published` : `${live <= 6 ? `${["", "One model scores", "Two models score", "Three models score", "Four models score", "Five models score", "Six models score"][live]}` : `${num(live)} models score`} your leads`;
}

function subtitleOf(items: readonly ModelItem[]): string {
  const drafts = items.filter(item => item.draft && item.version !== undefined).length;
  const due = items.filter(item => item.reviewDue).length;
  const parts = [drafts === 0 ? "No draft differs from what is live" : drafts === 1 ? "One draft differs from what is live" : `${num(drafts)} drafts differ from what is live`, due > 0 ? (due === 1 ? "one review is due" : `${num(due)} reviews are due`) : ""].filter(Boolean);
  return `${parts.join(", ")}.`;
}
