import type { BetterRouteItem, ExplanationAnswer } from "../../../api/schema";
import { spoken } from "../doc/scope";

/** Where a lead goes, in words: "Goes to sales: hot." */
export function routeWords(answer: ExplanationAnswer, teamOf: (route: string) => string | undefined): string {
  switch (answer.route) {
    case "needs-info":
      return `Hot enough, but not known: ${answer.missing.map(field => spoken(field).toLocaleLowerCase()).join(", ")}.`;
    case "needs-proof":
      return "Hot enough, but nothing proves who it is.";
    case "inactive":
      return "Hot enough, but silent for too long.";
    case "nurture":
      return "Stays with marketing.";
    default:
      break;
  }

  const team = teamOf(answer.route);
  const route = spoken(answer.route);
  return team === "sales" ? `Goes to sales: ${route}.` : team === "inside-sales" ? `Goes to inside sales: ${route}.` : `Stays with marketing: ${route}.`;
}

/** What golden leads call what is decided. */
const decided: Readonly<Record<string, string>> = { qualified: "handed off at once", followup: "somebody is asked to follow up", disqualified: "excluded, never goes to sales", respond: "an answer is sent" };

export const decidedWords = (name: string): string => decided[name] ?? spoken(name).toLocaleLowerCase();

/** "Becomes B1 and goes to sales with ..." */
export function betterWords(route: BetterRouteItem): string {
  const steps = route.steps.map(step => step.text).join(" and ");
  const to = route.to === "inside-sales" ? "inside sales" : "sales";
  return `${route.grade ? `${route.grade}, ` : ""}score ${route.score}, to ${to} with: ${steps}.`;
}
