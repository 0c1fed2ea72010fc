import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { ModelItem } from "../../api/schema";
import { boundsOf, useModel } from "../../state/models";
import { leadPath, useAddress } from "../../ui/address";
import { Blank, Failed, PageHead, Skeleton } from "../../ui/basics";
import { Icon } from "../../ui/Icon";
import { useKeys } from "../../ui/keys";
import { useWide } from "../../ui/useWide";
import { num } from "../../words/time";
import { ColumnPick } from "./ColumnPick";
import { chosenColumns, type Row } from "./columns";
import { asked, keyOf, readFilter, readSort, writeFilter, type Filter, type Sort } from "./filter";
import { FilterBar } from "./FilterBar";
import type { Choices } from "./FilterPanel";
import { titleOf } from "./filterWords";
import { LeadCards } from "./LeadCards";
import { LeadsTable } from "./LeadsTable";
import { Nothing } from "./Nothing";
import { leave, placeOf, useLeadList } from "./useLeadList";
import { builtIn, currentView, ownViews } from "./views";
import { ViewTabs } from "./ViewTabs";

/** Everybody who is known, or those who pass a filter that stands in the address. */
export function LeadsPage() {
  const { query, go } = useAddress();
  const { models, model } = useModel(query["model"]);
  // Who may not see the models is shown the one of the first lead: never two in one list.
  const [found, setFound] = useState<string>();
  const name = model?.model ?? query["model"] ?? found;
  const filter = readFilter(query);
  const sort = readSort(query["sort"]);
  const key = `${name} ${sort} ${keyOf(filter)}`;
  const list = useLeadList(key, asked(filter, name, sort, Date.now()), models.data === undefined && !models.error);
  const wide = useWide(900);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const moved = useRef(0);
  const focusing = useRef<(at: number) => void>(() => undefined);
  const rows = useMemo(() => rowsOf(list.leads ?? [], name), [list.leads, name]);
  const views = [...builtIn(hotOf(model)), ...ownViews()];
  const from = views.find(view => view.id === query["view"]);

  const show = (next: Filter, order: Sort): void => {
    const kept = { ...(query["model"] ? { model: query["model"] } : {}), ...(query["view"] ? { view: query["view"] } : {}) };
    const text = new URLSearchParams({ ...writeFilter(next), ...(order === "score" ? {} : { sort: order }), ...kept }).toString().replaceAll("%2C", ",");
    go(`/app/leads${text ? `?${text}` : ""}`, true);
  };
  const change = (next: Filter): void => show(next, sort);
  const openRow = (row: Row): void => {
    leave();
    go(leadPath(row.lead.id, name));
  };
  const move = (by: 1 | -1): void => {
    // A key that is held goes on from where it is, also before the focus has followed.
    const goesOn = Date.now() - moved.current < 600 || document.activeElement?.closest("[data-at]");
    const next = Math.min(rows.length - 1, Math.max(0, goesOn ? at + by : firstInSight()));
    moved.current = Date.now();
    setAt(next);
    focusing.current(next);
  };
  useKeys([
    { keys: ["j", "ArrowDown"], does: "next", run: () => move(1) },
    { keys: ["k", "ArrowUp"], does: "previous", run: () => move(-1) },
    { keys: ["Enter"], does: "open", run: () => rows[at] && openRow(rows[at]) },
    { keys: ["f"], does: "filter", run: () => setOpen(old => !old) },
  ]);
  useEffect(() => setAt(0), [key]);
  const first = list.leads?.[0]?.models[0]?.model;
  useEffect(() => {
    if (models.error && name === undefined)
      setFound(first);
  }, [models.error, name, first]);
  useScrollBack(key, rows.length);

  const total = list.old ? undefined : list.total;
  const shownTotal = list.total ?? (list.isWhole ? { leads: rows.length, exact: true } : undefined);
  const props = { rows, total: list.total?.exact ? list.total.leads : list.isWhole ? rows.length : undefined, bounds: boundsOf(model), model: name, at, onAt: setAt, open: openRow, focusing };
  const none = list.leads !== undefined && rows.length === 0 && !list.old && !list.busy;
  return (
    <>
      <PageHead
        title={list.leads ? titleOf(filter, shownTotal) : titleOf(filter, undefined)}
        aside={
          <div class="row wrap">
            {wide && <ColumnPick />}
            {!none && <a class="btn" href={`/api/v1/leads.csv?${asked(filter, name, sort, Date.now())}`} download target="_self"><Icon name="download" />CSV</a>}
          </div>
        }
      >
        {sentenceOf(sort, model)}
      </PageHead>
      <ViewTabs views={views} current={currentView(views, filter, sort)} from={from} filter={filter} sort={sort} />
      <FilterBar filter={filter} total={total} busy={list.busy && list.old} choices={choicesOf(model)} open={open} onOpen={setOpen} onChange={change} />
      {list.error && <Failed error={list.error} what={list.leads ? "The list does not go on; what is below is what was known." : "The leads cannot be shown."} again={list.again} />}
      {models.data?.length === 0 && <Blank title="No model is published yet" action={<a class="btn primary" href="/app/models">To the models</a>}>A model says who is ready for a call. Until one is published, nobody has a score.</Blank>}
      {list.leads === undefined && !list.error && models.data?.length !== 0 && <div class="card"><Skeleton rows={9} /></div>}
      {none && models.data?.length !== 0 && <div class="card"><Nothing filter={filter} model={name} onChange={change} /></div>}
      {rows.length > 0 && (
        <div aria-busy={list.old || undefined} class={list.old ? "dim" : undefined}>
          {wide ? <LeadsTable {...props} columns={chosenColumns()} sort={sort} onSort={order => show(filter, order)} /> : <LeadCards {...props} />}
          <End isWhole={list.isWhole} busy={list.busy} shown={rows.length} more={list.more} />
        </div>
      )}
    </>
  );
}

