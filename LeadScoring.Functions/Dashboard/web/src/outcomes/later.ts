import { dayOf, localDay } from "../words/time";

/** A day for another call. */
export interface Pick {
  readonly text: string;
  readonly day: string;
}

/** Days are yyyy-mm-dd, in the reader's calendar. */
export const tomorrow = (now = Date.now()): string => moved(now, { days: 1 });

/** Nobody plans calls further ahead, and the app refuses it. */
export const lastDay = (now = Date.now()): string => moved(now, { months: 24 });

/** Days that people say most, moved off a weekend. */
export function picks(now = Date.now()): readonly Pick[] {
  return [
    { text: "Next week", day: workday(moved(now, { days: 7 })) },
    { text: "In a month", day: workday(moved(now, { months: 1 })) },
    { text: "In three months", day: workday(moved(now, { months: 3 })) },
  ];
}

/** What is wrong with a day, in words; undefined where it can be sent. */
export function faultOf(day: string, now = Date.now()): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(day))
    return "Choose a day first.";
  if (day < tomorrow(now))
    return "Choose a day from tomorrow on.";
  return day > lastDay(now) ? "Choose a day within two years." : undefined;
}

function moved(now: number, by: { days?: number; months?: number }): string {
  const date = new Date(now);
  const first = new Date(date.getFullYear(), date.getMonth() + (by.months ?? 0), 1);
  // A month on from 31 January is the last day of February.
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  return localDay(new Date(first.getFullYear(), first.getMonth(), Math.min(date.getDate(), last) + (by.days ?? 0)));
}

function workday(day: string): string {
  const date = dayOf(day);
  const weekday = date.getDay();
  const on = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return localDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() + on));
}
