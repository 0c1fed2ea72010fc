import { describe, expect, it } from "vitest";

import { drawWeeks, weekAt } from "./weeks";

const weeks = Array.from({ length: 13 }, (_, index) => ({ from: `2026-09-${String(index + 1).padStart(2, "0")}`, to: "2026-09-30", sales: index % 4, insideSales: index % 3 }));

describe("hand-offs per week", () => {
  it("puts inside sales on sales, with a gap between", () => {
    const drawing = drawWeeks([{ from: "2026-09-07", to: "2026-09-13", sales: 2, insideSales: 2 }], 300, 200);
    const column = drawing.columns[0]!;
    expect(column.sales.y + column.sales.height).toBeCloseTo(drawing.bottom);
    expect(column.inside.y + column.inside.height).toBeLessThan(column.sales.y);
    expect(column.inside.y).toBeCloseTo(drawing.yOf(4));
  });

  it("stays inside at any width and for any number of weeks", () => {
    for (const width of [200, 330, 1900]) {
      for (const some of [weeks.slice(0, 2), weeks.slice(0, 5), weeks]) {
        const drawing = drawWeeks(some, width, 286);
        expect(drawing.columns[0]!.x).toBeGreaterThanOrEqual(drawing.left);
        expect(drawing.columns.at(-1)!.x + drawing.columns.at(-1)!.width).toBeLessThanOrEqual(drawing.right);
      }
    }
  });

  it("names the first, the middle and the last week", () => {
    expect(drawWeeks(weeks, 330, 286).columns.map(column => column.label).filter(Boolean)).toEqual(["start", "middle", "end"]);
    expect(drawWeeks(weeks.slice(0, 1), 330, 286).columns.map(column => column.label)).toEqual(["end"]);
  });

  it("finds the week under a place", () => {
    const drawing = drawWeeks(weeks, 330, 286);
    drawing.columns.forEach((column, index) => expect(weekAt(drawing, column.x + column.width / 2)).toBe(index));
    expect(weekAt(drawing, 0)).toBeUndefined();
    expect(weekAt(drawWeeks([], 330, 286), 100)).toBeUndefined();
  });
});
