import type { LeadTotal } from "../../api/schema";
import { capital, fieldText, listed } from "../../words/names";
import { routeText, stages, teams } from "../../words/standing";
import { dayText, num } from "../../words/time";
import { everybody, isEmpty, keyOf, type Filter } from "./filter";

/** A part of a filter as people say it, and the filter without it. */
export interface Part {
  readonly key: string;
  readonly text: string;
  readonly without: Filter;
}

const some = (values: readonly string[], words: (value: string) => string): string => listed(values.map(words), "or");

/** The parts of a filter, one each, to be shown and taken away. */
export function partsOf(filter: Filter): Part[] {
  const parts: (Part | undefined)[] = [
    filter.owner.length > 0 ? { key: "owner", text: `With ${some(filter.owner, value => teams[value] ?? value)}`, without: { ...filter, owner: [] } } : undefined,
    filter.to.length > 0 ? { key: "to", text: `Sent to ${some(filter.to, value => teams[value] ?? value)}`, without: { ...filter, to: [] } } : undefined,
    filter.stage.length > 0 ? { key: "stage", text: capital(some(filter.stage, value => stages[value] ?? value)), without: { ...filter, stage: [] } } : undefined,
    filter.grade.length > 0 ? { key: "grade", text: `Grade ${some(filter.grade, value => value)}`, without: { ...filter, grade: [] } } : undefined,
    filter.route.length > 0 ? { key: "route", text: `By ${some(filter.route, routeText)}`, without: { ...filter, route: [] } } : undefined,
    filter.scoreRoute.length > 0 ? { key: "scoreRoute", text: `Score alone: ${some(filter.scoreRoute, routeText)}`, without: { ...filter, scoreRoute: [] } } : undefined,
    filter.waiting !== undefined ? { key: "waiting", text: filter.waiting ? "Waits for a first call" : "Nobody waits for", without: { ...filter, waiting: undefined } } : undefined,
    filter.overdue !== undefined ? { key: "overdue", text: filter.overdue ? "Past the agreed time" : "Not past a time", without: { ...filter, overdue: undefined } } : undefined,
    filter.since !== undefined ? { key: "since", text: sinceText(filter.since), without: { ...filter, since: undefined } } : undefined,
    filter.minScore !== undefined ? { key: "minScore", text: `Score ${num(filter.minScore)} or more`, without: { ...filter, minScore: undefined } } : undefined,
    filter.q !== undefined ? { key: "q", text: `“${filter.q}”`, without: { ...filter, q: undefined } } : undefined,
    ...Object.entries(filter.profile).map(([name, value]): Part => ({ key: `profile.${name}`, text: `${fieldText(name)}: ${listed(value.split(",").map(text => text.trim()), "or")}`, without: { ...filter, profile: Object.fromEntries(Object.entries(filter.profile).filter(([other]) => other !== name)) } })),
  ];
  return parts.filter(part => part !== undefined);
}

export function sinceText(since: string): string {
  const back = /^(\d+)d$/u.exec(since)?.[1];
  if (back === undefined)
    return `Active since ${dayText(since)}`;
  return back === "0" ? "Active today" : back === "1" ? "Active since yesterday" : `Active in the last ${back} days`;
}

const shown = (total: LeadTotal): string => (total.exact ? num(total.leads) : `${num(total.leads)} or more`);

const one = (total: LeadTotal): boolean => total.leads === 1 && total.exact;

/** The title is the answer: how many there are. */
export function titleOf(filter: Filter, total: LeadTotal | undefined): string {
  if (total === undefined)
    return isEmpty(filter) ? "Leads" : "Leads that pass the filter";
  const people = `${shown(total)} ${one(total) ? "person" : "people"}`;
  const is = one(total) ? "is" : "are";
  if (isEmpty(filter))
    return total.leads === 0 ? "Nobody is known yet" : `${people} ${is} known`;
  if (total.leads === 0)
    return "Nobody passes the filter";
  if (keyOf(filter) === keyOf({ ...everybody, owner: ["sales", "inside-sales"] }))
    return `${people} ${is} with sales`;
  if (keyOf(filter) === keyOf({ ...everybody, overdue: true }))
    return `${people} ${one(total) ? "waits" : "wait"} past the agreed time`;
  return `${people} ${one(total) ? "passes" : "pass"} the filter`;
}
