import type { LeadModelItem } from "../api/schema";
import { dayText, daysBetween, localDay } from "./time";

type Promised = Pick<LeadModelItem, "respondBy" | "respondedAt" | "callAgainBy" | "timeZone">;

/** Whether nobody has answered a hand-off for which a time was agreed: this goes before a call that was promised. */
const owesAnswer = (item: Promised): boolean => item.respondBy !== undefined && !item.respondedAt;

/** Until when somebody is to be called: the answer that is due, else the call that was promised. */
export const callBy = (item: Promised): string | undefined => (owesAnswer(item) ? item.respondBy : item.callAgainBy);

/** Where a promise stands in a list: past its time, on this day, on another day, or without a time. */
export type Due = "over" | "today" | "later" | "none";

export function dueOf(item: Promised, now = Date.now()): Due {
  const by = callBy(item);
  if (by === undefined)
    return "none";
  if (Date.parse(by) < now)
    return "over";
  const isToday = owesAnswer(item) ? daysBetween(new Date(now), new Date(by)) === 0 : dayIn(by, item.timeZone) <= localDay(now);
  return isToday ? "today" : "later";
}

/** A call that was promised and is the next thing to do: "call again by 1 Mar". Undefined where none is. */
export function callAgain(item: Promised, now = Date.now()): { tone: "over" | "due" | ""; day: string; text: string } | undefined {
  if (!item.callAgainBy || owesAnswer(item))
    return undefined;
  const day = dayText(dayIn(item.callAgainBy, item.timeZone));
  const due = dueOf(item, now);
  return { tone: due === "over" ? "over" : due === "today" ? "due" : "", day, text: `call again by ${day}` };
}

/**
 * The day of an instant in the zone of the model (yyyy-mm-dd). "On 1 March" ends there with that day, which may be the second one of the reader's.
 * @param zone Of the model; undefined for UTC.
 */
export function dayIn(at: string, zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: zone ?? "UTC", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(at));
  } catch {
    // A zone that this browser does not know.
    return localDay(at);
  }
}
