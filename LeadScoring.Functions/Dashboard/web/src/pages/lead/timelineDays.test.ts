import { describe, expect, it } from "vitest";

import type { DecisionEntry, EventEntry, ScoreEntry, TimelineEntry } from "../../api/schema";
import { decisionWords } from "./decisionWords";
import { lengthOf, partsOf, renewed } from "./timelineDays";
import { canLeaveOut, stayText, visitText } from "./timelineWords";

const at = (day: number, hour: number, minute = 0): string => new Date(2026, 10, day, hour, minute).toISOString();
const event = (type: string, occurredAt: string, more: Partial<EventEntry> = {}): EventEntry => ({ kind: "event", type, occurredAt, id: occurredAt, key: `${type} ${occurredAt}`, source: "s", receivedAt: occurredAt, properties: {}, profile: {}, flags: [], ...more });
const score = (day: string, value: number, was?: number): ScoreEntry => ({ kind: "score", occurredAt: `${day}T23:59:59.999Z`, day, models: [{ model: "b2b", score: value, ...(was === undefined ? {} : { was }), route: "warm", grade: "A2" }] });
const decision = (type: string, occurredAt: string, more: Partial<DecisionEntry> = {}): DecisionEntry => ({ kind: "decision", type, occurredAt, model: "b2b", version: 1, ...more });
const all = { show: "all", model: "b2b", hasPoints: () => true } as const;

describe("a timeline by day", () => {
  it("parts visits where half an hour passes, and leaves what is no visit alone", () => {
    const entries: TimelineEntry[] = [
      event("page.viewed", at(20, 15, 0), { properties: { durationSeconds: "120" } }),
      event("sales.attempted", at(20, 14, 50)),
      event("asset.downloaded", at(20, 14, 45)),
      event("page.viewed", at(20, 14, 15)),
      event("page.viewed", at(20, 13, 44)),
    ];
    const [part] = partsOf(entries, all);

    expect(part?.kind).toBe("day");
    const day = part?.kind === "day" ? part.day : undefined;
    expect(day?.items.map(item => (item.kind === "visit" ? item.events.length : item.kind))).toEqual([3, "event", 1]);
    expect(visitText(day!)).toBe(" · two visits, 47 min");
  });

  it("puts together what a machine did at once, and not what a person left out", () => {
    const click = (occurredAt: string, more: Partial<EventEntry> = {}) => event("email.clicked", occurredAt, { suspected: ["many-links"], ...more });
    const entries: TimelineEntry[] = [click(at(20, 15, 9), { suspected: ["person"] }), click(at(20, 15, 5)), click(at(20, 15, 4)), click(at(20, 15, 3), { countedAnyway: true }), click(at(20, 15, 0))];
    const [part] = partsOf(entries, all);

    expect(part?.kind === "day" ? part.day.items.map(item => (item.kind === "machine" ? item.events.length : item.kind)) : []).toEqual(["event", 2, "event", 1]);
    expect(part?.kind === "day" ? visitText(part.day) : "none").toBe("");
  });

  it("gives each day its score and what it changed", () => {
    const parts = partsOf([score("2026-11-20", 58, 54), event("page.viewed", at(20, 9))], all);

    expect(parts).toMatchObject([{ kind: "day", day: { day: "2026-11-20", score: 58, was: 54 } }]);
  });

  it("says days on which it only faded together", () => {
    const parts = partsOf([event("page.viewed", at(20, 9)), score("2026-11-18", 45, 46), score("2026-11-16", 46, 47), score("2026-11-15", 47, 49), event("page.viewed", at(14, 9))], all);

    expect(parts.map(part => (part.kind === "quiet" ? part.quiet : part.day.day))).toEqual(["2026-11-20", { from: "2026-11-15", to: "2026-11-18", score: 45, was: 49 }, "2026-11-14"]);
  });

  it("shows sales alone, or what gives points", () => {
    const entries: TimelineEntry[] = [event("page.viewed", at(20, 15)), event("sales.accepted", at(20, 14)), decision("lead.qualified", at(19, 9)), score("2026-11-18", 45, 46)];
    const days = (show: "sales" | "points", hasPoints: boolean) => partsOf(entries, { show, model: "b2b", hasPoints: () => hasPoints }).flatMap(part => (part.kind === "day" ? part.day.items : []));

    expect(days("sales", true).map(item => item.kind)).toEqual(["event", "decision"]);
    expect(days("points", false)).toEqual([]);
    expect(days("points", true).map(item => item.kind)).toEqual(["visit", "event"]);
  });
});

describe("a renewed page", () => {
  const old = [3, 2, 1].map(day => event("page.viewed", at(day, 9)));

  it("keeps what is older", () => {
    expect(renewed(old, [event("page.viewed", at(4, 9)), old[0]!])?.length).toBe(4);
  });

  it("is all there is where nothing joins", () => {
    expect(renewed(old, [event("page.viewed", at(9, 9))])).toBeUndefined();
  });
});

describe("words of events and decisions", () => {
  it("say how long somebody stayed", () => {
    expect([3, 50, 205, 3600].map(seconds => stayText(event("page.viewed", at(1, 1), { properties: { durationSeconds: String(seconds) } })))).toEqual(["", "50 s", "3 min 25 s", "1 h"]);
    expect(lengthOf([])).toBe(0);
  });

  it("name routes and not their ids", () => {
    expect(decisionWords(decision("lead.upgraded", at(1, 1), { route: "dated-project", from: "sdr" })).strong).toBe("Became “Dated project”, was “SDR”.");
    expect(decisionWords(decision("lead.abandoned", at(1, 1), { tried: 6 })).rest).toBe("not reached in six attempts.");
    expect(decisionWords(decision("lead.overdue", at(1, 1), { respondBy: at(1, 1) })).tone).toBe("over");
    expect(decisionWords(decision("lead.overdue", at(1, 1), { respondBy: at(1, 1), callAgainBy: at(1, 1), escalate: "head-of-sales" }))).toMatchObject({ strong: "Not called again.", rest: expect.stringMatching(/^A call was promised by .* and none was reported; Head of sales was told\.$/u), tone: "over" });
    expect(decisionWords(decision("lead.something.new", at(1, 1))).strong).toBe("Something new.");
  });

  it("leave out no event that does more than give points", () => {
    expect(["page.viewed", "sales.won", "system.counted", "email.changed"].map(type => canLeaveOut(event(type, at(1, 1))))).toEqual([true, false, false, false]);
    expect(canLeaveOut(event("page.viewed", at(1, 1), { flags: ["pending"] }))).toBe(false);
  });
});
