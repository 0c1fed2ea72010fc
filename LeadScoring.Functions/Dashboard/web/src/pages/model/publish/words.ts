import type { ChangedItem, EstimateItem, PreviewAnswer } from "../../../api/schema";
import { num, pts } from "../../../words/time";

const small = ["nobody", "one person", "two people", "three people", "four people", "five people", "six people", "seven people", "eight people", "nine people", "ten people", "eleven people", "twelve people"];

/** People within a sentence: "three people", "37 people", "about 40 people (20 to 70)". */
export function peopleWords(estimate: EstimateItem): string {
  if (estimate.low !== estimate.high && estimate.number === 0)
    return `up to ${num(estimate.high)} people`;
  if (estimate.low !== estimate.high)
    return `about ${num(estimate.number)} people (${num(estimate.low)} to ${num(estimate.high)})`;
  return small[estimate.number] ?? `${num(estimate.number)} people`;
}

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Messages by which sales gets somebody. */
const handOffs = new Set(["lead.qualified", "lead.upgraded"]);

export const isHandedOff = (item: ChangedItem): boolean => item.decisions.some(type => handOffs.has(type));

/** "inside sales", "sales and inside sales"; "sales" where it is not known of all. */
export function teamsOf(answer: PreviewAnswer, teamOf: (route: string) => string | undefined): string {
  const sent = answer.changed.filter(isHandedOff);
  const teams = new Set(sent.map(item => teamOf(item.after?.route ?? "")));
  const known = sent.length >= answer.handOffs.atOnce.number && !teams.has(undefined);
  if (!known || teams.size === 0)
    return "sales";
  const names = [...teams].map(team => (team === "inside-sales" ? "inside sales" : "sales")).sort((left, right) => right.localeCompare(left));
  return [...new Set(names)].join(" and ");
}

/** What a publish does, in one sentence: "Publishing sends three people to inside sales at once." */
export function publishWords(answer: PreviewAnswer, teamOf: (route: string) => string | undefined, isLive: boolean): string {
  if (!isLive)
    return "Publishing scores everybody and sends nobody: the model only assesses.";
  const { atOnce } = answer.handOffs;
  if (atOnce.high === 0)
    return "Publishing sends nobody to sales at once.";
  // A sample in which nobody is sent says only how many it can be at most.
  if (atOnce.number === 0)
    return `Publishing probably sends nobody to sales at once; at most ${num(atOnce.high)} people.`;
  return `Publishing sends ${peopleWords(atOnce)} to ${teamsOf(answer, teamOf)} at once.`;
}

/** How many leads change their grade, or route where there are no grades. */
export function movedWords(answer: PreviewAnswer): string {
  const places = answer.grades.length > 0 ? answer.grades : answer.routes;
  const moved = places.reduce((sum, place) => sum + place.entered, 0);
  const what = answer.grades.length > 0 ? "grade" : "route";
  if (moved === 0)
    return `Nobody changes ${what}.`;
  return `${capital(moved === 1 ? "one lead changes" : `${numbers[moved] ?? num(moved)} leads change`)} ${what}.`;
}

/** "Hand-offs: about 3.9 a week from then on." with the weeks before it. */
export function weekWords(answer: PreviewAnswer): string {
  const { perWeek, capacity, weeksOfWork } = answer.handOffs;
  const rate = perWeek < 0.1 ? "hardly any" : `about ${pts(perWeek)}`;
  const busy = capacity !== undefined && weeksOfWork !== undefined && answer.handOffs.atOnce.number > 0 ? ` Those at once are work for ${weeksOfWork < 1 ? "less than a week" : weeksOfWork === 1 ? "one week" : `${pts(weeksOfWork)} weeks`} at ${num(capacity)} a week.` : "";
  const over = capacity !== undefined && perWeek > capacity ? ` That is more than the ${num(capacity)} that sales can take.` : "";
  return `From then on ${rate} a week would be handed off.${busy}${over}`;
}

/** Messages as people say what happens. */
const said: Readonly<Record<string, string>> = {
  "lead.qualified": "handed off",
  "lead.upgraded": "moved up",
  "lead.recycled": "given back to marketing",
  "lead.disqualified": "excluded",
  "lead.routed": "on another nurture track",
  "lead.followup": "to be followed up",
  "lead.respond": "answered",
  "lead.inquired": "asked to be called",
  "lead.signal": "a buying signal",
};

export const decisionWords = (type: string): string => said[type] ?? type.replace(/^lead\./u, "").replaceAll(".", " ");
