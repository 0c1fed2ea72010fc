import type { ComponentChildren } from "preact";

import type { LeadItem, LeadModelItem } from "../../api/schema";
import { Spark } from "../../charts/Spark";
import { LastActive } from "../../people/LastActive";
import type { Bounds } from "../../state/models";
import { kept } from "../../state/prefs";
import { CallAgain, Chip, Clock, Time } from "../../ui/basics";
import { Grade, Progress } from "../../ui/Grade";
import { becauseText } from "../../words/because";
import { lastDay, roleOf, valueOf } from "../../words/person";
import { routeText, standingShort } from "../../words/standing";
import { dayText, lately, num, signed } from "../../words/time";
import { phoneOf } from "../../words/why";
import type { Sort } from "./filter";

/** A lead of the list under the model that is looked at. */
export interface Row {
  readonly lead: LeadItem;
  readonly item: LeadModelItem;
}

export interface Column {
  readonly id: string;
  readonly head: string;
  /** How the app sorts by it. */
  readonly sort?: Sort;
  /** Which way that sort goes; the app knows one for each. */
  readonly order?: "ascending" | "descending";
  readonly class?: string;
  readonly cell: (row: Row, bounds: Bounds | undefined) => ComponentChildren;
}

const text = (value: string | undefined): ComponentChildren => (value ? <bdi class="two-lines">{value}</bdi> : <None />);

/** What a column may show, besides the person, who is always there. */
export const columns: readonly Column[] = [
  { id: "grade", head: "Grade", class: "c-grade", cell: ({ item }, bounds) => (item.grade ? <Grade grade={item.grade} bounds={bounds} /> : item.progress !== undefined ? <Progress item={item} /> : <None />) },
  { id: "score", head: "Score", sort: "score", order: "descending", class: "num c-score", cell: ({ item }) => (item.score === undefined ? <None /> : <span class="score">{num(item.score)}</span>) },
  { id: "spark", head: "14 days", class: "c-spark", cell: ({ item }) => <Spark scores={item.spark} /> },
  { id: "why", head: "Why", class: "c-why", cell: ({ item }) => <span class="two-lines">{becauseText(item)}</span> },
  { id: "with", head: "Who has it", class: "c-with", cell: ({ item }) => <Chip tone={item.owner === "marketing" ? "" : "ok"}>{standingShort(item)}</Chip> },
  { id: "respondBy", head: "To answer", sort: "respondBy", order: "ascending", class: "c-clock", cell: ({ item }) => <Due item={item} /> },
  { id: "active", head: "Last active", sort: "lastActivity", order: "descending", class: "c-active nw", cell: ({ lead }) => (lead.lastActivityAt || lastDay(lead) ? <LastActive lead={lead} words={lately} /> : <None />) },
  { id: "priority", head: "Priority", sort: "priority", order: "descending", class: "num", cell: ({ item }) => (item.priority === 0 ? <None /> : num(item.priority)) },
  { id: "trend", head: "In a week", class: "num", cell: ({ item }) => (item.trend ? <span class={item.trend > 0 ? "plus" : "minus"}>{signed(item.trend, num)}</span> : <None />) },
  { id: "reasons", head: "Most of the score", class: "c-why", cell: ({ item }) => text(item.reasons?.join("; ")) },
  { id: "route", head: "Route of the score", cell: ({ item }) => text(item.scoreRoute ? routeText(item.scoreRoute) : undefined) },
  { id: "until", head: "Changes on", class: "nw", cell: ({ item }) => (item.until ? dayText(item.until) : <None />) },
  { id: "known", head: "Known", class: "num", cell: ({ item }) => (item.known === undefined ? <None /> : `${item.known} %`) },
  { id: "email", head: "Address", cell: ({ lead }) => text(lead.email ?? undefined) },
  { id: "phone", head: "Phone", class: "nw", cell: ({ lead }) => text(phoneOf(lead)) },
  { id: "country", head: "Country", cell: ({ lead }) => text(valueOf(lead.profile, "country")) },
  { id: "industry", head: "Industry", cell: ({ lead }) => text(valueOf(lead.profile, "industry")) },
  { id: "first", head: "First seen", class: "nw", cell: ({ lead }) => (lead.firstSeenAt ? <Time at={lead.firstSeenAt}>{lately(lead.firstSeenAt)}</Time> : <None />) },
];

/** The head of a column; where points add up there are no grades, but a target. */
export const headOf = (column: Column, first: Row | undefined): string => (column.id === "grade" && first?.item.target !== undefined ? "Of target" : column.head);

const usual = ["grade", "score", "spark", "why", "with", "respondBy", "active"];

const chosen = kept<readonly string[]>("columns", usual);

/** The columns that the reader chose, in the order of all. */
export const chosenColumns = (): Column[] => columns.filter(column => Array.isArray(chosen.value) && chosen.value.includes(column.id));

export function chooseColumn(id: string, isShown: boolean): void {
  chosen.set(isShown ? [...chosen.value, id] : chosen.value.filter(other => other !== id));
}

export const usualColumns = (): void => chosen.set(usual);

/** What a person does, and where, below the name. */
export const underName = (lead: LeadItem): string => roleOf(lead) || (lead.email === null ? "known by the browser only" : "");

// What was promised to somebody, or is to be followed up.
function Due({ item }: { item: LeadModelItem }) {
  if (item.respondBy && !item.respondedAt)
    return <Clock by={item.respondBy} />;
  if (item.callAgainBy)
    return <CallAgain item={item} />;
  const next = (item.followUps ?? []).map(followUp => followUp.dueBy).sort()[0];
  if (next)
    return <Clock by={next} />;
  return item.respondedAt ? <span class="muted small">answered</span> : <None />;
}

function None() {
  return <span class="muted" aria-label="none">–</span>;
}
