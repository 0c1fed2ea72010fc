import { useMemo } from "preact/hooks";

import type { TriedDay, TriedEventRequest } from "../../../api/schema";
import { tryLead } from "../../../api/tryLead";
import { useQuery, type Query } from "../../../api/useQuery";
import { usePaused } from "../state/usePaused";
import type { Work } from "../work";
import { daysFrom, shift, type Sample } from "./sample";

/** Over so many days the points of a rule are drawn. */
export const curveDays = 180;

/** Points of a rule by day, under the text and under the live version. */
export interface Curves {
  readonly begin: string;
  readonly draft: readonly TriedDay[] | undefined;
  readonly live: readonly TriedDay[] | undefined;
}

/** A little before the first activity the curve begins, so that one sees it rise. */
export const beginOf = (today: string, daysAgo: readonly number[]): string => shift(today, -Math.min(150, Math.max(0, ...daysAgo)) - 3);

/** Asks what the rule gives on each day, given activity on some. */
export function useCurves(work: Work, rule: string, text: string | undefined, sample: Sample | undefined, daysAgo: readonly number[], today: string): { curves: Curves; query: Query<readonly TriedDay[]> } {
  const begin = beginOf(today, daysAgo);
  const events = useMemo(() => (sample ? eventsOf(sample, daysAgo, today) : []), [sample, daysAgo.join(), today]);
  const known = work.live?.rules.some(item => item.id === rule) ?? false;
  const version = work.data.version;
  const key = usePaused(JSON.stringify([rule, begin, events, text]), 200);
  const liveKey = usePaused(JSON.stringify([rule, begin, events, version]), 200);
  const ask = { events, asOf: begin, days: curveDays, rules: [rule], ...(sample ? { profile: sample.profile } : {}) };
  const draft = useQuery<readonly TriedDay[]>(`curve ${work.id} ${key}`, async signal => (await tryLead(work.id, { ...ask, yaml: text! }, signal)).curve ?? [], { off: sample === undefined || text === undefined });
  const live = useQuery(`curve live ${work.id} ${liveKey}`, async signal => (await tryLead(work.id, { ...ask, version: version! }, signal)).curve ?? [], { off: sample === undefined || version === undefined || !known });
  return { curves: { begin, draft: draft.data, live: live.data }, query: draft };
}

function eventsOf(sample: Sample, daysAgo: readonly number[], today: string): TriedEventRequest[] {
  return daysAgo.flatMap((days, index) => sample.eventsOf(index).map((event, part) => ({ type: event.type, id: `day-${index}-${part}`, source: "app", occurredAt: `${shift(today, -days)}T12:00:00Z`, properties: event.properties })));
}

/** Day of a curve on which something was. */
export const indexOf = (begin: string, day: string): number => daysFrom(begin, day);
