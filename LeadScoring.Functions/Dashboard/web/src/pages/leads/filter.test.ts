import { describe, expect, it } from "vitest";

import { asked, everybody, isEmpty, keyOf, readFilter, readSort, writeFilter } from "./filter";
import { partsOf, titleOf } from "./filterWords";
import { drawn } from "./virtual";

const filter = readFilter({ "owner": "sales,nobody-knows", "grade": "A1,A2,Z9", "since": "7d", "minScore": "40", "waiting": "true", "profile.country": "DE, AT", "model": "b2b", "range": "1y" });

describe("a filter in an address", () => {
  it("leaves out what cannot be meant", () => {
    expect(writeFilter(filter)).toEqual({ "owner": "sales", "grade": "A1,A2", "waiting": "true", "since": "7d", "minScore": "40", "profile.country": "DE, AT" });
    expect(isEmpty(readFilter({ minScore: "much", waiting: "perhaps", since: "soon", owner: "", q: "  " }))).toBe(true);
    expect([readSort("priority"), readSort("name"), readSort(undefined)]).toEqual(["priority", "score", "score"]);
  });

  it("reads what it writes", () => {
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it("is the same whatever the order of its values", () => {
    expect(keyOf(readFilter({ grade: "A2,A1", owner: "sales" }))).toBe(keyOf(readFilter({ owner: "sales", grade: "A1,A2" })));
  });

  it("asks for days back as days", () => {
    const query = asked(filter, "b2b", "priority", new Date(2026, 10, 30, 12).getTime());

    expect([query.get("since"), query.get("model"), query.get("sort"), query.get("profile.country")]).toEqual(["2026-11-23", "b2b", "priority", "DE, AT"]);
  });
});

describe("a filter in words", () => {
  it("has a part for each thing that is asked for, and the filter without it", () => {
    const parts = partsOf(filter);

    expect(parts.map(part => part.text)).toEqual(["With sales", "Grade A1 or A2", "Waits for a first call", "Active in the last 7 days", "Score 40 or more", "Country: DE or AT"]);
    for (const part of parts)
      expect(partsOf(part.without).map(other => other.key)).toEqual(parts.map(other => other.key).filter(key => key !== part.key));
  });

  it("is a title that answers", () => {
    expect(titleOf(everybody, { leads: 1, exact: true })).toBe("1 person is known");
    expect(titleOf({ ...everybody, overdue: true }, { leads: 3, exact: true })).toBe("3 people wait past the agreed time");
    expect(titleOf(filter, { leads: 1000, exact: false })).toMatch(/^1.000 or more people pass the filter$/u);
    expect(titleOf(filter, { leads: 0, exact: true })).toBe("Nobody passes the filter");
    expect(titleOf(everybody, undefined)).toBe("Leads");
  });
});

describe("rows that are drawn", () => {
  it("are all of a short list", () => {
    expect(drawn(200, 60, 5000, 900)).toEqual({ from: 0, to: 200, before: 0, behind: 0 });
  });

  it("are few of a long one, and the heights add up", () => {
    for (const top of [-100, 0, 61, 30_000, 5_999_000]) {
      const rows = drawn(100_000, 60, top, 900);
      expect(rows.to - rows.from).toBeLessThan(60);
      expect(rows.before + (rows.to - rows.from) * 60 + rows.behind).toBe(6_000_000);
      const first = Math.floor(Math.max(0, top) / 60);
      expect(rows.from <= first && rows.to >= Math.min(100_000, first + 15)).toBe(true);
    }
  });
});
