import type { ExplanationAnswer, LeadModelItem, LedgerItem } from "../../api/schema";
import { inWords, listed, titled } from "../../words/names";
import { dayText, daysBetween, dayOf } from "../../words/time";
import { whyOf, type Why } from "../../words/why";

const lately = 21;

/**
 * Why this person, in one sentence: what they did that gives most of the score, strongest first; then who they are, and how often they were not reached.
 * Without an explanation it is said by what the list knows.
 */
export function bandWhy(item: LeadModelItem, answer: ExplanationAnswer | undefined): Why {
  const known = whyOf(item);
  if (!answer || item.stage === "disqualified" || item.stage === "customer" || item.stage === "lost")
    return known;
  const did = strongestDone(answer);
  if (did.length === 0)
    return known;
  const asked = item.because.kind === "fast-track" || item.because.kind === "persona";
  const deeds = listed(did.map((line, index) => (index === 0 && asked ? doneText(line, answer.asOf) : uncapital(doneText(line, answer.asOf)))));
  const calls = item.stage === "qualified" && (item.tried ?? 0) > 0 ? ` Not reached ${times(item.tried ?? 0)}.` : "";
  const who = fitText(answer);
  if (asked)
    return { strong: known.strong, rest: ` ${deeds}.${who}${calls}` };
  const head = item.grade ? `${item.grade}: ` : "";
  return { strong: `${head}${head ? deeds : capital(deeds)}.`, rest: `${who}${calls}` };
}

// Two deeds: of the last weeks where there are any, by their share of the score. A line without matches is about who they are.
function strongestDone(answer: ExplanationAnswer): LedgerItem[] {
  const deeds = answer.ledger.filter(line => line.matches > 0 && line.points > 0 && line.newestDay !== null).sort((one, other) => Number(other.share) - Number(one.share));
  const fresh = deeds.filter(line => daysBetween(dayOf(line.newestDay!), dayOf(answer.asOf)) <= lately);
  return (fresh.length > 0 ? fresh : deeds).slice(0, 2);
}

function doneText(line: LedgerItem, today: string): string {
  const days = daysBetween(dayOf(line.newestDay!), dayOf(today));
  const when = days === 0 ? "today" : days === 1 ? "yesterday" : `on ${dayText(line.newestDay!)}`;
  return line.matches === 1 ? `${line.title} ${when}` : `${line.title} (${line.matches} times, last ${when})`;
}

// "Fits in all but contact": how well who they are matches, by the dimension that a grade's letter stands for.
function fitText(answer: ExplanationAnswer): string {
  const fit = answer.dimensions?.["fit"];
  if (!fit)
    return "";
  const weak = Object.entries(answer.categories).filter(([, category]) => category.dimension === "fit" && category.value <= 2).map(([name]) => titled(name).toLocaleLowerCase());
  if (fit.shown >= 75)
    return weak.length === 0 ? " Fits in everything." : ` Fits in all but ${listed(weak)}.`;
  return fit.shown >= 50 ? ` Fits by half${weak.length > 0 ? `: not by ${listed(weak, "or")}` : ""}.` : " Fits little.";
}

const times = (n: number): string => (n === 1 ? "once" : n === 2 ? "twice" : `${inWords(n)} times`);
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const uncapital = (text: string): string => (/^\p{Lu}\p{Ll}|^A\s/u.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);
