import type { LeadModelItem } from "../api/schema";
import { fieldText, listed, titled, uncapital } from "./names";
import { callAgain } from "./promised";
import { reasonText, routeText, teams } from "./standing";
import { dayText, instantDay } from "./time";

type Decided = Pick<LeadModelItem, "because" | "owner" | "respondBy" | "respondedAt" | "callAgainBy" | "timeZone">;

/** Why a lead is where it is, and how the promise stands. */
export const becauseOf = (item: Decided, now = Date.now()): string => [becauseText(item), item.owner === "marketing" ? "" : answerOf(item, now)].filter(Boolean).join(" ");

/** Why somebody is where they are, in a sentence; days in the reader's words, and no ids. */
export function becauseText(item: Pick<LeadModelItem, "because" | "owner">): string {
  const { kind, name, at, until, reason, missing, text } = item.because;
  const day = at ? ` on ${instantDay(at)}` : "";
  const team = teams[item.owner] ?? item.owner;
  const entry = name ? `“${routeText(name)}”` : "";
  const why = reason ? `: ${uncapital(reasonText(reason))}` : "";
  switch (kind) {
    case "route":
      return item.owner === "marketing" ? (name === "nurture" ? "No route holds." : `On the way ${entry}.`) : `Sent to ${team} by ${entry}${day}.`;
    case "fast-track":
      return `Asked by ${entry}${day}: sent to ${team}.`;
    case "persona":
      return `${titled(name ?? "")}: sent to ${team}${day}.`;
    case "upgrade":
      return `Became ${entry}${day}, with ${team}.`;
    case "rule":
      return `Not for sales${why || ` (${entry})`}.`;
    case "feedback":
      return item.owner === "marketing" ? `Sales said${day} that it does not fit${reason ? `: ${uncapital(reasonText(reason))}` : ""}.` : `Sales took it up by itself${day}.`;
    case "won":
      return `Won${day}.`;
    case "lost":
      return `Lost${day}${why}.${until ? ` Not again before ${dayText(until)}.` : ""}`;
    case "gate":
      return name === "needs-info" ? `Hot enough, but not known: ${listed((missing ?? []).map(fieldText))}.` : name === "inactive" ? "Hot enough, but did nothing lately." : "Hot enough, but only strangers told about them.";
    case "cool-down":
      return `Came back from sales${day}${until ? `; not again before ${dayText(until)}` : ""}.`;
    case "no-new-crossing":
      return `Came back from sales${day}, and has not been below ${entry} since.`;
    case "assessing":
      return `Would go by ${entry}; this model only assesses.`;
    case "next-visit":
      return `Goes to sales by ${entry} within the night.`;
    default:
      return text;
  }
}

/** How the promise stands: nobody answered yet, or too late. Nothing where it was kept, or where there is time. */
function answerOf(item: Decided, now: number): string {
  const again = callAgain(item, now);
  if (again)
    return again.tone === "over" ? `A call was promised for ${again.day}, and none was reported.` : `Wants to be called again by ${again.day}.`;
  if (!item.respondBy || Date.parse(item.respondBy) >= now || (item.respondedAt && Date.parse(item.respondedAt) <= Date.parse(item.respondBy)))
    return "";
  return item.respondedAt ? `Answered on ${instantDay(item.respondedAt)}, after the agreed time.` : "Nobody has answered yet.";
}
