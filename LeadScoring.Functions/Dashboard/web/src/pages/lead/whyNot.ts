import type { BetterRouteItem, ExplanationAnswer, LeadModelItem } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { fieldText, inWords, listed, ordinal } from "../../words/names";
import { becauseText, routeText, teams } from "../../words/standing";
import { instantDay, timeOfDay } from "../../words/time";

/** Why somebody is not further yet, and what would bring them there. */
export interface WhyNot {
  readonly title: string;
  readonly sentence: string;
  readonly ways: readonly Way[];
}

/** A way to sales. */
export interface Way {
  readonly key: string;
  readonly grade: string | undefined;
  /** "to inside sales by “SDR”". */
  readonly goal: string;
  /** What would have to happen, all of it together. */
  readonly steps: readonly string[];
  readonly gain: number;
}

/**
 * Says it by the first that applies: excluded, with sales, waiting, asleep, held back by a gate, below.
 * @param quietDays Days since the last activity; undefined where none is known.
 */
export function whyNot(item: LeadModelItem, answer: ExplanationAnswer | undefined, bounds: Bounds | undefined, quietDays: number | undefined): WhyNot | undefined {
  const toSales = "Why not with sales yet?";
  const ways = answer ? answer.whyNotYet.map(way => wayOf(way, answer)) : [];
  const { kind, reason } = item.because;
  switch (item.stage) {
    case "customer":
      return undefined;
    case "disqualified":
      return { title: "Why not with sales?", sentence: `${becauseText(item)} ${kind === "rule" ? "Never goes to sales while that holds." : "Only sales brings them back."}`, ways: [] };
    case "lost":
      return { title: "Why not with sales?", sentence: becauseText(item), ways: [] };
    case "qualified":
      return { title: "Why not an opportunity yet?", sentence: notReached(item), ways: [] };
    case "accepted":
      return { title: "Why not an opportunity yet?", sentence: item.tried && !item.respondedAt ? notReached(item) : "Sales accepted; nobody has reported a need yet.", ways: [] };
    case "sales-qualified":
      return { title: "Why not an opportunity yet?", sentence: "There is a need; no deal is open yet.", ways: [] };
    case "opportunity":
      return { title: "Why not a customer yet?", sentence: "A deal is open.", ways: [] };
  }

  if (kind === "cool-down" || kind === "no-new-crossing" || kind === "assessing" || kind === "next-visit")
    return { title: toSales, sentence: becauseText(item), ways: [] };
  if (item.scoreRoute === "inactive")
    return { title: toSales, sentence: `${quietDays === undefined ? "No activity for long." : `No activity for ${quietDays} days.`} The first visit wakes them.`, ways: [] };
  const missing = answer?.missing ?? item.because.missing ?? [];
  if (missing.length > 0)
    return { title: toSales, sentence: `Hot enough, but the ${listed(missing.map(field => fieldText(field).toLocaleLowerCase()))} ${missing.length === 1 ? "is" : "are"} unknown.`, ways };
  if (item.scoreRoute === "needs-proof")
    return { title: toSales, sentence: "Hot enough, but all that is known could come from a stranger. A form or a sign-in proves them.", ways };
  if (!answer)
    return undefined;
  const nearest = answer.whyNotYet[0];
  const sentence = nearest
    ? needs(answer, nearest, bounds)
    : reason ?? "No one or two steps would do: more than that is missing.";
  return { title: toSales, sentence, ways };
}

/** "Needs 10 more points of engagement to become B1." */
export function needs(answer: ExplanationAnswer, way: BetterRouteItem, bounds: Bounds | undefined): string {
  if (answer.target !== undefined) {
    const missing = Math.ceil(answer.target - answer.score.shown);
    return missing > 0 ? `Needs ${missing} more ${missing === 1 ? "point" : "points"} to reach ${answer.target}.` : `Reaches ${answer.target} points; “${routeText(way.route)}” asks for more.`;
  }

  if (way.grade === undefined || way.grade === answer.grade)
    return `“${routeText(way.route)}” asks for more than the grade ${answer.grade ?? ""}.`;
  const gaps = bounds ? gapsOf(answer, way.grade, bounds) : [];
  return gaps.length === 0 ? `Needs to become ${way.grade}; is ${answer.grade ?? "without a grade"} now.` : `Needs ${listed(gaps)} to become ${way.grade}.`;
}

function gapsOf(answer: ExplanationAnswer, grade: string, bounds: Bounds): string[] {
  const [letter = "", number = ""] = grade;
  const wanted: [string, number | undefined][] = [[bounds.letterOf, bounds.letters[letter]], [bounds.numberOf, bounds.numbers[number]]];
  return wanted
    .map(([dimension, least]) => ({ dimension, gap: least === undefined ? 0 : least - (answer.dimensions?.[dimension]?.shown ?? 0) }))
    .filter(({ gap }) => gap > 0)
    .map(({ dimension, gap }, index) => `${gap} ${index === 0 ? `more ${gap === 1 ? "point" : "points"} ` : ""}of ${dimension}`);
}

function wayOf(way: BetterRouteItem, answer: ExplanationAnswer): Way {
  return {
    key: way.route,
    grade: way.grade,
    goal: `to ${teams[way.to] ?? way.to} by “${routeText(way.route)}”`,
    steps: way.steps.map(step => (step.kind === "required" ? `the ${fieldText(Object.keys(step.profile ?? {})[0] ?? step.text).toLocaleLowerCase()} becomes known` : step.text)),
    gain: way.score - answer.score.shown,
  };
}

// What was tried, and what comes after the last try.
function notReached(item: LeadModelItem): string {
  const tried = item.tried ?? 0;
  const by = item.respondBy && !item.respondedAt ? ` To be answered by ${instantDay(item.respondBy)}, ${timeOfDay(item.respondBy)}.` : "";
  if (tried === 0)
    return `Nobody has called yet.${by}`;
  const left = (item.attempts ?? 0) - tried;
  const end = left > 0 ? ` After the ${ordinal(item.attempts ?? 0)} they go back to marketing.` : "";
  return `Nobody has spoken to them: ${inWords(tried)} ${tried === 1 ? "call" : "calls"}, not reached.${end}`;
}

