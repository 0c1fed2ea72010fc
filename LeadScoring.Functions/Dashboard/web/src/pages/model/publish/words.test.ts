import { describe, expect, it } from "vitest";

import type { ChangedItem, PreviewAnswer } from "../../../api/schema";
import { decisionWords, movedWords, publishWords, weekWords } from "./words";

const changed = (route: string, ...decisions: string[]): ChangedItem => ({ lead: "l", decisions, reasons: [], after: { score: 1, route } });
const answer = (number: number, more: Partial<PreviewAnswer> = {}, low = number, high = number): PreviewAnswer => ({
  state: "done",
  model: "m",
  hash: "h",
  computedAt: "2026-03-01T12:00:00Z",
  buckets: 256,
  tried: 100,
  unreadable: 0,
  leads: { number: 100, low: 100, high: 100 },
  says: "",
  handOffs: { atOnce: { number, low, high }, perWeek: 3.9, weeks: [3, 4, 4, 5] },
  decisions: {},
  grades: [],
  routes: [],
  changed: [],
  findings: [],
  ...more,
});
const team = (route: string): string | undefined => ({ hot: "sales", sdr: "inside-sales" })[route];

describe("what a publish does", () => {
  it("says how many people it moves, and to whom where that is known of all", () => {
    expect(publishWords(answer(0), team, true)).toBe("Publishing sends nobody to sales at once.");
    expect(publishWords(answer(1, { changed: [changed("sdr", "lead.qualified"), changed("hot")] }), team, true)).toBe("Publishing sends one person to inside sales at once.");
    expect(publishWords(answer(2, { changed: [changed("sdr", "lead.qualified"), changed("hot", "lead.upgraded")] }), team, true)).toBe("Publishing sends two people to sales and inside sales at once.");
    expect(publishWords(answer(40, { changed: [changed("sdr", "lead.qualified")] }), team, true)).toBe("Publishing sends 40 people to sales at once.");
    expect(publishWords(answer(40, {}, 20, 70), team, true)).toBe("Publishing sends about 40 people (20 to 70) to sales at once.");
    expect(publishWords(answer(0, {}, 0, 59), team, true)).toBe("Publishing probably sends nobody to sales at once; at most 59 people.");
    expect(publishWords(answer(40), team, false)).toContain("sends nobody");
  });

  it("says who changes grade, or route where there are no grades", () => {
    expect(movedWords(answer(0))).toBe("Nobody changes route.");
    const place = (name: string, entered: number) => ({ name, before: 1, after: 1, entered, left: 0 });
    expect(movedWords(answer(0, { grades: [place("A1", 28), place("A2", 1)] }))).toBe("29 leads change grade.");
    expect(movedWords(answer(0, { routes: [place("hot", 1)] }))).toBe("One lead changes route.");
  });

  it("compares with what sales can take", () => {
    expect(weekWords(answer(3))).toBe("From then on about 3.9 a week would be handed off.");
    const handOffs = { ...answer(3).handOffs, capacity: 2, weeksOfWork: 1.5 };
    expect(weekWords(answer(3, { handOffs }))).toBe("From then on about 3.9 a week would be handed off. Those at once are work for 1.5 weeks at 2 a week. That is more than the 2 that sales can take.");
  });

  it("never shows a type of a message", () => {
    expect(decisionWords("lead.qualified")).toBe("handed off");
    expect(decisionWords("lead.something.new")).toBe("something new");
  });
});
