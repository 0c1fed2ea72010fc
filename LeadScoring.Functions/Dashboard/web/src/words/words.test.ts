import { describe, expect, it } from "vitest";

import type { LeadModelItem } from "../api/schema";
import { becauseOf } from "./because";
import { eventText } from "./events";
import { nameOf, roleOf } from "./person";
import { count, people, promise, signed, span } from "./time";
import { plain, telOf, whyOf } from "./why";

const now = Date.parse("2026-11-28T19:26:00Z");
const minutes = 60_000;

const item = (more: Partial<LeadModelItem>): LeadModelItem =>
  ({ model: "m", version: 1, owner: "sales", to: "sales", stage: "qualified", status: "Lead", epoch: 1, until: null, priority: 1, because: { kind: "route", name: "dated-project", at: "2026-11-25T10:00:00Z", text: "Text of the app." }, ...more }) as LeadModelItem;

describe("what was promised", () => {
  it("says how long it is over", () => {
    expect(promise(new Date(now - 9 * 24 * 60 * minutes - minutes).toISOString(), now)).toMatchObject({ tone: "over", text: "9 days over" });
  });
  it("says how much is left today, and counts two days in hours", () => {
    expect(promise(new Date(now + 24 * 60 * minutes).toISOString(), now)).toMatchObject({ tone: "", text: "in 24 hours" });
    expect(promise(new Date(now + 20_000).toISOString(), now).text).toBe("now");
  });
  it("never says 0 minutes", () => expect([span(20_000), span(5 * minutes), span(228 * minutes)]).toEqual(["under a minute", "5 min", "3 h 48 min"]));
});

describe("why this lead", () => {
  it("begins with the grade and the two strongest reasons, without points", () => {
    expect(whyOf(item({ grade: "A1", reasons: ["Booked a meeting (+8)", "CEO of a large company (+7.5)", "Third (+1)"] }), now)).toEqual({ strong: "A1:", rest: " booked a meeting and CEO of a large company." });
  });
  it("begins with what was asked for", () => {
    const asked = item({ because: { kind: "fast-track", name: "contact-us", at: new Date(now - 24 * minutes).toISOString(), text: "" } as LeadModelItem["because"], reasons: ["Looked at prices (+2.5)"] });
    expect(whyOf(asked, now)).toEqual({ strong: "Asked to be contacted 24 minutes ago.", rest: " Looked at prices." });
  });
  it("adds how often somebody tried", () => expect(whyOf(item({ grade: "B1", tried: 3, reasons: ["Read (+1)"] }), now).rest).toBe(" read. Tried three times."));
  it("takes points off and nothing else", () => expect([plain("Prices, twice (+4)"), plain("Left (−1,5)"), plain("Size (EU)")]).toEqual(["Prices, twice", "Left", "Size (EU)"]));
  it("says what the app says where a lead is with marketing", () => expect(becauseOf(item({ owner: "marketing" }), now)).toBe("Text of the app."));
  it("says that nobody has answered only after the agreed time", () => {
    expect(becauseOf(item({ respondBy: new Date(now - minutes).toISOString() }), now)).toContain("Nobody has answered yet.");
    expect(becauseOf(item({ respondBy: new Date(now + minutes).toISOString() }), now)).not.toContain("Nobody");
  });
});

describe("people and events", () => {
  it("calls people by what is known", () => {
    expect(nameOf({ id: "k3v4w5x6", email: null, profile: {} })).toBe("Visitor k3v4w5");
    expect(nameOf({ id: "k", email: "a@b.example", profile: { firstName: "Ann" } })).toBe("Ann");
    expect(roleOf({ email: null, profile: { jobTitle: ["CFO", "x"], company: "Acme" } })).toBe("CFO, Acme");
  });
  it("reads types that nobody named, and cuts long texts", () => {
    expect(eventText({ type: "quote.requested", properties: {} })).toBe("Quote requested");
    expect(eventText({ type: "page.viewed", properties: { path: "x".repeat(1000) } }).length).toBeLessThan(100);
  });
  it("calls no other scheme than a telephone's", () => expect(telOf("+45 555 (0)22;javascript:alert(1)")).toBe("tel:+455550221"));
  it("counts in words", () => expect([people(0), people(1), people(7), count(1, "lead", "leads"), signed(-2.5)]).toEqual(["Nobody", "One person", "Seven people", "1 lead", "−2.5"]));
});
