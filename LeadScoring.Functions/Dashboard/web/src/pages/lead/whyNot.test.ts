import { describe, expect, it } from "vitest";

import type { ExplanationAnswer, LeadModelItem } from "../../api/schema";
import { bandWhy } from "./bandWhy";
import { changesOf } from "./changes";
import { needs, whyNot } from "./whyNot";

const bounds = { letterOf: "fit", numberOf: "engagement", letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 55, 2: 35, 3: 15 } };

const item = (change: Partial<LeadModelItem> = {}): LeadModelItem => ({ model: "b2b", version: 1, owner: "marketing", to: "nurture", stage: "nurture", because: { kind: "route", name: "early", text: "" }, status: "Lead", epoch: 0, until: null, priority: 1, score: 50, grade: "B2", ...change });

const answer = (change: Partial<ExplanationAnswer> = {}): ExplanationAnswer => ({
  model: "b2b",
  version: 1,
  asOf: "2026-11-30",
  timeZone: "UTC",
  score: { exact: "50.0", shown: 50 },
  grade: "B2",
  route: "early",
  missing: [],
  dimensions: { fit: { exact: "60", shown: 60, weight: 40, share: "24" }, engagement: { exact: "45", shown: 45, weight: 60, share: "26" } },
  categories: {},
  ledger: [],
  known: 50,
  until: null,
  reasons: [],
  whyNotYet: [{ route: "sdr", to: "inside-sales", grade: "B1", score: 62, steps: [{ kind: "event", rule: "meeting", text: "Booked a meeting" }] }],
  ...change,
});

describe("why not yet", () => {
  it("says how many points of what are missing, and what would give them", () => {
    const why = whyNot(item(), answer(), bounds, 3);

    expect(why?.sentence).toBe("Needs 10 more points of engagement to become B1.");
    expect(why?.ways).toEqual([{ key: "sdr", grade: "B1", goal: "to inside sales by “SDR”", steps: ["Booked a meeting"], gain: 12 }]);
  });

  it("says both where both are missing", () => {
    expect(needs(answer(), { route: "hot", to: "sales", grade: "A1", score: 80, steps: [] }, bounds)).toBe("Needs 15 more points of fit and 10 of engagement to become A1.");
  });

  it("says points up to the target where they add up", () => {
    expect(needs(answer({ target: 100 }), { route: "ready", to: "sales", score: 100, steps: [] }, undefined)).toBe("Needs 50 more points to reach 100.");
  });

  it("begins with what excludes, then with what waits, sleeps or is not known", () => {
    expect(whyNot(item({ stage: "disqualified", because: { kind: "rule", name: "competitor", reason: "works for a competitor", text: "" } }), answer(), bounds, 3)?.sentence).toBe("Not for sales: works for a competitor. Never goes to sales while that holds.");
    expect(whyNot(item({ because: { kind: "cool-down", name: "hot", until: "2026-12-30", text: "" } }), answer(), bounds, 3)?.sentence).toMatch(/^Came back from sales; not again before .*30/u);
    expect(whyNot(item({ scoreRoute: "inactive" }), answer(), bounds, 46)?.sentence).toBe("No activity for 46 days. The first visit wakes them.");
    expect(whyNot(item({ scoreRoute: "needs-info" }), answer({ missing: ["company"] }), bounds, 3)?.sentence).toBe("Hot enough, but the company is unknown.");
    expect(whyNot(item({ stage: "customer" }), answer(), bounds, 3)).toBeUndefined();
  });

  it("asks for the next step where sales has them", () => {
    const why = whyNot(item({ owner: "sales", stage: "qualified", tried: 3, attempts: 6 }), answer(), bounds, 3);

    expect(why).toMatchObject({ title: "Why not an opportunity yet?", sentence: "Nobody has spoken to them: three calls, not reached. After the 6th they go back to marketing." });
  });
});

describe("why this lead", () => {
  it("is what they did of late, strongest by share, who they are, and how often they were not reached", () => {
    const line = (title: string, share: string, newestDay: string | null, matches = 1) => ({ rule: title, title, category: "web", newestDay, matches, raw: 9, points: 9, share });
    const why = bandWhy(item({ owner: "sales", stage: "qualified", tried: 3, grade: "B1" }), answer({ ledger: [line("Who they are", "20", null, 0), line("Booked a meeting", "5", "2026-11-30"), line("Looked at prices", "6", "2026-11-29", 4), line("Old", "9", "2026-01-01")] }));

    expect(why).toEqual({ strong: "B1: looked at prices (4 times, last yesterday) and booked a meeting today.", rest: " Fits by half. Not reached three times." });
  });
});

describe("what changes", () => {
  const change = answer({ until: "2026-12-13", untilChange: { score: { from: 50, to: 44 }, grade: { from: "B2", to: "B3" }, route: { from: "hot", to: "early" }, points: [{ rule: "r", title: "Looked at prices", from: 8, to: 4 }] } });

  it("says the day, the grade, who has them then, and which rules fall", () => {
    const [now, later] = changesOf(item({ owner: "sales", stage: "accepted" }), [change], () => "nurture");

    expect(now?.when).toBe("now");
    expect(later).toMatchObject({ grade: "B3", text: "Early: by decay, if nothing more happens. Stays with sales.", more: "Score 44. Most by Looked at prices (8.0 to 4.0)." });
  });

  it("does not promise that a waiting lead stays", () => {
    expect(changesOf(item({ owner: "sales", stage: "qualified" }), [change], () => "nurture")[1]?.text).toContain("May go back to marketing.");
  });

  it("says that nothing changes", () => {
    expect(changesOf(item(), [answer()], () => undefined)[1]?.text).toBe("Nothing changes by itself within 400 days.");
  });
});
