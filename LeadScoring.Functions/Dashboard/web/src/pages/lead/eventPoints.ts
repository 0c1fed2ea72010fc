import type { ExplanationAnswer } from "../../api/schema";
import { pts, signed } from "../../words/time";

/** What a rule gives, and for how many events. */
export interface Given {
  readonly title: string;
  readonly points: number;
  /** How many events the points are for; of one they are its own. */
  readonly among: number;
  /** The category is at its limit: part of it is not given. */
  readonly isOver: boolean;
}

/** For each event, by its key, which rules count it today. */
export function pointsByEvent(answer: ExplanationAnswer | undefined): ReadonlyMap<string, readonly Given[]> {
  const found = new Map<string, Given[]>();
  if (!answer)
    return found;
  const over = new Set(answer.ledger.filter(line => line.rule === "clamp" && line.points < 0).map(line => line.category));
  for (const line of answer.ledger) {
    // A line about the profile names the event that told it, which did nothing for points by itself.
    if (line.matches === 0 || line.points === 0)
      continue;
    for (const event of line.events ?? []) {
      const given = { title: line.title, points: line.points, among: Math.max(line.matches, line.events?.length ?? 0), isOver: over.has(line.category) && line.points > 0 };
      found.set(event.key, [...(found.get(event.key) ?? []), given]);
    }
  }

  return found;
}

/** What an event is worth, in short: its own points, or those that it shares with others. */
export function worth(given: readonly Given[]): { text: string; shared: number; isOver: boolean; isMinus: boolean } | undefined {
  const own = given.filter(entry => entry.among === 1);
  const best = [...given].sort((one, other) => one.among - other.among || Math.abs(other.points) - Math.abs(one.points))[0];
  if (!best)
    return undefined;
  const points = own.length > 0 ? own.reduce((sum, entry) => sum + entry.points, 0) : best.points;
  return { text: signed(points, pts), shared: own.length > 0 ? 0 : best.among - 1, isOver: (own.length > 0 ? own : [best]).every(entry => entry.isOver), isMinus: points < 0 };
}

/** All of it in words, for hovers. */
export const worthWords = (given: readonly Given[]): string =>
  given.map(entry => `${entry.title} ${signed(entry.points, pts)}${entry.among > 1 ? ` (for ${entry.among} of the kind)` : ""}${entry.isOver ? ", over the limit" : ""}`).join("; ");
