import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { body, client } from "../../api/client";
import type { LeadItem, LeadModelItem, paths } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { Outcomes, sayNotReached, sayReached, type Told } from "../../outcomes/Outcomes";
import { boundsOf, useModel } from "../../state/models";
import { now } from "../../state/now";
import { saidOf } from "../../state/outcomes";
import { leadPath, useAddress } from "../../ui/address";
import { Blank, Button, Failed, PageHead, Segment, Skeleton } from "../../ui/basics";
import { useKeys } from "../../ui/keys";
import { undoLast } from "../../ui/toast";
import { nameOf } from "../../words/person";
import { dueOf } from "../../words/promised";
import { num, people } from "../../words/time";
import { byDay, type Group } from "./groups";
import { Peek } from "./Peek";
import { QueueRow } from "./QueueRow";

/** What a list of the queue asks for. */
const lists = {
  waiting: { text: "Waiting", query: { waiting: true, owner: ["sales", "inside-sales"], sort: "respondBy" } },
  again: { text: "Try again", query: { waiting: false, owner: ["sales", "inside-sales"], stage: ["qualified"], sort: "priority" } },
  talking: { text: "Talking", query: { owner: ["sales", "inside-sales"], stage: ["accepted", "sales-qualified", "opportunity"], sort: "lastActivity" } },
} satisfies Record<string, { text: string; query: LeadQuery }>;

type LeadQuery = NonNullable<paths["/api/v1/leads"]["get"]["parameters"]["query"]>;

type ListName = keyof typeof lists;

const most = 100;

/** Whom to call now, in the order of what was promised. */
export function QueuePage() {
  const { query, set, go } = useAddress();
  const name: ListName = query["list"] === "again" || query["list"] === "talking" ? query["list"] : "waiting";
  const team = query["team"] === "sales" || query["team"] === "inside-sales" ? query["team"] : undefined;
  const { models, model } = useModel(query["model"]);
  const asked: LeadQuery = { ...lists[name].query, ...(team ? { owner: [team] } : {}) };
  const key = `queue ${model?.model} ${name} ${team ?? ""}`;
  const leads = useQuery(
    key,
    async signal => body(client.GET("/api/v1/leads", { params: { query: { ...asked, model: model!.model, limit: most, spark: 14 } }, signal })),
    { every: 30_000, off: !model, keep: false },
  );
  const [selected, setSelected] = useState<string | undefined>(query["lead"]);
  const rows = useRows(leads.data?.leads, model?.model);
  const { shown, fresh, accept } = useQuietRows(key, rows, selected);
  const current = shown.find(row => row.lead.id === selected) ?? shown.find(row => !saidOf.value.has(row.lead.id)) ?? shown[0];
  const list = useRef<HTMLDivElement>(null);

  const select = useCallback(
    (id: string | undefined, focus = false) => {
      setSelected(id);
      set({ lead: id });
      if (focus && id)
        requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(id)}"]`)?.focus());
    },
    [set],
  );
  const move = (by: 1 | -1): void => {
    const at = shown.findIndex(row => row.lead.id === current?.lead.id);
    const next = shown[at + by];
    if (next)
      select(next.lead.id, true);
  };
  const told = current && toldOf(current.lead, current.item);
  const done = leads.again;
  const after = (run: (lead: Told, done: () => void) => void): void => {
    if (!told || saidOf.value.has(told.id))
      return;
    run(told, done);
    move(1);
  };
  useKeys([
    { keys: ["j", "ArrowDown"], does: "next", run: () => move(1) },
    { keys: ["k", "ArrowUp"], does: "previous", run: () => move(-1) },
    { keys: ["r"], does: "reached", run: () => after(sayReached) },
    { keys: ["n"], does: "not reached", run: () => after(sayNotReached) },
    { keys: ["Enter"], does: "whole story", run: () => current && go(leadPath(current.lead.id, model?.model)) },
    { keys: ["z"], does: "undo", run: undoLast },
  ]);

  const groups = groupsOf(shown, name);
  const total = leads.data?.total?.leads ?? shown.length;
  const bounds = boundsOf(model);
  return (
    <>
      <PageHead
        title={titleOf(name, leads.data ? total : undefined)}
        aside={
          <div class="row wrap">
            <Segment label="Team" value={team ?? "all"} onChange={value => set({ team: value === "all" ? undefined : value, lead: undefined })} options={[{ value: "all", text: "All" }, { value: "sales", text: "Sales" }, { value: "inside-sales", text: "Inside sales" }]} />
            <Segment
              label="List"
              value={name}
              onChange={value => {
                setSelected(undefined);
                set({ list: value === "waiting" ? undefined : value, lead: undefined });
              }}
              options={(Object.keys(lists) as ListName[]).map(value => ({ value, text: lists[value].text, count: value === name && leads.data ? total : undefined }))}
            />
          </div>
        }
      >
        {leads.data ? subtitleOf(name, shown) : "The one promised first is on top."}
      </PageHead>
      {models.error && !models.data && <Failed error={models.error} what="The queue cannot be shown." again={models.again} />}
      {leads.error && <Failed error={leads.error} what={leads.data ? "The list cannot be renewed; below is what was known before." : "The queue cannot be shown."} again={leads.again} />}
      {models.data?.length === 0 && <NoModel />}
      {!leads.data && !leads.error && (models.data ? models.data.length > 0 : !models.error) && <div class="card flush"><Skeleton rows={9} /></div>}
      {leads.data && (
        <div class="grid with-peek">
          <div>
            <div class="card flush" ref={list}>
              {fresh > 0 && (
                <div class="qnew" role="status">
                  <Button kind="quiet" onClick={accept}>{num(fresh)} new, show</Button>
                </div>
              )}
              {shown.length === 0 && <Nothing name={name} />}
              {groups.map(group => (
                <div key={group.title}>
                  {group.title && (
                    <div class={`qgroup ${group.over ? "over" : ""}`}>
                      {group.title} <span class={`count ${group.over ? "over" : ""}`}>{group.rows.length}</span>
                    </div>
                  )}
                  <div role="list" aria-label={group.title || lists[name].text}>
                    {group.rows.map(row => (
                      <QueueRow
                        key={row.lead.id}
                        lead={row.lead}
                        item={row.item}
                        bounds={bounds}
                        said={saidOf.value.get(row.lead.id)}
                        selected={row.lead.id === current?.lead.id}
                        onSelect={() => select(row.lead.id)}
                        done={done}
                      />
                    ))}
                  </div>
                </div>
              ))}
            </div>
            {total > shown.length && <p class="muted small gap-s">The first {num(shown.length)} of {num(total)}. <a class="link" href={`/app/leads?owner=sales,inside-sales&waiting=${name === "waiting"}`}>All of them as a list</a></p>}
            {shown.length > 0 && (
              <p class="muted small only-wide gap-s">
                <kbd>J</kbd> <kbd>K</kbd> next, previous &nbsp; <kbd>R</kbd> reached &nbsp; <kbd>N</kbd> not reached &nbsp; <kbd>Enter</kbd> whole story &nbsp; <kbd>Z</kbd> undo
              </p>
            )}
          </div>
          {current && told && (
            <Peek key={current.lead.id} lead={current.lead} item={current.item} bounds={bounds}>
              <Outcomes lead={told} stage={current.item.stage} done={done} />
            </Peek>
          )}
        </div>
      )}
    </>
  );
}

