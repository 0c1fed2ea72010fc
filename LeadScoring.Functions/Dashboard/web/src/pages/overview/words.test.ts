import { describe, expect, it } from "vitest";

import type { OverviewAnswer } from "../../api/schema";
import { stepsOf } from "./funnel";
import { inWeeks, longest, subtitleOf, titleOf, tonightAll, tonightCount, tonightSentence, unscored, weeksSentence } from "./words";

const week = (from: string, to: string, sales: number, insideSales = 0) => ({ from, to, sales, insideSales });

const overview = (more: Partial<OverviewAnswer> = {}): OverviewAnswer =>
  ({
    grades: [],
    weeks: [week("2026-11-09", "2026-11-15", 5, 3), week("2026-11-16", "2026-11-22", 2, 4), week("2026-11-23", "2026-11-28", 4, 2)],
    overdue: { leads: 3 },
    leads: { total: 276, scored: 276, new: 1, active: 230, activeDays: 45, unreadable: 0 },
    funnel: { known: 276, active: 230, handedOver: 47, accepted: 39, salesQualified: 18, opportunity: 4, won: 1 },
    tonight: { day: "2026-11-29", grade: 4, route: 3, leaving: 0, leads: [] },
    ...more,
  }) as OverviewAnswer;

describe("the words of the overview", () => {
  it("begins with how many went to sales", () => {
    expect(titleOf(overview())).toBe("Six people went to sales this week");
    expect(subtitleOf(overview())).toBe("Two fewer than in the best of these three weeks. Three wait longer than agreed.");
  });

  it("speaks of last week while this one has just begun", () => {
    const monday = overview({ weeks: [...overview().weeks, week("2026-11-30", "2026-11-30", 0)], overdue: { leads: 0 } });
    expect(titleOf(monday)).toBe("Six people went to sales last week");
    expect(subtitleOf(monday)).toBe("Two fewer than in the best of these four weeks. Nobody waits longer than agreed.");
    expect(titleOf(overview({ weeks: [week("2026-11-23", "2026-11-28", 0)] }))).toBe("Nobody went to sales this week");
    expect(titleOf(overview({ weeks: [] }))).toBe("Nobody went to sales this week");
  });

  it("compares only where there is something to compare with", () => {
    expect(subtitleOf(overview({ weeks: overview().weeks.slice(1) }))).toBe("Three wait longer than agreed.");
    expect(subtitleOf(overview({ weeks: [...overview().weeks, week("2026-11-30", "2026-12-02", 9)], overdue: { leads: 1 } }))).toBe("More than in any other of these four weeks. One waits longer than agreed.");
    expect(subtitleOf(overview({ weeks: [...overview().weeks, week("2026-11-30", "2026-12-02", 8)] }))).toMatch(/^As many as in the best of these four weeks\./u);
  });

  it("says how long the one waits that waits longest", () => {
    expect(longest("2026-11-19T15:38:00Z", Date.parse("2026-11-28T19:26:00Z"))).toBe("past the agreed time, longest 9 days");
    expect(longest(undefined, 0)).toBe("past the agreed time");
  });

  it("says what decay does tonight", () => {
    expect(tonightCount(overview())).toBe("4 of 276 change grade");
    expect(tonightSentence(overview().tonight)).toBe("Nobody leaves a sales queue tonight.");
    expect(tonightSentence({ ...overview().tonight, leaving: 1 })).toBe("One person leaves a sales queue tonight, if nothing more happens.");
    const points: Partial<OverviewAnswer> = overview();
    delete (points as { grades?: unknown }).grades;
    expect(tonightCount(points as OverviewAnswer)).toBe("3 of 276 change route");
  });

  it("says how many change in all as far as it is known", () => {
    const lead = { lead: "k3v", profile: {}, owner: "sales", score: { from: 60, to: 59 }, route: { from: "hot", to: "hot" }, leaves: false };
    const tonight = (listed: number, grade: number) => ({ day: "2026-11-29", grade, route: 3, leaving: 0, leads: Array.from({ length: listed }, () => lead) });
    expect(tonightAll(tonight(9, 6))).toBe("9");
    expect(tonightAll(tonight(20, 12))).toBe("at least 20");
    expect(tonightAll(tonight(20, 35))).toBe("at least 35");
  });

  it("says who has no score", () => {
    expect(unscored(overview().leads)).toBe("");
    expect(unscored({ ...overview().leads, scored: 275, unreadable: 2 })).toBe("1 lead has no score: they were won, or the model is not for them. 2 leads could not be read; Health says more.");
  });

  it("tells the weeks as a sentence and as a sum", () => {
    expect(weeksSentence(overview().weeks)).toBe("Hand-offs per week: 6 to 8, 6 this week.");
    expect(weeksSentence([])).toBe("No hand-offs in this period.");
    expect(inWeeks(overview().weeks)).toBe("20 in 3 weeks");
  });

  it("compares each step of the way with the one before", () => {
    const steps = stepsOf(overview());
    expect(steps.map(step => step.note)).toEqual(["in this model", "83%, in 45 days", "20% of the active", "83% of handed over", "46% of accepted", "22% of qualified", "25% of opportunities"]);
    expect(steps[1]!.filter).toEqual({ since: "45d", sort: "lastActivity" });
    expect(steps.every(step => step.part >= 0 && step.part <= 1)).toBe(true);
    const none = stepsOf(overview({ funnel: { known: 0, active: 0, handedOver: 0, accepted: 0, salesQualified: 0, opportunity: 0, won: 0 } }));
    expect(none.map(step => step.part)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(none[3]!.note).toBe("0% of handed over");
  });
});
