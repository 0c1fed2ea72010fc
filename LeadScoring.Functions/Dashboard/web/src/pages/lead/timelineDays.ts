import type { DecisionEntry, EventEntry, ScoreEntry, TimelineEntry } from "../../api/schema";
import { localDay } from "../../words/time";

/** Something of a day: a visit, a single event, a decision. */
export type Item =
  | { readonly kind: "visit"; readonly events: readonly EventEntry[] }
  | { readonly kind: "event"; readonly event: EventEntry }
  | { readonly kind: "decision"; readonly decision: DecisionEntry };

/** A day on which something happened, newest first within it. */
export interface Day {
  readonly day: string;
  readonly score: number | undefined;
  readonly was: number | undefined;
  readonly grade: string | undefined;
  readonly items: readonly Item[];
}

/** Days on which nothing happened but that the score changed, newest first: they are said together. */
export interface Quiet {
  readonly from: string;
  readonly to: string;
  readonly score: number;
  readonly was: number;
}

export type Part = { readonly kind: "day"; readonly day: Day } | { readonly kind: "quiet"; readonly quiet: Quiet };

export type Shown = "all" | "points" | "sales";

const pause = 30 * 60_000;

const online = /^(page|asset|form|chat|trial|product|video|lead)\./u;

/** What a reader asked to see. */
export interface Filter {
  readonly show: Shown;
  readonly model: string;
  /** Whether an event gives points. */
  readonly hasPoints: (event: EventEntry) => boolean;
}

/** The entries of a timeline by day; visits of a site end where half an hour passes. */
export function partsOf(entries: readonly TimelineEntry[], filter: Filter): Part[] {
  const days = new Map<string, { events: TimelineEntry[]; score?: ScoreEntry }>();
  const of = (day: string) => {
    const known = days.get(day) ?? { events: [] };
    days.set(day, known);
    return known;
  };
  for (const entry of entries) {
    if (isScore(entry)) {
      if (entry.models.some(figures => figures.model === filter.model))
        of(entry.day).score = entry;
    } else if (isShown(entry, filter)) {
      of(localDay(entry.occurredAt)).events.push(entry);
    }
  }

  const parts: Part[] = [];
  for (const [day, { events, score }] of [...days].sort(([one], [other]) => other.localeCompare(one))) {
    const figures = score?.models.find(entry => entry.model === filter.model);
    if (events.length > 0) {
      parts.push({ kind: "day", day: { day, score: figures?.score, was: figures?.was, grade: figures?.grade, items: itemsOf(events) } });
      continue;
    }

    if (filter.show !== "all" || figures?.was === undefined || figures.was === figures.score)
      continue;
    const last = parts.at(-1);
    if (last?.kind === "quiet")
      parts[parts.length - 1] = { kind: "quiet", quiet: { ...last.quiet, from: day, was: figures.was } };
    else
      parts.push({ kind: "quiet", quiet: { from: day, to: day, score: figures.score, was: figures.was } });
  }

  return parts;
}

function isShown(entry: EventEntry | DecisionEntry, filter: Filter): boolean {
  if (filter.show === "all")
    return true;
  if (isDecision(entry))
    return filter.show === "sales";
  return filter.show === "sales" ? entry.type.startsWith("sales.") : filter.hasPoints(entry);
}

// A visit: events of a site, each at most half an hour after the one before.
function itemsOf(entries: readonly TimelineEntry[]): Item[] {
  const items: Item[] = [];
  for (const entry of entries) {
    if (isDecision(entry)) {
      items.push({ kind: "decision", decision: entry });
      continue;
    }

    if (!isEvent(entry))
      continue;
    const last = items.findLast(item => item.kind === "visit");
    const oldest = last?.events.at(-1);
    if (!online.test(entry.type))
      items.push({ kind: "event", event: entry });
    else if (last && oldest && Date.parse(oldest.occurredAt) - Date.parse(entry.occurredAt) <= pause)
      items[items.indexOf(last)] = { kind: "visit", events: [...last.events, entry] };
    else
      items.push({ kind: "visit", events: [entry] });
  }

  return items;
}

/** How long a visit took, with the time on its last page where it is known; in milliseconds. */
export function lengthOf(events: readonly EventEntry[]): number {
  const [newest, oldest] = [events[0], events.at(-1)];
  if (!newest || !oldest)
    return 0;
  const stay = Number(newest.properties["durationSeconds"] ?? 0);
  return Date.parse(newest.occurredAt) - Date.parse(oldest.occurredAt) + (Number.isFinite(stay) ? stay * 1000 : 0);
}

export const isEvent = (entry: TimelineEntry): entry is EventEntry => entry.kind === "event";
export const isDecision = (entry: TimelineEntry): entry is DecisionEntry => entry.kind === "decision";
export const isScore = (entry: TimelineEntry): entry is ScoreEntry => entry.kind === "score";

/** Tells entries apart. */
export function identity(entry: TimelineEntry): string {
  return isEvent(entry) ? `event ${entry.key}` : isScore(entry) ? `score ${entry.day} ${entry.timeZone ?? ""}` : `decision ${entry.occurredAt} ${(entry as DecisionEntry).type} ${(entry as DecisionEntry).model}`;
}

/** Puts a newer first page in the place of the old one; what is older than it stays. */
export function renewed(old: readonly TimelineEntry[], page: readonly TimelineEntry[]): readonly TimelineEntry[] | undefined {
  const last = page.at(-1);
  if (!last)
    return [];
  const at = old.findIndex(entry => identity(entry) === identity(last));
  return at < 0 ? undefined : [...page, ...old.slice(at + 1)];
}