interface Row {
  readonly lead: LeadItem;
  readonly item: LeadModelItem;
}

const toldOf = (lead: LeadItem, item: LeadModelItem): Told => ({ id: lead.id, name: nameOf(lead), model: item.model, epoch: item.epoch });

function useRows(leads: readonly LeadItem[] | undefined, model: string | undefined): readonly Row[] {
  return useMemo(
    () =>
      (leads ?? []).flatMap(lead => {
        const item = lead.models.find(entry => entry.model === model) ?? lead.models[0];
        return item ? [{ lead, item }] : [];
      }),
    [leads, model],
  );
}

// A row that comes above the selected one is announced and does not push it away from under the finger.
function useQuietRows(key: string, rows: readonly Row[], selected: string | undefined): { shown: readonly Row[]; fresh: number; accept: () => void } {
  const [kept, setKept] = useState<{ key: string; ids: ReadonlySet<string> }>();
  useEffect(() => {
    if (rows.length > 0 && kept?.key !== key)
      setKept({ key, ids: new Set(rows.map(row => row.lead.id)) });
  }, [key, rows]);
  const known = kept?.key === key ? kept.ids : undefined;
  const at = selected === undefined ? -1 : rows.findIndex(row => row.lead.id === selected);
  const isFresh = (row: Row, index: number): boolean => known !== undefined && index < at && !known.has(row.lead.id);
  const shown = rows.filter((row, index) => !isFresh(row, index));
  return { shown, fresh: rows.length - shown.length, accept: () => setKept({ key, ids: new Set(rows.map(row => row.lead.id)) }) };
}

const groupsOf = (rows: readonly Row[], name: ListName): Group<Row>[] =>
  name === "waiting" ? byDay(rows, now.value) : rows.length === 0 ? [] : [{ title: "", over: false, rows }];

function titleOf(name: ListName, total: number | undefined): string {
  if (total === undefined)
    return name === "waiting" ? "Who waits for a call" : lists[name].text;
  if (name === "waiting")
    return total === 0 ? "Nobody waits" : `${people(total)} ${total === 1 ? "waits" : "wait"} for a call`;
  return name === "again" ? `${people(total)} to try again` : `${people(total)} in talks`;
}

function subtitleOf(name: ListName, rows: readonly Row[]): string {
  if (name === "again")
    return "Somebody tried and did not reach them. The hottest is on top.";
  if (name === "talking")
    return "Accepted by sales, and on their way to a deal. The one who did something last is on top.";
  const over = rows.filter(row => dueOf(row.item, now.value) === "over").length;
  const due = rows.filter(row => dueOf(row.item, now.value) === "today").length;
  if (rows.length === 0)
    return "New people come as soon as a route sends them.";
  const parts = [over > 0 ? `${num(over)} past the agreed time` : "", due > 0 ? `${num(due)} to call today` : ""].filter(Boolean);
  return `${parts.length === 0 ? "Nobody is due today" : parts.join(", ")}. The one promised first is on top.`;
}

function Nothing({ name }: { name: ListName }) {
  if (name === "waiting") {
    return (
      <Blank title="Everybody was called" action={<a class="btn" href="/app/queue?list=again">Those to try again</a>}>
        Nobody waits for a first call, or for one that was promised. New people appear here within seconds of their hand-off; this page asks by itself.
      </Blank>
    );
  }

  return (
    <Blank title={name === "again" ? "Nobody to try again" : "No talks yet"} action={<a class="btn" href="/app/queue">Who waits</a>}>
      {name === "again" ? "Who was not reached comes here, until the agreed number of attempts is used up." : "Who was reached and accepted comes here."}
    </Blank>
  );
}

function NoModel() {
  return (
    <Blank title="No model is published yet" action={<a class="btn primary" href="/app/models">To the models</a>}>
      A model says who is ready for a call. Once one is published, those whom it sends to sales stand here.
    </Blank>
  );
}
