import { expect, it } from "vitest";

import type { LeadModelItem } from "../../api/schema";
import { byDay } from "./groups";

const hour = 3_600_000;
const now = new Date(2026, 10, 28, 12).getTime();
const iso = (at: number): string => new Date(at).toISOString();
const row = (name: string, more: Partial<LeadModelItem>): { name: string; item: LeadModelItem } => ({ name, item: { model: "m", ...more } as LeadModelItem });
const answered = { respondBy: iso(now - 48 * hour), respondedAt: iso(now - 49 * hour) };

it("puts first answers and promised calls under the day on which to call", () => {
  const rows = [
    row("missed", { respondBy: iso(now - hour) }),
    row("broken", { ...answered, callAgainBy: iso(now - hour) }),
    row("now", { respondBy: iso(now + hour) }),
    row("today", { ...answered, callAgainBy: iso(now + hour) }),
    row("spring", { ...answered, callAgainBy: iso(now + 90 * 24 * hour) }),
    row("free", {}),
  ];

  expect(byDay(rows, now).map(group => [group.title, group.over, group.rows.map(({ name }) => name)])).toEqual([
    ["Overdue", true, ["missed", "broken"]],
    ["Today", false, ["now", "today"]],
    ["Tomorrow and later", false, ["spring"]],
    ["No time agreed", false, ["free"]],
  ]);
  expect(byDay([], now)).toEqual([]);
});
