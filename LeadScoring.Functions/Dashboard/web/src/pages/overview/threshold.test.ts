import { describe, expect, it } from "vitest";

import type { OverviewScores } from "../../api/schema";
import { effectAt, effectSentence, moved, readThreshold } from "./threshold";

const bins = (counts: Record<number, number>): number[] => Array.from({ length: 101 }, (_, score) => counts[score] ?? 0);

const scores: OverviewScores = {
  binWidth: 1,
  leads: bins({ 10: 100, 59: 3, 60: 4, 80: 5 }),
  routed: bins({ 59: 6, 80: 9 }),
  sent: bins({}),
  crossed: { days: 28, leads: bins({ 60: 5, 80: 1 }), unknown: 0 },
};

describe("the threshold", () => {
  it("counts those at it and above, whom the routes send, and how many came a week", () => {
    expect(effectAt(scores, 60)).toEqual({ score: 60, qualify: 9, now: 15, week: 1.25, unknown: 0 });
    expect(effectAt(scores, 0).qualify).toBe(112);
    expect(effectAt(scores, 100).qualify).toBe(0);
  });

  it("is said in a sentence", () => {
    const said = (at: number): string => {
      const { strong, rest } = effectSentence(effectAt(scores, at));
      return strong + rest;
    };
    expect(said(60)).toBe("At 60: 9 would qualify, 6 fewer than the routes send now, about 1 a week.");
    expect(said(10)).toBe("At 10: 112 would qualify, 97 more than the routes send now, and nobody came newly to it in four weeks.");
    expect(said(80)).toBe("At 80: 5 would qualify, 10 fewer than the routes send now, less than one a week.");
    expect(effectSentence({ score: 60, qualify: 15, now: 15, week: 2.6, unknown: 12 }).rest).toBe(" as many as the routes send now, about 3 a week. Of 12 the score of four weeks ago is not known.");
  });

  it("is read from the address, else it is the target, else 60", () => {
    expect(readThreshold("45", scores, undefined)).toBe(45);
    expect(readThreshold(undefined, scores, undefined)).toBe(60);
    expect(readThreshold("", scores, undefined)).toBe(60);
    expect(readThreshold("abc", scores, undefined)).toBe(60);
    expect(readThreshold("-5", scores, undefined)).toBe(0);
    expect(readThreshold("1e9", scores, undefined)).toBe(100);
    expect(readThreshold(undefined, { ...scores, binWidth: 5 }, 200)).toBe(40);
  });

  it("moves by 1, by 5, and to the ends, and never beyond", () => {
    expect(["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "PageUp", "PageDown", "Home", "End"].map(key => moved(60, key, 100))).toEqual([61, 61, 59, 59, 65, 55, 0, 100]);
    expect(moved(2, "PageDown", 100)).toBe(0);
    expect(moved(98, "PageUp", 100)).toBe(100);
    expect(moved(60, "a", 100)).toBeUndefined();
  });
});
