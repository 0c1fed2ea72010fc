import { describe, expect, it } from "vitest";

import type { ConnectionItem, HealthAnswer, SourceList } from "../api/schema";
import { checkText, healthSubtitle, healthTitle, linesOf, pageOf, sorted } from "./health";
import { connectionText, received, receivedLines } from "./received";
import { piecesOf } from "./told";

const health = (...states: string[]): HealthAnswer => ({ status: "", now: "", checks: states.map((status, index) => ({ name: index === 0 ? "topic" : `queue:lead-${index}`, status, detail: "" })) });

describe("health in words", () => {
  it("begins with the worst", () => {
    expect(healthTitle(health("healthy", "healthy"))).toBe("Everything works");
    expect(healthTitle(health("healthy", "degraded"))).toBe("One thing needs a look");
    expect(healthTitle(health("degraded", "degraded"))).toBe("Two things need a look");
    expect(healthTitle(health("degraded", "unhealthy"))).toBe("One thing does not work");
    expect(healthTitle(health("unhealthy", "unhealthy"))).toBe("Two things do not work");
    expect(healthSubtitle(health("healthy", "degraded", "healthy"))).toMatch(/^Two of three checks are good\./u);
    expect(sorted(health("healthy", "degraded", "unhealthy").checks).map(check => check.status)).toEqual(["unhealthy", "degraded", "healthy"]);
  });

  it("calls checks as people say them, those of a newer app too", () => {
    expect([checkText("topic"), checkText("queue:lead-rescore"), checkText("poison:lead-sweep"), checkText("queue:lead-new"), checkText("disk-space")]).toEqual(["Messages to the CRM", "Scoring: work that waits", "Nightly run: work that failed", "Lead new: work that waits", "Disk space"]);
  });

  it("leads to the page on which a check is made good", () => {
    const check = (name: string, status: string) => ({ name, status, detail: "" });
    expect(pageOf(check("models", "degraded"))).toEqual({ path: "/app/models", text: "To the models" });
    expect([pageOf(check("models", "healthy")), pageOf(check("storage", "unhealthy"))]).toEqual([undefined, undefined]);
  });

  it("tells in few lines what is wrong", () => {
    expect(linesOf(health("healthy", "degraded").checks).map(line => `${line.text}: ${line.note}`)).toEqual(["Lead 1: work that waits: needs a look", "Messages to the CRM: are taken", "Checks of the app: 1 of 2 good"]);
    expect(linesOf(health("unhealthy").checks).map(line => line.tone)).toEqual(["bad", ""]);
  });
});

describe("when sources last received something", () => {
  const now = Date.parse("2026-11-28T19:26:00Z");
  const connection = (name: string, lastReceivedAt: string | null): ConnectionItem => ({ source: "typeform", connection: name, lastReceivedAt }) as ConnectionItem;
  const list = (...connections: ConnectionItem[]): SourceList => ({ connections, sources: [{ source: "typeform", title: "Typeform", proof: "" }] }) as unknown as SourceList;

  it("is worth a look after a week of silence", () => {
    expect(received("2026-11-12T19:00:00Z", now)).toEqual({ note: "silent for 16 days", tone: "warn" });
    expect(received("2026-11-25T19:00:00Z", now).tone).toBe("");
    expect(received(null, now)).toEqual({ note: "nothing received yet", tone: "warn" });
  });

  it("puts the silent first and those of today together", () => {
    const lines = receivedLines(list(connection("signup", "2026-11-28T19:00:00Z"), connection("fair", "2026-11-12T19:00:00Z"), connection("demo", "2026-11-28T18:00:00Z")), now);
    expect(lines.map(line => `${line.text}: ${line.note}`)).toEqual(["Typeform, fair: silent for 16 days", "Sources: Typeform: all received today"]);
    expect(receivedLines(list(), now)[0]!.note).toBe("none is connected");
    expect(connectionText({ source: "new-thing", connection: "a" }, [])).toBe("New thing, a");
  });
});

describe("texts of the app", () => {
  it("are split into code, pages, instants and plain text, and lose nothing", () => {
    expect(piecesOf("Set `A__B`; docs/errors/LS-HOOK-007.md says more.")).toEqual([
      { kind: "text", text: "Set " },
      { kind: "code", text: "A__B" },
      { kind: "text", text: "; " },
      { kind: "page", text: "LS-HOOK-007", href: "https://leadscoring.dev/errors/LS-HOOK-007" },
      { kind: "text", text: " says more." },
    ]);
    expect(piecesOf("started at 2026-11-30T01:00:00.033Z.")[1]).toEqual({ kind: "time", text: "2026-11-30T01:00:00.033Z" });
    expect(piecesOf("<script>alert(1)</script>")).toEqual([{ kind: "text", text: "<script>alert(1)</script>" }]);
    expect(piecesOf("a `lone backtick")).toEqual([{ kind: "text", text: "a `lone backtick" }]);
    expect(piecesOf("")).toEqual([]);
  });
});
