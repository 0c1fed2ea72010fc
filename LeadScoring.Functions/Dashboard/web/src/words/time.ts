/** Time and numbers in the reader's locale. Days of the app are days of the model's zone; times are instants, shown in the reader's zone. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const clockTime = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const shortDayYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const wholeDay = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const whole = new Intl.NumberFormat();
const tenth = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const points3 = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

/** The exact time, for hovers. */
export const exactTime = (at: string | number | Date): string => dateTime.format(new Date(at));

/** Hours and minutes. */
export const timeOfDay = (at: string | number | Date): string => clockTime.format(new Date(at));

/** A day of the app (yyyy-mm-dd), whatever the zone of the reader. */
export const dayOf = (text: string): Date => {
  const [year = 1970, month = 1, date = 1] = text.slice(0, 10).split("-").map(Number);
  return new Date(year, month - 1, date);
};

/** "28 Nov", with the year where it is another. */
export function dayText(text: string): string {
  const date = dayOf(text);
  return (date.getFullYear() === new Date().getFullYear() ? shortDay : shortDayYear).format(date);
}

/** "Saturday, 28 November". */
export const longDay = (date: Date): string => wholeDay.format(date);

/** "28 Nov", of an instant. */
export function instantDay(at: string | number | Date): string {
  const date = new Date(at);
  return (date.getFullYear() === new Date().getFullYear() ? shortDay : shortDayYear).format(date);
}

/** yyyy-mm-dd of an instant, in the reader's zone. */
export function localDay(at: string | number | Date): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

/** "3 h 48 min", "2 days", "under a minute". */
export function span(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left < minute)
    return "under a minute";
  if (left < hour)
    return count(Math.floor(left / minute), "min", "min");
  if (left < day) {
    const minutes = Math.floor((left % hour) / minute);
    return `${Math.floor(left / hour)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  }

  return count(Math.floor(left / day), "day", "days");
}

/** "24 minutes ago", "yesterday, 14:05", "3 days ago", "28 Nov". */
export function ago(at: string | number | Date, now = Date.now()): string {
  const date = new Date(at);
  const passed = now - date.getTime();
  if (passed < minute)
    return "just now";
  if (passed < hour)
    return `${count(Math.floor(passed / minute), "minute", "minutes")} ago`;
  const days = daysBetween(date, new Date(now));
  if (days === 0)
    return `${count(Math.floor(passed / hour), "hour", "hours")} ago`;
  if (days === 1)
    return `yesterday, ${timeOfDay(date)}`;
  return days < 14 ? `${days} days ago` : instantDay(date);
}

/** A short time for lists of what happened lately: "10:23", "Fri 10:23", "19 Oct". */
export function lately(at: string | number | Date, now = Date.now()): string {
  const date = new Date(at);
  const days = daysBetween(date, new Date(now));
  if (days === 0)
    return timeOfDay(date);
  return days < 7 ? `${weekday.format(date)} ${timeOfDay(date)}` : instantDay(date);
}

/** What was promised by a time: how it stands, and until when in words. */
export function promise(by: string, now = Date.now()): { tone: "over" | "due" | ""; text: string; until: string } {
  const at = new Date(by);
  const left = at.getTime() - now;
  const days = daysBetween(new Date(now), at);
  const until = days === 0 ? `by ${timeOfDay(at)}` : Math.abs(days) < 7 && left > 0 ? `by ${weekday.format(at)} ${timeOfDay(at)}` : `by ${instantDay(at)}, ${timeOfDay(at)}`;
  if (left < 0)
    return { tone: "over", text: -left < minute ? "just over" : `${span(left)} over`, until };
  return { tone: days === 0 ? "due" : "", text: left < minute ? "now" : `in ${left < 2 * day && left >= day ? `${Math.floor(left / hour)} hours` : span(left)}`, until };
}

/** Whole days of the calendar from one to another, in the reader's zone. */
export function daysBetween(from: Date, to: Date): number {
  const start = Date.UTC(from.getFullYear(), from.getMonth(), from.getDate());
  const end = Date.UTC(to.getFullYear(), to.getMonth(), to.getDate());
  return Math.round((end - start) / day);
}

/** A whole number in the reader's locale. */
export const num = (value: number): string => whole.format(value);

/** Points: one decimal, as few as are needed up to three for rules. */
export const pts = (value: number): string => tenth.format(value);
export const rulePts = (value: number): string => points3.format(value);

/** With its sign, a true minus. */
export const signed = (value: number, format: (value: number) => string = rulePts): string => (value < 0 ? `−${format(-value)}` : `+${format(value)}`);

/** "1 lead", "2 leads". */
export const count = (n: number, one: string, many: string): string => `${num(n)} ${n === 1 ? one : many}`;

const small = ["Nobody", "One person", "Two people", "Three people", "Four people", "Five people", "Six people", "Seven people", "Eight people", "Nine people", "Ten people", "Eleven people", "Twelve people"];

/** People at the begin of a sentence: "Seven people", "34 people". */
export const people = (n: number): string => small[n] ?? `${num(n)} people`;
