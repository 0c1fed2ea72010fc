import { describe, expect, it } from "vitest";

import type { OverviewScores } from "../../api/schema";
import { barText, binAt, cutBar, drawHistogram, xOf } from "./histogram";

const bins = (counts: Record<number, number>): number[] => Array.from({ length: 101 }, (_, score) => counts[score] ?? 0);
const scoresOf = (leads: number[], binWidth = 1): OverviewScores => ({ binWidth, leads, routed: bins({}), sent: bins({}), crossed: { days: 28, leads: bins({}), unknown: 0 } });

describe("the histogram", () => {
  it("has bars of four scores that lose nobody", () => {
    const all = bins(Object.fromEntries(Array.from({ length: 101 }, (_, score) => [score, 1])));
    const drawing = drawHistogram(scoresOf(all), undefined, 400, 260);
    expect(drawing.bars).toHaveLength(25);
    expect(drawing.bars.reduce((sum, bar) => sum + bar.leads, 0)).toBe(101);
    expect(drawing.labels.map(label => label.score)).toEqual([0, 25, 50, 75, 100]);
    expect(barText(drawing.bars[0]!)).toBe("0 to 3");
    expect(barText(drawing.bars.at(-1)!)).toBe("96 to 100");
  });

  it("stands on the axis and stays inside, at any width", () => {
    for (const width of [200, 288, 380, 1900]) {
      const drawing = drawHistogram(scoresOf(bins({ 20: 44, 60: 9, 100: 1 })), undefined, width, 260);
      for (const bar of drawing.bars) {
        expect(bar.y + bar.height).toBeCloseTo(drawing.bottom);
        expect(bar.y).toBeGreaterThanOrEqual(drawing.top - 1e-9);
        expect(bar.x).toBeGreaterThan(drawing.left);
        expect(bar.x + bar.width).toBeLessThanOrEqual(drawing.right);
      }
    }
  });

  it("draws nothing high where nobody is", () => {
    const drawing = drawHistogram(scoresOf(bins({})), undefined, 400, 260);
    expect(drawing.bars.every(bar => bar.height === 0)).toBe(true);
    expect(drawing.axis.ticks).toEqual([0, 1]);
  });

  it("finds the same bin from the place of a bin", () => {
    const drawing = drawHistogram(scoresOf(bins({ 20: 4 })), undefined, 380, 260);
    for (const bin of [0, 1, 37, 60, 99, 100])
      expect(binAt(drawing, xOf(drawing, bin))).toBe(bin);
    expect(binAt(drawing, -50)).toBe(0);
    expect(binAt(drawing, 5_000)).toBe(100);
  });

  it("cuts a bar at the threshold", () => {
    const bar = { from: 0, to: 3, leads: 1, routed: 0, x: 10, y: 0, width: 8, height: 5 };
    expect(cutBar(bar, 5)).toEqual({ before: 0, behind: 8 });
    expect(cutBar(bar, 13)).toEqual({ before: 3, behind: 5 });
    expect(cutBar(bar, 50)).toEqual({ before: 8, behind: 0 });
  });

  it("ends behind the target and the last lead where points add up, and is open upwards at the end", () => {
    const short = drawHistogram(scoresOf(bins({ 3: 9, 22: 1 }), 5), 100, 380, 260);
    expect(short.bins).toBe(28);
    expect(short.labels.map(label => label.score)).toEqual([0, 50, 100]);
    expect(barText(short.bars[0]!)).toBe("0 to 19");
    const whole = drawHistogram(scoresOf(bins({ 3: 9, 100: 2 }), 5), 100, 380, 260);
    expect(whole.bins).toBe(100);
    expect(barText(whole.bars.at(-1)!)).toBe("480 or more");
    expect(barText(drawHistogram(scoresOf(bins({ 100: 2 })), 40, 380, 260).bars.at(-1)!)).toBe("96 or more");
    expect(whole.bars.at(-1)!.leads).toBe(2);
  });
});
