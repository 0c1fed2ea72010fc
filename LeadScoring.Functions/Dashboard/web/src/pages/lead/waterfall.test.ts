import { describe, expect, it } from "vitest";

import type { ExplanationAnswer, LedgerItem } from "../../api/schema";
import { pointsByEvent, worth } from "./eventPoints";
import { spanOf, strongest, waterfallOf } from "./waterfall";
import { evidence, exchange, overText, sumText } from "./waterfallWords";

const rule = (change: Partial<LedgerItem>): LedgerItem => ({ rule: "r", title: "R", category: "web", newestDay: null, matches: 1, raw: 1, points: 1, share: "1.000000", ...change });

const graded = {
  model: "b2b",
  version: 1,
  asOf: "2026-11-30",
  timeZone: "UTC",
  score: { exact: "81.700000", shown: 82 },
  grade: "A1",
  route: "hot",
  missing: [],
  dimensions: { fit: { exact: "90.0", shown: 90, weight: 40, share: "36.000000" }, engagement: { exact: "76.2", shown: 76, weight: 60, share: "45.700000" } },
  categories: {
    role: { sum: 9, value: 9, dimension: "fit", weight: 4, share: "36.000000" },
    web: { sum: 33.3, value: 10, dimension: "engagement", weight: 3, share: "48.000000" },
    email: { sum: -2, value: -2, dimension: "engagement", weight: 1, share: "-2.300000" },
  },
  ledger: [
    rule({ rule: "small", points: 2, matches: 2, raw: 2 }),
    rule({ rule: "big", points: 31.3, matches: 3, raw: 40, newestDay: "2026-11-27", events: [{ key: "e1", type: "page.viewed", occurredAt: "2026-11-27T10:00:00Z" }] }),
    rule({ rule: "clamp", title: "clamp", points: -23.3, matches: 0 }),
    rule({ rule: "who", category: "role", matches: 0, points: 9, raw: 9 }),
    rule({ rule: "gone", category: "email", points: -2, raw: -2, events: [{ key: "e2", type: "email.unsubscribed", occurredAt: "2026-11-20T10:00:00Z" }] }),
  ],
  known: 90,
  until: null,
  reasons: [],
  whyNotYet: [],
} as unknown as ExplanationAnswer;

describe("a waterfall", () => {
  it("begins each category where the last ended, in the order of the model", () => {
    const bars = waterfallOf(graded).groups.flatMap(group => group.bars);

    expect(bars.map(bar => [bar.name, bar.start, bar.start + bar.share])).toEqual([["role", 0, 36], ["web", 36, 84], ["email", 84, 81.7]]);
  });

  it("says what a category could give, from the weights", () => {
    const bars = waterfallOf(graded).groups.flatMap(group => group.bars);

    expect(bars.map(bar => bar.most)).toEqual([40, 45, 15]);
  });

  it("keeps the limit apart from the rules, which are sorted by what they give", () => {
    const web = waterfallOf(graded).groups[1]!.bars[0]!;

    expect([web.over, web.under, web.rules.map(line => line.rule)]).toEqual([23.3, 0, ["big", "small"]]);
    expect(overText(web)).toBe("10 points are the most that web can give. More of it changes nothing until these fade.");
    expect(exchange(web, false)).toMatch(/^Points in the category: its 10 are 48\.0 of the score\.$/u);
  });

  it("opens what was done, not who they are", () => {
    expect(strongest(waterfallOf(graded))).toBe("web");
  });

  it("adds up in words", () => {
    expect(sumText(waterfallOf(graded), 81.7, 82)).toBe("36.0 + 45.7 = 81.7, shown as 82");
  });

  it("reaches below 0 and up to the target where points add up", () => {
    const { dimensions, ...rest } = graded;
    const sums = waterfallOf({ ...rest, target: 120, categories: { a: { sum: -20, value: -20, share: "-20.000000" }, b: { sum: 50, value: 50, share: "50.000000" } }, score: { exact: "30.000000", shown: 30 } } as unknown as ExplanationAnswer);

    expect(dimensions).toBeDefined();
    expect([sums.low, sums.high]).toEqual([-20, 120]);
    expect(spanOf(sums, 0, -20)).toEqual({ x: 0, width: 142.9 });
    expect(sumText(sums, 30, 30)).toBe("−20.0 + 50.0 = 30.0, shown as 30");
  });
});

describe("what lies behind a rule", () => {
  it("says how often, when last, and what faded", () => {
    expect(evidence(graded.ledger[1]!)).toMatch(/^3 times, last on .*27.*; faded from \+40\.0$/u);
    expect(evidence(graded.ledger[3]!)).toBe("by what is known of them");
    expect(evidence(rule({ matches: 1, newestDay: "2026-11-20", claimed: 1 }))).toMatch(/^once, on .*20.*; one of them could be a stranger's$/u);
  });
});

describe("points of an event", () => {
  const points = pointsByEvent(graded);

  it("are its own where it stands alone, and shared otherwise", () => {
    expect(worth(points.get("e2")!)).toEqual({ text: "−2.0", shared: 0, isOver: false, isMinus: true });
    expect(worth(points.get("e1")!)).toEqual({ text: "+31.3", shared: 2, isOver: true, isMinus: false });
  });

  it("are none of events that no rule counts", () => {
    expect(points.get("other")).toBeUndefined();
    expect(worth([])).toBeUndefined();
  });
});
