import type { OverviewWeek } from "../../api/schema";
import { axisOf, type Axis } from "../../charts/axis";

/** A week in pixels: sales below, inside sales on it. */
export interface Column {
  readonly week: OverviewWeek;
  readonly x: number;
  readonly width: number;
  readonly sales: { readonly y: number; readonly height: number };
  readonly inside: { readonly y: number; readonly height: number };
  /** Whether its day stands below it, and how it is aligned. */
  readonly label: "start" | "middle" | "end" | undefined;
}

/** The weeks of a period in pixels. */
export interface Drawing {
  readonly columns: readonly Column[];
  readonly axis: Axis;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly yOf: (count: number) => number;
}

const margin = { left: 24, right: 2, top: 10, bottom: 22 };
const widest = 36;
const between = 1.5;

/** Draws hand-offs per week, the newest at the right. */
export function drawWeeks(weeks: readonly OverviewWeek[], width: number, height: number): Drawing {
  const left = margin.left;
  const right = Math.max(left + 1, width - margin.right);
  const bottom = height - margin.bottom;
  const axis = axisOf(Math.max(0, ...weeks.map(week => week.sales + week.insideSales)));
  const yOf = (count: number): number => bottom - (count / axis.top) * (bottom - margin.top);
  const slot = (right - left) / Math.max(1, weeks.length);
  const wide = Math.min(widest, slot * 0.72);
  const middle = Math.floor((weeks.length - 1) / 2);
  const columns = weeks.map((week, index) => {
    const sales = bottom - yOf(week.sales);
    const inside = bottom - yOf(week.insideSales);
    const gap = sales > 0 && inside > between ? between : 0;
    return {
      week,
      x: left + index * slot + (slot - wide) / 2,
      width: wide,
      sales: { y: bottom - sales, height: sales },
      inside: { y: bottom - sales - inside, height: Math.max(0, inside - gap) },
      label: index === weeks.length - 1 ? ("end" as const) : index === 0 ? ("start" as const) : index === middle && weeks.length > 4 ? ("middle" as const) : undefined,
    };
  });
  return { columns, axis, left, right, bottom, yOf };
}

/** The week under a place, in pixels from the left. */
export function weekAt(drawing: Drawing, x: number): number | undefined {
  if (x < drawing.left || x > drawing.right || drawing.columns.length === 0)
    return undefined;
  return Math.min(drawing.columns.length - 1, Math.floor(((x - drawing.left) / (drawing.right - drawing.left)) * drawing.columns.length));
}
