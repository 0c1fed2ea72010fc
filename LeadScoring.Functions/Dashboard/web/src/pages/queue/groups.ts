import type { LeadModelItem } from "../../api/schema";
import { dueOf, type Due } from "../../words/promised";

/** Rows below one another under a title. */
export interface Group<T> {
  readonly title: string;
  readonly over: boolean;
  readonly rows: readonly T[];
}

const titles: readonly { due: Due; title: string }[] = [
  { due: "over", title: "Overdue" },
  { due: "today", title: "Today" },
  { due: "later", title: "Tomorrow and later" },
  { due: "none", title: "No time agreed" },
];

/** Rows by the day on which somebody is to call: first answers and promised calls alike. */
export const byDay = <T extends { readonly item: LeadModelItem }>(rows: readonly T[], now: number): Group<T>[] =>
  titles
    .map(({ due, title }) => ({ title, over: due === "over", rows: rows.filter(row => dueOf(row.item, now) === due) }))
    .filter(group => group.rows.length > 0);
