import { describe, expect, it } from "vitest";

import type { ServiceLevelAnswer } from "../api/schema";
import { share, percent } from "./percent";
import { periodFault, periodOf, readDays, readRange } from "./period";
import { auditSentence, hoursText, reportSubtitle, reportTitle, rowTitles, uncheckedText } from "./serviceLevel";

const report = (total: object): ServiceLevelAnswer => ({ total: { handOffs: 0, agreed: 0, overdueNow: 0, ...total } }) as ServiceLevelAnswer;

describe("the report of response times", () => {
  it("begins with its answer", () => {
    expect(reportTitle(report({ handOffs: 48, keptPercent: 80.4 }))).toBe("80% were answered in time");
    expect(reportTitle(report({ handOffs: 2 }))).toBe("No answer is due yet");
    expect(reportTitle(report({}))).toBe("Nobody was handed over in these days");
    expect(reportSubtitle(report({ handOffs: 48, agreed: 40, overdueNow: 2 }))).toBe("48 hand-offs, 40 with an agreed time. Two people still wait.");
    expect(reportSubtitle(report({ handOffs: 1, agreed: 1, overdueNow: 1 }))).toBe("1 hand-off, all with an agreed time. One person still waits.");
  });

  it("calls rows by what sent them, with the team only where two would be called the same", () => {
    expect(rowTitles([{ route: "dated-project", to: "sales" }, { route: "sdr", to: "inside-sales" }])).toEqual(["Dated project", "SDR"]);
    expect(rowTitles([{ route: "hot", to: "sales" }, { route: "hot", to: "inside-sales" }])).toEqual(["Hot, sales", "Hot, inside sales"]);
  });

  it("says what the audit proved, and what cannot be checked", () => {
    const audit = { proven: 61, belowThreshold: 0, unchecked: {}, failures: [], cut: false };
    expect(auditSentence(audit)).toBe("61 of 61 hand-offs proven to have met their rule at that moment.");
    expect(auditSentence({ ...audit, belowThreshold: 1, unchecked: { "not-noted": 2, "log-altered": 1 } })).toBe("61 of 65 hand-offs proven to have met their rule at that moment. 3 cannot be checked.");
    expect(auditSentence({ ...audit, proven: 0 })).toBe("No hand-offs in these days to prove.");
    expect(uncheckedText("not-noted")).toMatch(/older version/u);
    expect(uncheckedText("of-tomorrow")).toBe("of-tomorrow");
  });

  it("says hours as people do", () => {
    expect([undefined, 0.3, 19.5, 47.4, 72].map(hoursText)).toEqual(["–", "under an hour", "20 h", "47 h", "3 days"]);
  });
});

describe("percentages", () => {
  it("are whole, and never 0 or 100 where it is not so", () => {
    expect([percent(80.4), share(1, 1000), share(999, 1000), share(0, 5), share(5, 5), share(1, 0)]).toEqual(["80%", "1%", "99%", "0%", "100%", "0%"]);
  });
});

describe("the days of a report", () => {
  const now = Date.parse("2026-11-28T23:30:00Z");

  it("end today, both included", () => {
    expect(periodOf("90", now)).toEqual({ from: "2026-08-31", to: "2026-11-28" });
    expect(periodOf("7", now)).toEqual({ from: "2026-11-22", to: "2026-11-28" });
    expect([readRange("7"), readRange("8"), readRange(undefined)]).toEqual(["7", "90", "90"]);
  });

  it("are those of the address where it names some that can be asked for", () => {
    expect(readDays({ from: "2026-10-01", to: "2026-10-31" }, now)).toEqual({ from: "2026-10-01", to: "2026-10-31" });
    expect(readDays({ from: "2026-10-31", to: "2026-10-01", range: "7" }, now).range).toBe("7");
    expect(readDays({ from: "yesterday", to: "2026-10-01" }, now).range).toBe("90");
  });

  it("say what is wrong with them", () => {
    expect(periodFault("2026-10-01", "2026-10-01")).toBeUndefined();
    expect(periodFault("2025-10-01", "2026-11-04")).toBeUndefined();
    expect(periodFault("2025-10-01", "2026-11-05")).toMatch(/401 days.*at most 400/u);
    expect(periodFault("2026-10-02", "2026-10-01")).toMatch(/after the last/u);
    expect(periodFault("", "2026-10-01")).toBe("Choose both days.");
  });
});
