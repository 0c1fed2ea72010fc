import type { ExplanationAnswer, LeadModelItem } from "../../api/schema";
import { titled, listed } from "../../words/names";
import { gates, routeText } from "../../words/standing";
import { dayText, pts, signed } from "../../words/time";

/** A line of "what changes, and when". */
export interface Change {
  readonly key: string;
  readonly when: string;
  readonly grade: string | undefined;
  readonly text: string;
  readonly more: string;
}

/** The team of a route by its id; undefined where it is not known. */
export type TeamOf = (route: string) => string | undefined;

/** What holds now and what changes if nothing more happens, day by day as far as it was asked. */
export function changesOf(item: LeadModelItem, answers: readonly ExplanationAnswer[], teamOf: TeamOf): Change[] {
  const [first] = answers;
  if (!first)
    return [];
  const changes: Change[] = [{ key: "now", when: "now", grade: first.grade, text: routeWords(first.route), more: "" }];
  for (const answer of answers) {
    const change = answer.untilChange;
    if (!answer.until || !change)
      continue;
    const isRoute = change.route.from !== change.route.to;
    const text = [
      isRoute ? routeWords(change.route.to) : "",
      change.grade && change.grade.from !== change.grade.to ? "by decay, if nothing more happens." : change.points.length > 0 ? "fewer points, if nothing more happens." : "if nothing more happens.",
      isRoute ? stays(item, change.route.to, teamOf) : "",
    ];
    const fell = change.points.slice(0, 3).map(rule => `${rule.title} (${plain(rule.from)} to ${plain(rule.to)})`);
    changes.push({ key: answer.until, when: dayText(answer.until), grade: change.grade?.to, text: sentences(text.filter(Boolean).join(" ")), more: fell.length > 0 ? `Score ${change.score.to}. Most by ${listed(fell)}.` : `Score ${change.score.to}.` });
  }

  if (changes.length === 1)
    changes.push({ key: "never", when: "later", grade: undefined, text: "Neither grade nor route changes by itself within 400 days.", more: "" });
  return changes;
}

// Without a plus, with a true minus.
const plain = (points: number): string => (points < 0 ? signed(points, pts) : pts(points));

const routeWords = (route: string): string => (gates[route] ? `${routeText(route)}.` : `${routeText(route)}:`);

// Who has them then. Points do not take back what sales accepted, nor at once what a margin keeps.
function stays(item: LeadModelItem, to: string, teamOf: TeamOf): string {
  if (item.owner === "marketing")
    return "";
  if (item.stage !== "qualified")
    return "Stays with sales.";
  const team = gates[to] ? "nurture" : teamOf(to);
  return team === undefined ? "" : team === "nurture" ? "May go back to marketing." : "Stays with sales.";
}

/** Categories of what somebody does that are at their limit: more of the same adds nothing. */
export const atLimit = (answer: ExplanationAnswer): string[] => answer.ledger.filter(line => line.rule === "clamp" && line.points < 0 && answer.ledger.some(other => other.category === line.category && other.matches > 0)).map(line => titled(line.category));

// What stands behind the end of a sentence begins one.
const sentences = (text: string): string => text.replace(/(?<=\. )\p{Ll}/gu, letter => letter.toLocaleUpperCase());
