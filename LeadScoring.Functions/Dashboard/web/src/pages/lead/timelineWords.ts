import type { EventEntry } from "../../api/schema";
import { inWords } from "../../words/names";
import { span } from "../../words/time";
import { lengthOf, type Day } from "./timelineDays";

/** " · one visit, 4 min"; empty where nobody visited. */
export function visitText(day: Day): string {
  const visits = day.items.filter(item => item.kind === "visit");
  if (visits.length === 0)
    return "";
  const length = visits.reduce((sum, visit) => sum + lengthOf(visit.events), 0);
  return ` · ${inWords(visits.length)} ${visits.length === 1 ? "visit" : "visits"}${length >= 60_000 ? `, ${span(length)}` : ""}`;
}

/** How long somebody stayed: "3 min 25 s"; empty below five seconds. */
export function stayText(event: EventEntry): string {
  const seconds = Number(event.properties["durationSeconds"] ?? Number.NaN);
  if (!Number.isFinite(seconds) || seconds < 5)
    return "";
  if (seconds >= 3600)
    return span(seconds * 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return [minutes > 0 ? `${minutes} min` : "", rest > 0 ? `${rest} s` : ""].filter(Boolean).join(" ");
}

/** What is special about an event, besides what happened. */
export function flagText(flag: string): string | undefined {
  return { "pending": "not counted yet", "ahead": "sent with a time in the future", "late": "came more than 400 days late", "claimed": "a stranger could have sent it", "over-quota": "too many asked that day" }[flag];
}

/** Events that do more than give points cannot be left out. */
export const canLeaveOut = (event: EventEntry): boolean => !/^(sales|system)\.|^email\.changed$/u.test(event.type) && !event.flags.includes("pending");
