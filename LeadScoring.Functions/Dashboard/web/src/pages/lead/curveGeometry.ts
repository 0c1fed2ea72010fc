import type { CurveAnswer, CurvePointItem } from "../../api/schema";

/** The place of a chart: pixels, days and scores. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Days since 1970 of the first and behind the last day. */
  readonly first: number;
  readonly end: number;
  /** Behind today. */
  readonly now: number;
  readonly most: number;
}

/** A time in which nothing changes. */
export interface Step {
  readonly start: number;
  readonly end: number;
  readonly ahead: boolean;
  readonly point: CurvePointItem;
}

/** Days since 1970 of a day (yyyy-mm-dd). */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000);

/** The day (yyyy-mm-dd) of a number of days since 1970. */
export const dayName = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

export function frameOf(curve: CurveAnswer, width: number, height: number): Frame {
  const highest = Math.max(...curve.points.map(point => point.score), 0);
  const most = curve.target === undefined ? 100 : niceMost(Math.max(curve.target, highest));
  const left = most > 999 ? 40 : 30;
  return { width, height, left, right: width - 8, top: 26, bottom: height - (curve.points.some(point => point.grade) ? 46 : 26), first: dayNumber(curve.from), end: dayNumber(curve.to) + 1, now: dayNumber(curve.today) + 1, most };
}

// The end of an axis of points: a round number that leaves air above the highest.
function niceMost(highest: number): number {
  const wanted = Math.max(10, highest * 1.08);
  const unit = 10 ** Math.floor(Math.log10(wanted));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(factor => factor * unit).find(most => most >= wanted) ?? 10 * unit;
}

export const xOf = (frame: Frame, day: number): number => round(frame.left + ((day - frame.first) / Math.max(1, frame.end - frame.first)) * (frame.right - frame.left));

export const yOf = (frame: Frame, score: number): number => round(frame.bottom - (Math.min(frame.most, Math.max(0, score)) / frame.most) * (frame.bottom - frame.top));

const round = (value: number): number => Math.round(value * 10) / 10;

/** The steps of a curve; the one in which today lies is parted there, since what is behind it is still to come. */
export function stepsOf(curve: CurveAnswer): Step[] {
  const end = dayNumber(curve.to) + 1;
  const now = dayNumber(curve.today) + 1;
  return curve.points.flatMap((point, index): Step[] => {
    const start = dayNumber(point.day);
    const next = curve.points[index + 1];
    const stop = next ? dayNumber(next.day) : end;
    if (start >= now || stop <= now)
      return [{ start, end: stop, ahead: start >= now, point }];
    return [{ start, end: now, ahead: false, point }, { start: now, end: stop, ahead: true, point }];
  });
}

/** The area between two heights over steps, as the path of a shape; empty where there are no steps. */
export function area(frame: Frame, steps: readonly Step[], low: (point: CurvePointItem) => number, high: (point: CurvePointItem) => number): string {
  if (steps.length === 0)
    return "";
  const over = steps.map(step => `${yOf(frame, high(step.point))}H${xOf(frame, step.end)}`).join("V");
  const under = [...steps].reverse().map(step => `${yOf(frame, low(step.point))}H${xOf(frame, step.start)}`).join("V");
  return `M${xOf(frame, steps[0]!.start)} ${over}V${under}Z`;
}

/** The line of the score over steps, as a path. */
export function line(frame: Frame, steps: readonly Step[]): string {
  if (steps.length === 0)
    return "";
  return `M${xOf(frame, steps[0]!.start)} ${steps.map(step => `${yOf(frame, step.point.score)}H${xOf(frame, step.end)}`).join("V")}`;
}

/** A run of days with one grade. */
export interface GradeRun {
  readonly grade: string;
  readonly start: number;
  readonly end: number;
}

export function gradeRuns(steps: readonly Step[]): GradeRun[] {
  const runs: { grade: string; start: number; end: number }[] = [];
  for (const step of steps) {
    const grade = step.point.grade;
    if (grade === undefined)
      continue;
    const last = runs.at(-1);
    if (last?.grade === grade && last.end === step.start)
      last.end = step.end;
    else
      runs.push({ grade, start: step.start, end: step.end });
  }

  return runs;
}

/** The step in which a day lies; the nearest where none does. */
export function stepAt(steps: readonly Step[], day: number): number {
  const at = steps.findIndex(step => day < step.end);
  return at < 0 ? steps.length - 1 : at;
}

/** Days to name on the axis: Mondays, or firsts of a month where weeks would be too many; so far apart that their names do not touch. */
export function ticks(frame: Frame, apart = 66): number[] {
  const room = Math.max(1, Math.floor((frame.right - frame.left) / apart));
  const days = frame.end - frame.first;
  if (days <= 190) {
    // The first of January 1970 was a Thursday.
    const monday = frame.first + ((4 - (frame.first % 7) + 7) % 7);
    const mondays = range(monday, frame.end, 7);
    const every = Math.max(1, Math.ceil(mondays.length / room));
    return mondays.filter((_, index) => index % every === 0);
  }

  const firsts = range(frame.first, frame.end, 1).filter(day => dayName(day).endsWith("-01"));
  const every = Math.max(1, Math.ceil(firsts.length / room));
  return firsts.filter((_, index) => index % every === 0);
}

const range = (from: number, to: number, by: number): number[] => Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, index) => from + index * by);

/** Three to five heights to draw lines at. */
export const heights = (most: number): number[] => [0, 0.25, 0.5, 0.75, 1].map(part => part * most).filter(height => Number.isInteger(height) || most < 10);

/** A word beside a mark of the chart. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "end" | "middle";
}

interface Wanted {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Its place is rather behind the mark than before it. */
  readonly isAhead?: boolean;
}

/**
 * Places words beside their marks so that none covers another or leaves the chart. The last mark matters most and is placed first; a word without a place is left out, since the mark says it on demand.
 * @param taken Boxes that are taken already.
 */
export function place(frame: Frame, wanted: readonly Wanted[], taken: readonly Box[] = []): (Label | undefined)[] {
  const boxes: Box[] = [...taken];
  const labels: (Label | undefined)[] = wanted.map(() => undefined);
  for (let index = wanted.length - 1; index >= 0; index--) {
    const { x, y, text, isAhead } = wanted[index]!;
    const width = widthOf(text);
    const before: Label = { x: x - 6, y: y - 10, text, anchor: "end" };
    const behind: Label = { x: x + 8, y: y - 8, text, anchor: "start" };
    const tries: Label[] = [
      ...(isAhead ? [behind, { x: frame.right, y: y - 14, text, anchor: "end" as const }, before] : [before, behind]),
      { x: x - 6, y: y - 26, text, anchor: "end" },
      { x: x - 10, y: y + 4, text, anchor: "end" },
    ];
    const found = tries.find(label => {
      const box = boxOf(label, width);
      return box.left >= frame.left - 2 && box.right <= frame.right + 4 && box.top >= 2 && !boxes.some(other => meets(box, other));
    });
    if (found) {
      labels[index] = found;
      boxes.push(boxOf(found, width));
    }
  }

  return labels;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How wide a word of the chart is, about. */
export const widthOf = (text: string): number => [...text].length * 6.3;

export function boxOf(label: Label, width = widthOf(label.text)): Box {
  const left = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - width : label.x - width / 2;
  return { left, right: left + width, top: label.y - 11, bottom: label.y + 3 };
}

const meets = (one: Box, other: Box): boolean => one.left < other.right + 4 && other.left < one.right + 4 && one.top < other.bottom && other.top < one.bottom;
