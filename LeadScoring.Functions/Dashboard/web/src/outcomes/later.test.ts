import { describe, expect, it } from "vitest";

import { faultOf, lastDay, picks, tomorrow } from "./later";

const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day, 22, 30).getTime();
const days = (now: number): string[] => picks(now).map(pick => pick.day);

describe("a day for another call", () => {
  it("is offered a week, a month and three months ahead", () => {
    expect(picks(at(2026, 12, 1))).toEqual([{ text: "Next week", day: "2026-12-08" }, { text: "In a month", day: "2027-01-01" }, { text: "In three months", day: "2027-03-01" }]);
  });
  it("is never a day of a weekend", () => expect(days(at(2026, 11, 28))).toEqual(["2026-12-07", "2026-12-28", "2027-03-01"]));
  it("is the last of a month that is shorter", () => expect(days(at(2027, 1, 31))[1]).toBe("2027-03-01"));
  it("may be tomorrow, and two years ahead", () => {
    const now = at(2026, 12, 31);
    expect([tomorrow(now), lastDay(now)]).toEqual(["2027-01-01", "2028-12-31"]);
    expect(["2026-12-31", "2027-01-01", "2028-12-31", "2029-01-01", "", "soon"].map(day => faultOf(day, now))).toEqual(["Choose a day from tomorrow on.", undefined, undefined, "Choose a day within two years.", "Choose a day first.", "Choose a day first."]);
  });
});
