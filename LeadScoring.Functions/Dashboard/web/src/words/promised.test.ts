import { describe, expect, it } from "vitest";

import type { LeadModelItem } from "../api/schema";
import { becauseOf } from "./because";
import { eventText } from "./events";
import { callAgain, callBy, dayIn, dueOf } from "./promised";
import { dayText } from "./time";

const hour = 3_600_000;
const now = new Date(2026, 10, 28, 15).getTime();
const iso = (at: number): string => new Date(at).toISOString();
const item = (more: Partial<LeadModelItem>): LeadModelItem =>
  ({ model: "m", version: 1, owner: "sales", to: "sales", stage: "accepted", status: "Lead", epoch: 1, until: null, priority: 1, because: { kind: "route", name: "hot", text: "" }, ...more }) as LeadModelItem;
const answered = { respondBy: iso(now - 48 * hour), respondedAt: iso(now - 49 * hour) };

describe("until when somebody is to be called", () => {
  it("is the answer while nobody gave it, and then the call that was promised", () => {
    expect(callBy(item({ respondBy: "a", callAgainBy: "b" }))).toBe("a");
    expect(callBy(item({ ...answered, callAgainBy: "b" }))).toBe("b");
    expect(callBy(item({ callAgainBy: "b" }))).toBe("b");
    expect(callBy(item(answered))).toBeUndefined();
  });

  it("is over, today, later, or no time at all", () => {
    expect(dueOf(item({ ...answered, callAgainBy: iso(now - 1) }), now)).toBe("over");
    expect(dueOf(item({ ...answered, callAgainBy: "2026-11-28T23:59:59Z" }), Date.parse("2026-11-28T12:00:00Z"))).toBe("today");
    expect(dueOf(item({ ...answered, callAgainBy: "2026-11-30T23:59:59Z" }), Date.parse("2026-11-28T12:00:00Z"))).toBe("later");
    expect(dueOf(item({ respondBy: iso(now + hour) }), now)).toBe("today");
    expect(dueOf(item({ respondBy: iso(now + 24 * hour) }), now)).toBe("later");
    expect(dueOf(item(answered), now)).toBe("none");
  });

  it("is a day of the model's zone, whatever the reader's", () => {
    expect(dayIn("2027-03-02T07:59:59Z", "America/Los_Angeles")).toBe("2027-03-01");
    expect(dayIn("2027-03-01T23:59:59Z", undefined)).toBe("2027-03-01");
    const noon = new Date(2027, 2, 1, 12).toISOString();
    expect(dayIn(noon, "Nowhere/Else")).toBe("2027-03-01");
  });
});

describe("words of a promised call", () => {
  const later = item({ ...answered, callAgainBy: "2027-03-01T23:59:59Z" });

  it("says until which day to call again, and nothing before the hand-off is answered", () => {
    expect(callAgain(later, now)).toEqual({ tone: "", day: dayText("2027-03-01"), text: `call again by ${dayText("2027-03-01")}` });
    expect(callAgain(later, Date.parse("2027-03-05T12:00:00Z"))?.tone).toBe("over");
    expect(callAgain(item({ respondBy: iso(now + hour), callAgainBy: later.callAgainBy! }), now)).toBeUndefined();
    expect(callAgain(item(answered), now)).toBeUndefined();
  });

  it("says why somebody waits, and when a promise was not kept", () => {
    expect(becauseOf(later, now)).toContain(`Wants to be called again by ${dayText("2027-03-01")}.`);
    expect(becauseOf(later, Date.parse("2027-03-05T12:00:00Z"))).toContain(`A call was promised for ${dayText("2027-03-01")}, and none was reported.`);
  });

  it("reads what was reported", () => {
    expect(eventText({ type: "sales.postponed", properties: { until: "2027-03-01", by: "Sue" } })).toBe(`To be called again by ${dayText("2027-03-01")}, Sue`);
    expect(eventText({ type: "sales.postponed", properties: {} })).toBe("To be called again later");
    expect(eventText({ type: "sales.unqualified", properties: { reason: "other", note: "moved away" } })).toBe("Not a fit: Other, moved away");
    expect(eventText({ type: "sales.lost", properties: { reason: "no-budget" } })).toBe("Lost: No budget");
  });
});
