import type { DecisionEntry } from "../../api/schema";
import { inWords, titled } from "../../words/names";
import { reasonText, routeText } from "../../words/standing";
import { instantDay, timeOfDay } from "../../words/time";

/** A decision in words: what is strong, and the rest. */
export interface Decided {
  readonly strong: string;
  readonly rest: string;
  readonly tone: "" | "over";
}

const team = (to: string | undefined): string => (to === "inside-sales" ? "inside sales" : "sales");
const quoted = (id: string | undefined): string => (id ? `“${routeText(id)}”` : "");
const due = (at: string | undefined): string => (at ? ` To be answered by ${instantDay(at)}, ${timeOfDay(at)}.` : "");

export function decisionWords(entry: DecisionEntry): Decided {
  const said = (strong: string, rest = "", tone: Decided["tone"] = ""): Decided => ({ strong, rest: rest.trim(), tone });
  switch (entry.type) {
    case "lead.qualified":
      return entry.cause === "fast-track" ? said(`Asked by ${quoted(entry.route)}: handed to ${team(entry.to)}.`, due(entry.respondBy)) : entry.cause === "persona" ? said(`${titled(entry.route ?? "")}: handed to ${team(entry.to)}.`, due(entry.respondBy)) : said(`Handed to ${team(entry.to)} by ${quoted(entry.route)}.`, due(entry.respondBy));
    case "lead.upgraded":
      return said(`Became ${quoted(entry.route)}${entry.from ? `, was ${quoted(entry.from)}` : ""}.`, due(entry.respondBy));
    case "lead.recycled":
      return said("Back with marketing:", "cooled down before sales accepted.");
    case "lead.abandoned":
      return said("Given up, back with marketing:", `not reached in ${inWords(entry.tried ?? entry.attempts ?? 0)} ${(entry.tried ?? 0) === 1 ? "attempt" : "attempts"}.`);
    case "lead.disqualified":
      return said("Not for sales:", `${entry.reason ? reasonText(entry.reason) : quoted(entry.rule)}.`);
    case "lead.restored":
      return said("No longer kept from sales.", entry.rule ? `${quoted(entry.rule)} holds no more.` : "");
    case "lead.overdue":
      if (entry.callAgainBy)
        return said("Not called again.", `A call was promised by ${instantDay(entry.callAgainBy)}, ${timeOfDay(entry.callAgainBy)}, and none was reported${entry.escalate ? `; ${titled(entry.escalate)} was told` : ""}.`, "over");
      return said("Past the agreed time.", `Nobody answered by ${entry.respondBy ? `${instantDay(entry.respondBy)}, ${timeOfDay(entry.respondBy)}` : "then"}${entry.escalate ? `; ${titled(entry.escalate)} was told` : ""}.`, "over");
    case "lead.inquired":
      return said("First inquiry.");
    case "lead.respond":
      return said("Automatic answer:", `“${titled(entry.response ?? "")}”.`);
    case "lead.signal":
      return said(`Again: ${quoted(entry.fastTrack ?? entry.persona)}.`, "Sales was told.");
    case "lead.followup":
      return said(`${titled(entry.by ?? "")} is to get in touch:`, `${quoted(entry.persona ?? entry.fastTrack)}${entry.dueBy ? `, by ${instantDay(entry.dueBy)}` : ""}.`);
    case "lead.followup.overdue":
      return said("Nobody got in touch", `by ${entry.dueBy ? instantDay(entry.dueBy) : "then"}: ${quoted(entry.persona ?? entry.fastTrack)}.`, "over");
    case "lead.routed":
      return said(`Now on the way ${quoted(entry.track)}.`, entry.from ? `Before: ${quoted(entry.from)}.` : "");
    case "lead.merged":
      return said("Became part of another lead.");
    default:
      return said(`${titled(entry.type.replace(/^lead\./u, ""))}.`);
  }
}

/** Why a machine seems to have made an event. */
export function suspicion(reasons: readonly string[]): string {
  return reasons.map(reason => reasonsOfDoubt[reason] ?? titled(reason)).join("; ");
}

const reasonsOfDoubt: Record<string, string> = {
  "machine": "the sender says that a machine did it",
  "agent": "a program opened it, no browser of a person",
  "many-links": "three or more links within two seconds",
  "at-delivery": "within seconds of the delivery",
  "every-link": "every link of the mail at once",
  "beside-clicks": "beside clicks of a mail scanner",
  "person": "left out by hand",
};
