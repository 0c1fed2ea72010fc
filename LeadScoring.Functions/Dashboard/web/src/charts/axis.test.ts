import { describe, expect, it } from "vitest";

import { axisOf } from "./axis";
import { keptName, keptParts } from "./kept";

describe("an axis of counts", () => {
  it("has three to five lines at round whole numbers, from 0 on", () => {
    expect(axisOf(44)).toEqual({ top: 44, ticks: [0, 20, 40] });
    expect(axisOf(8).ticks).toEqual([0, 2, 4, 6, 8]);
    expect(axisOf(3).ticks).toEqual([0, 1, 2, 3]);
    expect(axisOf(0)).toEqual({ top: 1, ticks: [0, 1] });
    for (const most of [2, 5, 9, 10, 99, 100, 101, 12_345, 100_000]) {
      const { ticks } = axisOf(most);
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.length).toBeLessThan(6);
      expect(ticks.every(tick => Number.isInteger(tick) && tick <= most)).toBe(true);
    }
  });
});

describe("the bar of answers", () => {
  it("has a part for each kind that there is, in order, as wide as it is many", () => {
    const parts = keptParts({ inTime: 12, late: 0, overdue: 1, closed: 1, running: 2 });
    expect(parts.map(part => part.name)).toEqual(["in time", "overdue", "closed", "with time left"]);
    expect(parts[0]).toMatchObject({ x: 0, width: 148.5 });
    expect(parts.at(-1)!.x + parts.at(-1)!.width).toBeLessThanOrEqual(200);
    expect(keptName({ inTime: 12, late: 0, overdue: 1, closed: 0, running: 0 })).toBe("12 in time, 1 overdue");
  });

  it("says so where nothing was agreed", () => {
    expect(keptParts({ inTime: 0, late: 0, overdue: 0, closed: 0, running: 0 })).toEqual([]);
    expect(keptName({ inTime: 0, late: 0, overdue: 0, closed: 0, running: 0 })).toBe("No response time was agreed");
  });
});
