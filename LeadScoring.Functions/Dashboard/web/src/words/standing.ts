import type { LeadModelItem } from "../api/schema";
import { listed, titled, fieldText } from "./names";
import { dayText, instantDay } from "./time";

/** Teams as people say them. */
export const teams: Readonly<Record<string, string>> = { "sales": "sales", "inside-sales": "inside sales", "marketing": "marketing", "nurture": "marketing", "nobody": "nobody" };

/** Stages as people say them. */
export const stages: Readonly<Record<string, string>> = {
  "nurture": "not handed over",
  "qualified": "waits for a call",
  "accepted": "accepted",
  "sales-qualified": "sales-qualified",
  "opportunity": "opportunity",
  "customer": "customer",
  "lost": "lost",
  "disqualified": "not for sales",
};

/** Routes that are not of the model: what holds a score back. */
export const gates: Readonly<Record<string, string>> = {
  "needs-proof": "Needs proof",
  "needs-info": "Something must be known first",
  "inactive": "Went quiet",
  "nurture": "No route holds",
};

/** A route, fast track or persona by its id. */
export const routeText = (id: string): string => gates[id] ?? titled(id);

/** A reason that sales or a rule gives: "no-need" is "No need"; what people wrote stays as it is. */
export const reasonText = (reason: string): string => (/^[a-z]+([-_][a-z]+)*$/u.test(reason) ? titled(reason) : reason);

const uncapital = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);

/** Who has somebody, and how far it has come: "with sales, accepted". */
export function standing(item: Pick<LeadModelItem, "owner" | "stage">): string {
  const team = teams[item.owner] ?? item.owner;
  if (item.owner === "marketing")
    return item.stage === "nurture" ? "with marketing" : (stages[item.stage] ?? item.stage);
  return item.stage === "qualified" ? `with ${team}` : `with ${team}, ${stages[item.stage] ?? item.stage}`;
}

/** The same under a head that says what it is: "Sales, accepted". */
export function standingShort(item: Pick<LeadModelItem, "owner" | "stage">): string {
  const text = standing(item).replace(/^with /u, "");
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

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
