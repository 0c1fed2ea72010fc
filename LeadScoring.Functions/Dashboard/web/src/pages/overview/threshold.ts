import type { OverviewScores } from "../../api/schema";
import { num } from "../../words/time";

/** What would happen if a score alone sent people: from the bin of a threshold on. */
export interface Effect {
  /** The score at which it begins. */
  readonly score: number;
  readonly qualify: number;
  /** Whom the routes send now. */
  readonly now: number;
  /** How many a week reached it lately. */
  readonly week: number;
  /** How many of them may be missing, since their score of then is not known. */
  readonly unknown: number;
}

const sum = (values: readonly number[], from = 0): number => values.slice(from).reduce((total, value) => total + value, 0);

/** @param at The bin, from 0 to the last. */
export function effectAt(scores: OverviewScores, at: number): Effect {
  const weeks = scores.crossed.days / 7;
  return { score: at * scores.binWidth, qualify: sum(scores.leads, at), now: sum(scores.routed), week: weeks > 0 ? (scores.crossed.leads[at] ?? 0) / weeks : 0, unknown: scores.crossed.unknown };
}

/** "At 60: 9 would qualify, 6 fewer than the routes send now, about 1 a week." In two parts: what is strong, and the rest. */
export function effectSentence(effect: Effect): { strong: string; rest: string } {
  const more = effect.qualify - effect.now;
  const beside = more === 0 ? "as many as the routes send now" : `${num(Math.abs(more))} ${more < 0 ? "fewer" : "more"} than the routes send now`;
  const unknown = effect.unknown > 0 ? ` Of ${num(effect.unknown)} the score of four weeks ago is not known.` : "";
  return { strong: `At ${num(effect.score)}: ${num(effect.qualify)} would qualify,`, rest: ` ${beside}, ${weekText(effect.week)}.${unknown}` };
}

function weekText(week: number): string {
  if (week === 0)
    return "and nobody came newly to it in four weeks";
  const whole = Math.round(week);
  return whole < 1 ? "less than one a week" : `about ${num(whole)} a week`;
}

/** The bin of a score in the address; else the target, else 60. */
export function readThreshold(text: string | undefined, scores: OverviewScores, target: number | undefined): number {
  const last = scores.leads.length - 1;
  const asked = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  const score = Number.isFinite(asked) ? asked : (target ?? 60);
  return Math.max(0, Math.min(last, Math.round(score / scores.binWidth)));
}

/** Where a key moves the threshold; undefined where it is no key of a slider. */
export function moved(at: number, key: string, last: number): number | undefined {
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -last, End: last }[key];
  return by === undefined ? undefined : Math.max(0, Math.min(last, at + by));
}
