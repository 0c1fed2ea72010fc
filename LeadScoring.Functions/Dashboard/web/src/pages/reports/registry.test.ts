import { describe, expect, it } from "vitest";

import { reportPath, reports } from "./registry";

describe("the list of reports", () => {
  it("has each file of the folder, in order, under a name of its own", () => {
    expect(reports.map(report => report.name)).toEqual(["overview", "service-level"]);
    expect(new Set(reports.map(report => report.name)).size).toBe(reports.length);
  });

  it("opens each: a page elsewhere, or one that is loaded", () => {
    expect(reports.map(reportPath)).toEqual(["/app/overview", "/app/reports/service-level"]);
    expect(reports.every(report => (report.href === undefined) !== (report.load === undefined))).toBe(true);
  });
});
