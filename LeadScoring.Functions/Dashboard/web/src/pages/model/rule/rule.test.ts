import { describe, expect, it } from "vitest";

import { isReadable, parseModel, type ModelDoc } from "../doc/parse";
import { areaOf, curveWords, newestOf, scalesOf, stepsOf } from "./curve";
import { daysFrom, examplesOf, holds, nothingKnown, sampleOf, satisfy, shift } from "./sample";

const doc = (rules: string): ModelDoc => {
  const parsed = parseModel(`rules:\n${rules}`);
  if (!isReadable(parsed))
    throw new Error(parsed.message);
  return parsed;
};
const sample = (rules: string, known = nothingKnown) => {
  const model = doc(rules);
  return sampleOf(model.rules[0]!.data, model, known, "2026-03-01");
};

describe("an invented event", () => {
  it("satisfies what the rule asks for", () => {
    const made = sample("  - { rule: a, on: page.viewed, where: { path: { startsWith: [/pricing, /plans] }, durationSeconds: { above: 20 } }, while: { jobTitle: { hasWord: [vp] } }, points: 2 }")!;
    expect(made.eventsOf(0)).toEqual([{ type: "page.viewed", properties: { path: "/pricing", durationSeconds: "21" } }]);
    expect(made.profile).toEqual({ email: "ann.sample@sample.example", jobTitle: "vp" });
  });

  it("is another one each time where only different ones count", () => {
    const made = sample("  - { rule: a, on: page.viewed, where: { path: { matches: '^/(security|legal/dpa)(/|$)' } }, points: 2, count: { distinct: path } }")!;
    const paths = [0, 1, 2].map(index => made.eventsOf(index)[0]!.properties["path"]!);
    expect(new Set(paths).size).toBe(3);
    expect(paths.every(path => /^\/(security|legal\/dpa)(\/|$)/u.test(path))).toBe(true);
    const assets = sample("  - { rule: a, on: asset.downloaded, where: { assetType: [guide] }, points: 2, count: { distinct: asset } }")!;
    expect(new Set([0, 1, 2].map(index => assets.eventsOf(index)[0]!.properties["asset"])).size).toBe(3);
  });

  it("is enough for the first step of a sum", () => {
    expect(sample("  - { rule: a, on: page.viewed, bands: { of: { sum: durationSeconds }, steps: [ { atLeast: 600, points: 1 } ] } }")!.eventsOf(0)[0]!.properties).toEqual({ durationSeconds: "600" });
  });

  it("takes what rules that must hold together ask for", () => {
    const made = sample("  - { rule: t, together: [a, b], points: 2 }\n  - { rule: a, on: asset.downloaded, points: 1 }\n  - { rule: b, when: { industry: software }, points: 1 }")!;
    expect(made.eventsOf(0).map(event => event.type)).toEqual(["asset.downloaded"]);
    expect(made.profile["industry"]).toBe("software");
    expect(sample("  - { rule: t, together: [nobody], points: 2 }")).toBeUndefined();
  });

  it("is none where nothing satisfies the condition, and takes known values before it gives up", () => {
    const rule = "  - { rule: a, on: page.viewed, where: { path: { is: a, startsWith: b } }, points: 2 }";
    expect(sample(rule)).toBeUndefined();
    const odd = "  - { rule: a, on: page.viewed, where: { code: { matches: '(?=x)x[^a-z]{2}(\\d)$' } }, points: 2 }";
    expect(sample(odd, { properties: () => [{ name: "code", events: 1, values: ["x--7"] }], attributes: [] })!.eventsOf(0)[0]!.properties).toEqual({ code: "x--7" });
  });

  it("is found for patterns, choices and dates", () => {
    expect(examplesOf("^/(security|legal)(/|$)")).toContain("/security");
    expect(examplesOf("^[+(]?[0-9][0-9 ()/.-]{6,}$")[0]).toMatch(/^[+(]?[0-9][0-9 ()/.-]{6,}$/u);
    expect(examplesOf("[")).toEqual([]);
    expect(satisfy({ any: [{ a: { is: "1", isNot: "1" } }, { b: "2" }], all: [{ c: { olderThan: "10d" } }], not: { d: "4" } }, () => [], "2026-03-01")).toEqual({ b: "2", c: "2026-02-18" });
    expect(holds("Office of the VP", { hasWord: "vp" }, "")).toBe(true);
    expect(holds("svp", { hasWord: ["vp"] }, "")).toBe(false);
  });
});

describe("days", () => {
  it("are those of the calendar", () => {
    expect(shift("2026-02-27", 2)).toBe("2026-03-01");
    expect(daysFrom("2026-03-28", "2026-03-30")).toBe(2);
  });
});

describe("a curve", () => {
  const frame = { width: 210, height: 110, left: 10, right: 0, top: 0, bottom: 10 };

  it("is drawn in steps from zero to a round number", () => {
    const { x, y, ticks } = scalesOf([[0, 7.5, 5]], 2, frame);
    expect([x(0), x(2), y(0), y(8)]).toEqual([10, 210, 100, 0]);
    expect(ticks).toEqual([0, 2, 4, 6, 8]);
    expect(stepsOf([0, 8, 8, 4], x, y)).toBe("M10 100H110V0H210H310V50H410");
    expect(areaOf([8], x, y)).toBe("M10 0H110V100H10Z");
  });

  it("goes below zero for what is taken", () => {
    const { y, ticks } = scalesOf([[-1, -3]], 10, frame);
    expect(y(0)).toBe(0);
    expect(Math.min(...ticks)).toBe(-4);
  });

  it("is told in words", () => {
    const rule = { rule: "a", on: "page.viewed", points: "2.5", perDay: "1" };
    const category = { name: "website", most: 10, rules: [] };
    expect(newestOf(rule, 10)).toBe(4);
    expect(curveWords(rule, category, { kind: "halfLife", days: 28, own: true }, false)).toBe("Each match gives 2.5, once a day, the newest 4 count, never more than 10 with its category. What is given halves in 28 days, so that one match is worth less than half a point after 66 days.");
    expect(curveWords({ rule: "a", on: "trial.started", points: "6", count: "once" }, category, { kind: "expire", days: 30, own: true }, false)).toBe("The newest match gives 6, never more than 10 with its category. What is given ends after 30 days.");
    expect(curveWords({ rule: "a", when: {}, points: "1" }, category, undefined, false)).toContain("do not fade");
  });
});
