import type { LeadModelItem } from "../api/schema";
import { capital, titled } from "./names";

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

/** Who has somebody, and how far it has come: "with sales, accepted". */
export function standing(item: Pick<LeadModelItem, "owner" | "stage">): string {
  const team = teams[item.owner] ?? item.owner;
  if (item.owner === "marketing")
    return item.stage === "nurture" ? "with marketing" : (stages[item.stage] ?? item.stage);
  return item.stage === "qualified" ? `with ${team}` : `with ${team}, ${stages[item.stage] ?? item.stage}`;
}

/** The same under a head that says what it is: "Sales, accepted". */
export function standingShort(item: Pick<LeadModelItem, "owner" | "stage">): string {
  return capital(standing(item).replace(/^with /u, ""));
}
