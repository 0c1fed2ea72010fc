import type { OverviewAnswer, OverviewLeads, OverviewTonight, OverviewWeek } from "../../api/schema";
import { inWords } from "../../words/names";
import { count, num, people, span } from "../../words/time";

const handOffs = (week: OverviewWeek): number => week.sales + week.insideSales;

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The week that the title speaks of: this one, or the last while this one has just begun and nobody went yet. */
function toldWeek(weeks: readonly OverviewWeek[]): { at: number; text: string } {
  const current = weeks.at(-1);
  const begun = current !== undefined && handOffs(current) === 0 && daysOf(current) <= 2 && weeks.length > 1;
  return begun ? { at: weeks.length - 2, text: "last week" } : { at: weeks.length - 1, text: "this week" };
}

/** How many days there are from one to the other, both included. */
export const daysOf = (days: { readonly from: string; readonly to: string }): number => Math.round((Date.parse(days.to) - Date.parse(days.from)) / 86_400_000) + 1;

/** The title is the answer: how many went to sales in the newest week. */
export function titleOf(overview: OverviewAnswer): string {
  const { at, text } = toldWeek(overview.weeks);
  const week = overview.weeks[at];
  return `${people(week ? handOffs(week) : 0)} went to sales ${text}`;
}

/** How that stands beside the other weeks, and who waits too long. */
export function subtitleOf(overview: OverviewAnswer): string {
  return [besideBest(overview.weeks), waiting(overview.overdue.leads)].filter(Boolean).join(" ");
}

function besideBest(weeks: readonly OverviewWeek[]): string {
  const { at } = toldWeek(weeks);
  const told = weeks[at];
  const best = Math.max(0, ...weeks.filter((_, index) => index !== at).map(handOffs));
  if (!told || weeks.length < 3 || best === 0)
    return "";
  const less = best - handOffs(told);
  const all = `of these ${inWords(weeks.length)} weeks`;
  if (less < 0)
    return `More than in any other ${all}.`;
  return less === 0 ? `As many as in the best ${all}.` : `${capital(inWords(less))} fewer than in the best ${all}.`;
}

function waiting(overdue: number): string {
  if (overdue === 0)
    return "Nobody waits longer than agreed.";
  return `${capital(inWords(overdue))} ${overdue === 1 ? "waits" : "wait"} longer than agreed.`;
}

/** Below the number of those past the agreed time: how long the one that waits longest does. */
export const longest = (oldest: string | undefined, now: number): string => (oldest ? `past the agreed time, longest ${span(now - Date.parse(oldest))}` : "past the agreed time");

/** How many of the leads have no score, and why that may be. */
export function unscored({ total, scored, unreadable }: OverviewLeads): string {
  const texts = [
    total > scored ? `${count(total - scored, "lead has", "leads have")} no score: they were won, or the model is not for them.` : "",
    unreadable > 0 ? `${count(unreadable, "lead", "leads")} could not be read; Health says more.` : "",
  ];
  return texts.filter(Boolean).join(" ");
}

/** What is under the hand-offs per week: "47 in 13 weeks". */
export const inWeeks = (weeks: readonly OverviewWeek[]): string => `${num(weeks.reduce((sum, week) => sum + handOffs(week), 0))} in ${count(weeks.length, "week", "weeks")}`;

/** The chart of the weeks in a sentence. */
export function weeksSentence(weeks: readonly OverviewWeek[]): string {
  const all = weeks.map(handOffs);
  if (all.every(n => n === 0))
    return "No hand-offs in this period.";
  return `Hand-offs per week: ${num(Math.min(...all))} to ${num(Math.max(...all))}, ${num(all.at(-1) ?? 0)} this week.`;
}

/** What decay does tonight to the queues of sales. */
export function tonightSentence(tonight: OverviewTonight): string {
  if (tonight.leaving === 0)
    return "Nobody leaves a sales queue tonight.";
  return `${people(tonight.leaving)} ${tonight.leaving === 1 ? "leaves" : "leave"} a sales queue tonight, if nothing more happens.`;
}

// So many of those who change the app lists.
const mostListed = 20;

/** How many change in all: a grade, a route, or who has them. They are counted one by one, so that a list that is full says only how many there are at least. */
export function tonightAll({ grade, route, leaving, leads }: OverviewTonight): string {
  return leads.length < mostListed ? num(leads.length) : `at least ${num(Math.max(grade, route, leaving, leads.length))}`;
}

/** How many change, beside the title: "4 of 276 change grade". */
export function tonightCount(overview: OverviewAnswer): string {
  const { grade, route } = overview.tonight;
  const of = num(overview.leads.scored);
  return overview.grades ? `${num(grade)} of ${of} ${grade === 1 ? "changes" : "change"} grade` : `${num(route)} of ${of} ${route === 1 ? "changes" : "change"} route`;
}
