import type { LeadModelItem } from "../api/schema";
import { ago, instantDay } from "./time";

type Decided = Pick<LeadModelItem, "because" | "owner" | "respondBy" | "respondedAt">;

/** An id as people would say it: "dated-project" is "dated project". */
export const titleOfId = (id: string): string => id.replaceAll(/[-_]+/gu, " ");

/** A team as people say it. */
export const team = (owner: string): string => (owner === "inside-sales" ? "inside sales" : owner);

/** Why a lead is where it is, with times as the reader says them. What the app says of rarer kinds stands as it is. */
export function becauseOf(item: Decided, now = Date.now()): string {
  const { kind, name, at } = item.because;
  if (item.owner === "marketing" || !at || !name)
    return item.because.text;
  const begin = {
    "route": `Handed to ${team(item.owner)} on ${instantDay(at)}: ${titleOfId(name)}.`,
    "upgrade": `Moved up on ${instantDay(at)}: ${titleOfId(name)}.`,
    "fast-track": `Asked by itself ${ago(at, now)}: ${titleOfId(name)}.`,
    "persona": `${capital(titleOfId(name))}, since ${instantDay(at)}.`,
  }[kind as "route"];
  return begin ? [begin, answerOf(item, now)].filter(Boolean).join(" ") : item.because.text;
}

/** How the promise stands: nobody answered yet, or too late. Nothing where it was kept, or where there is time. */
function answerOf(item: Decided, now: number): string {
  if (!item.respondBy || Date.parse(item.respondBy) >= now || (item.respondedAt && Date.parse(item.respondedAt) <= Date.parse(item.respondBy)))
    return "";
  return item.respondedAt ? `Answered on ${instantDay(item.respondedAt)}, after the agreed time.` : "Nobody has answered yet.";
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
