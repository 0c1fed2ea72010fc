const day = 86_400_000;

/** How many days the pages look back. */
export const ranges = ["7", "30", "90"] as const;
export type Range = (typeof ranges)[number];

/** The range of an address; 90 days where it says none. */
export const readRange = (text: string | undefined): Range => ranges.find(range => range === text) ?? "90";

/** First and last day of a range that ends today; reports count in UTC days. */
export function periodOf(range: Range, now: number): { from: string; to: string } {
  return { from: utcDay(now - (Number(range) - 1) * day), to: utcDay(now) };
}

/** yyyy-mm-dd of an instant, in UTC. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days that a report looks at, both included; with the range where they are one that ends today. */
export interface Days {
  readonly from: string;
  readonly to: string;
  readonly range?: Range;
}

/** How many days a report covers at most. */
export const longestPeriod = 400;

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text));

/** The days of an address: any days, else a range. What cannot be meant is left out, so that an old link still shows something. */
export function readDays(query: Readonly<Record<string, string>>, now: number): Days {
  const { from, to } = query;
  if (isDay(from) && isDay(to) && periodFault(from, to) === undefined)
    return { from, to };
  const range = readRange(query["range"]);
  return { ...periodOf(range, now), range };
}

/** Why days cannot be asked for, and what to do; undefined where they can. */
export function periodFault(from: string, to: string): string | undefined {
  if (!isDay(from) || !isDay(to))
    return "Choose both days.";
  const days = Math.round((Date.parse(to) - Date.parse(from)) / day) + 1;
  if (days < 1)
    return "The first day is after the last: change one of them.";
  return days > longestPeriod ? `These are ${days} days; choose at most ${longestPeriod}.` : undefined;
}
