import type { ServiceLevelItem } from "../api/schema";

type Counts = Pick<ServiceLevelItem, "inTime" | "late" | "overdue" | "closed" | "running">;

/** A part of the bar that says how hand-offs were answered, of 200 wide. */
export interface Part {
  readonly name: string;
  readonly fill: string;
  readonly count: number;
  readonly x: number;
  readonly width: number;
}

const kinds = [
  ["inTime", "in time", "f-eng"],
  ["late", "late", "f-need"],
  ["overdue", "overdue", "f-over"],
  ["closed", "closed", "f-closed"],
  ["running", "with time left", "f-open"],
] as const;

const width = 200;
const gap = 1.5;

/** The parts in their order; those of nobody are left out. */
export function keptParts(row: Counts): Part[] {
  const all = kinds.reduce((sum, [kind]) => sum + row[kind], 0);
  let x = 0;
  return kinds.flatMap(([kind, name, fill]) => {
    const count = row[kind];
    if (count === 0 || all === 0)
      return [];
    const wide = (count / all) * width;
    const part = { name, fill, count, x, width: Math.max(1, wide - gap) };
    x += wide;
    return [part];
  });
}

/** The bar for those who hear it: "12 in time, 1 overdue". */
export function keptName(row: Counts): string {
  const parts = keptParts(row);
  return parts.length === 0 ? "No response time was agreed" : parts.map(part => `${part.count} ${part.name}`).join(", ");
}
