import type { OverviewAnswer } from "../../api/schema";
import { share } from "../../words/percent";

/** A step on the way from the first touch to a deal, and the people who stand there now. */
export interface Step {
  readonly text: string;
  readonly leads: number;
  /** Beside the number: its part of the step before. */
  readonly note: string;
  /** Part of all, from 0 to 1. */
  readonly part: number;
  /** The filter of the list of leads that stand there. */
  readonly filter: Readonly<Record<string, string>>;
}

const behind = ["accepted", "sales-qualified", "opportunity", "customer", "lost"];

/** The steps in order; each note compares with the step before. */
export function stepsOf({ funnel, leads }: OverviewAnswer): Step[] {
  const all = funnel.known;
  const step = (text: string, count: number, note: string, filter: Record<string, string>): Step => ({ text, leads: count, note, part: all > 0 ? Math.min(1, count / all) : 0, filter });
  return [
    step("Known", funnel.known, "in this model", {}),
    step("Active", funnel.active, `${share(funnel.active, funnel.known)}, in ${leads.activeDays} days`, { since: `${leads.activeDays}d`, sort: "lastActivity" }),
    step("Handed over", funnel.handedOver, `${share(funnel.handedOver, funnel.active)} of the active`, { stage: ["qualified", ...behind].join(",") }),
    step("Accepted", funnel.accepted, `${share(funnel.accepted, funnel.handedOver)} of handed over`, { stage: behind.join(",") }),
    step("Sales-qualified", funnel.salesQualified, `${share(funnel.salesQualified, funnel.accepted)} of accepted`, { stage: "sales-qualified,opportunity,customer" }),
    step("Opportunity", funnel.opportunity, `${share(funnel.opportunity, funnel.salesQualified)} of qualified`, { stage: "opportunity,customer" }),
    step("Won", funnel.won, `${share(funnel.won, funnel.opportunity)} of opportunities`, { stage: "customer" }),
  ];
}