/** The end of what is loaded: it asks for more as it comes into sight, and can be pressed. */
function End({ isWhole, busy, shown, more }: { isWhole: boolean; busy: boolean; shown: number; more: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const asking = useRef(more);
  asking.current = more;
  useEffect(() => {
    const element = mark.current;
    if (!element || isWhole)
      return;
    const observer = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && asking.current(), { rootMargin: "800px" });
    observer.observe(element);
    return () => observer.disconnect();
    // Observed again with every page, so that a screen that is still not full asks again.
  }, [isWhole, shown]);
  return (
    <div ref={mark} class="list-end small muted">
      {isWhole ? (shown > 20 ? `These are all ${num(shown)}.` : "") : <button type="button" class="twin" aria-busy={busy || undefined} onClick={more}>{busy ? "Loading more ..." : `${num(shown)} are loaded. Load more`}</button>}
    </div>
  );
}

// Who comes back from a lead finds the list where it was left; leaving by any link remembers the place.
function useScrollBack(key: string, rows: number): void {
  const done = useRef(false);
  useEffect(() => {
    const on = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest("a[href]"))
        leave();
    };
    document.addEventListener("click", on, { capture: true });
    return () => document.removeEventListener("click", on, { capture: true });
  }, []);
  useEffect(() => {
    if (done.current || rows === 0)
      return;
    done.current = true;
    const place = placeOf(key);
    if (place !== undefined)
      requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, place)));
  }, [key, rows]);
}

// Where no row has the focus, the keys begin at the first that is seen.
function firstInSight(): number {
  const row = [...document.querySelectorAll<HTMLElement>("[data-at]")].find(element => element.getBoundingClientRect().top > 60);
  return Number(row?.dataset["at"] ?? 0);
}

function rowsOf(leads: readonly Row["lead"][], model: string | undefined): Row[] {
  return leads.flatMap(lead => {
    const item = lead.models.find(entry => entry.model === model) ?? lead.models[0];
    return item ? [{ lead, item }] : [];
  });
}

// The grades that the model itself sends to sales; the best two where it says nothing about them.
function hotOf(model: ModelItem | undefined): Pick<Filter, "grade" | "minScore"> {
  const outline = model?.outline;
  if (outline?.target !== undefined)
    return { grade: [], minScore: Math.round(outline.target) };
  const sent = (outline?.routes ?? []).filter(route => route.to !== "nurture").flatMap(route => route.grades ?? []);
  return { grade: sent.length > 0 ? [...new Set(sent)].sort() : ["A1", "A2"], minScore: undefined };
}

function choicesOf(model: ModelItem | undefined): Choices {
  const outline = model?.outline;
  const addsUp = outline?.target !== undefined;
  return {
    routes: [...(outline?.routes ?? []), ...(outline?.fastTracks ?? []), ...(outline?.personas ?? []).filter(persona => persona.to !== undefined)].map(entry => entry.id),
    hasGrades: !addsUp,
    most: addsUp ? undefined : 100,
  };
}

function sentenceOf(sort: Sort, model: ModelItem | undefined): string {
  const order = { score: "The hottest are on top", priority: "Whom to call first is on top", respondBy: "Whose answer or promised call is due first is on top", lastActivity: "Who did something last is on top" }[sort];
  return model ? `${order}, as “${model.title}” sees them today.` : `${order}.`;
}

