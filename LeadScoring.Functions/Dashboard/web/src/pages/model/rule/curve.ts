import type { TriedDay } from "../../../api/schema";
import { rulePts } from "../../../words/time";
import { fadingWords } from "../doc/cards";
import { listOf, mapOf, numberOf, type Fields } from "../doc/parse";
import type { CategoryScope, Fading } from "../doc/scope";
import { ticksOf } from "../preview/geometry";

export interface CurveFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly top: number;
  readonly right: number;
}

/** Points of a rule by day. */
export const pointsByDay = (curve: readonly TriedDay[] | undefined, rule: string): readonly number[] => (curve ?? []).map(day => day.points[rule] ?? 0);

/** Where days and points are, for one or two curves in one frame. */
export function scalesOf(values: readonly (readonly number[])[], days: number, { width, height, left, bottom, top, right }: CurveFrame): { x: (day: number) => number; y: (value: number) => number; ticks: readonly number[]; low: number } {
  const all = values.flat();
  const high = Math.max(0, ...all);
  const deep = Math.min(0, ...all);
  const most = high > 0 || deep === 0 ? niceUp(high || 1) : 0;
  const least = deep < 0 ? -niceUp(-deep) : 0;
  const range = most - least || 1;
  const x = (day: number): number => round(left + (day / Math.max(1, days)) * (width - left - right));
  const y = (value: number): number => round(top + ((most - value) / range) * (height - top - bottom));
  const ticks = [...(most > 0 ? ticksOf(most) : [0]), ...(least < 0 ? ticksOf(-least).filter(tick => tick > 0).map(tick => -tick) : [])];
  return { x, y, ticks, low: least };
}

const round = (value: number): number => Math.round(value * 10) / 10;

// The next number that four lines divide well.
function niceUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 8, 10].find(factor => factor * power >= value * 0.999) ?? 10) * power;
}

/** Steps, never smoothed: points change on a day. */
export function stepsOf(values: readonly number[], x: (day: number) => number, y: (value: number) => number): string {
  return values.map((value, day) => (day === 0 ? `M${x(0)} ${y(value)}` : `H${x(day)}${values[day - 1] === value ? "" : `V${y(value)}`}`)).join("") + (values.length > 0 ? `H${x(values.length)}` : "");
}

/** The same, closed at zero. */
export const areaOf = (values: readonly number[], x: (day: number) => number, y: (value: number) => number): string => (values.length === 0 ? "" : `${stepsOf(values, x, y)}V${y(0)}H${x(0)}Z`);

/** How many matches count at most, where the rule or its scale says so. */
export function newestOf(rule: Fields, scale: number | undefined): number | undefined {
  const said = numberOf(rule["newest"]);
  if (said !== undefined)
    return said;
  const points = numberOf(rule["points"]);
  if (rule["count"] === "once")
    return 1;
  return scale === undefined || points === undefined || points === 0 || rule["on"] === undefined || rule["bands"] !== undefined ? undefined : Math.ceil(scale / Math.abs(points));
}

/** What a rule gives, in words: "Each match gives 2.5, once a day; the newest 4 count, never more than 10. What is given halves in 28 days ..." */
export function curveWords(rule: Fields, category: CategoryScope | undefined, fading: Fading | undefined, addsUp: boolean): string {
  const points = numberOf(rule["points"]);
  if (rule["bands"] !== undefined)
    return "Points come in steps, by how much happened within the time; they go when it is too long ago.";
  if (rule["silence"] !== undefined)
    return "Points are taken while nothing happens, and come back with the next event.";
  if (rule["state"] !== undefined)
    return "The points hold while the newest of these events is of this kind. They do not fade.";
  if (rule["on"] === undefined && rule["together"] === undefined)
    return "Points of a profile do not fade: they hold as long as the profile says so.";
  if (points === undefined)
    return "";
  const perDay = numberOf(rule["perDay"]);
  const distinct = listOf(mapOf(rule["count"])?.["distinct"])[0];
  const newest = newestOf(rule, addsUp ? undefined : category?.most);
  const gives = points < 0 ? `takes ${rulePts(-points)}` : `gives ${rulePts(points)}`;
  const each = rule["together"] !== undefined ? `While all hold it ${gives}` : rule["count"] === "once" ? `The newest match ${gives}` : distinct ? `Each different ${distinct} ${gives}` : `Each match ${gives}`;
  const limits = [
    perDay === undefined ? "" : perDay === 1 ? "once a day" : `at most ${perDay} times a day`,
    newest === undefined || rule["count"] === "once" ? "" : newest === 1 ? "only the newest counts" : `the newest ${newest} count`,
    category?.most === undefined || points < 0 ? "" : `never more than ${rulePts(category.most)} with its category`,
  ].filter(Boolean);
  return `${[each, ...limits].join(", ")}. ${fadeWords(points, fading)}`;
}

function fadeWords(points: number, fading: Fading | undefined): string {
  if (!fading || fading.kind === "none")
    return "What is given does not fade.";
  if (fading.kind !== "halfLife")
    return `What is given ${fading.kind === "linear" ? "is " : ""}${fadingWords(fading)}.`;
  const half = points > 0.5 ? Math.ceil(fading.days * Math.log2(points / 0.5)) : undefined;
  return `What is given ${fadingWords(fading)}${half === undefined ? "" : `, so that one match is worth less than half a point after ${half} days`}.`;
}
