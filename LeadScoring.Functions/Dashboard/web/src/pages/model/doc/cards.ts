import { rulePts, signed } from "../../../words/time";
import { durationWords } from "./conditions";
import { daysOf, isSame, listOf, mapOf, mapsOf, numberOf, stringOf, type Fields, type RulePart } from "./parse";
import { fadingOf, titleOfRule, type CategoryScope, type Fading, type ModelScope } from "./scope";

/** A rule as people read it. */
export interface Card {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly points: string;
  /** Whether it gives or takes; 0 where it does both, or nothing. */
  readonly sign: 1 | -1 | 0;
  readonly isSignal: boolean;
  readonly chips: readonly string[];
}

/** How a card differs from the live version. */
export interface Was {
  readonly state: "same" | "new" | "changed";
  /** "was 14", "was +4". */
  readonly chips: readonly string[];
}

export function cardOf(rule: RulePart, category: CategoryScope | undefined, scope: Pick<ModelScope, "titleOf">): Card {
  const { data } = rule;
  const points = pointsOf(data);
  const low = Math.min(...points);
  const high = Math.max(...points);
  return {
    id: rule.id,
    title: titleOfRule(data),
    note: stringOf(data["note"]) ?? "",
    points: points.length === 0 ? "?" : pointsText(points),
    sign: points.length === 0 ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0,
    isSignal: stringOf(data["signal"]) === "true",
    chips: [...countingChips(data, scope), ...fadingChips(fadingOf(data, category))],
  };
}

/** All points that a rule can give, in the order of the document. */
export function pointsOf(rule: Fields): readonly number[] {
  const steps = rule["tiers"] ?? mapOf(rule["bands"])?.["steps"] ?? mapOf(rule["silence"])?.["steps"];
  const values = steps === undefined ? [numberOf(rule["points"])] : mapsOf(steps).map(step => numberOf(step["points"]));
  return values.filter((value): value is number => value !== undefined);
}

/** "+2.5", "−1 to −3", "−8 to +8". */
export function pointsText(points: readonly number[]): string {
  const low = Math.min(...points);
  const high = Math.max(...points);
  if (low === high)
    return signed(low);
  return high <= 0 ? `${signed(high)} to ${signed(low)}` : `${signed(low)} to ${signed(high)}`;
}

const times = ["", "once", "twice", "3 times", "4 times", "5 times", "6 times"];

function countingChips(rule: Fields, scope: Pick<ModelScope, "titleOf">): string[] {
  const chips: string[] = [];
  const bands = mapOf(rule["bands"]);
  const silence = mapOf(rule["silence"]);
  const tiers = mapsOf(rule["tiers"]);
  if (rule["together"] !== undefined)
    chips.push(listOf(rule["together"]).map(scope.titleOf).join(" + "));
  if (tiers.length > 0)
    chips.push(tiers.length === 1 ? "one step" : `${tiers.length} steps, the first that holds`);
  if (bands)
    chips.push(bandChip(bands));
  if (silence)
    chips.push(`after ${andWords(mapsOf(silence["steps"]).map(step => String(daysOf(step["for"]) ?? stringOf(step["for"]) ?? "?")))} days`);
  if (rule["state"] !== undefined)
    chips.push("while it lasts");
  const distinct = stringOf(mapOf(rule["count"])?.["distinct"]);
  if (distinct)
    chips.push(`each ${spokenField(distinct)} once`);
  if (rule["count"] === "once")
    chips.push("once");
  const perDay = numberOf(rule["perDay"]);
  if (perDay)
    chips.push(`${times[perDay] ?? `${perDay} times`} a day`);
  const newest = numberOf(rule["newest"]);
  if (newest)
    chips.push(newest === 1 ? "the newest" : `newest ${newest}`);
  const within = stringOf(rule["within"]);
  if (within)
    chips.push(`within ${durationWords(within)}`);
  return chips;
}

function bandChip(bands: Fields): string {
  const of = bands["of"];
  const bounds = andWords(mapsOf(bands["steps"]).map(step => stringOf(step["atLeast"]) ?? "?"));
  const distinct = stringOf(mapOf(of)?.["distinct"]);
  const most = stringOf(mapOf(of)?.["most"]);
  const sum = stringOf(mapOf(of)?.["sum"]);
  const what = of === "days" ? "days" : distinct ? `different ${spokenField(distinct)}` : most ? `with one ${spokenField(most)}` : sum ? spokenField(sum) : "times";
  const within = stringOf(bands["within"]);
  return `from ${bounds} ${what}${within ? ` in ${durationWords(within)}` : ""}`;
}

const spokenField = (field: string): string => field.replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, left: string, right: string) => `${left} ${right.toLocaleLowerCase()}`);

const andWords = (texts: readonly string[]): string => (texts.length < 2 ? (texts[0] ?? "?") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`);

// What fades with its category is said at the category.
const fadingChips = (fading: Fading | undefined): string[] => (fading?.own ? [fadingWords(fading)] : []);

/** "halves in 28 days", "gone after 90 days", "ends after 30 days", "does not fade". */
export function fadingWords(fading: Fading): string {
  const days = durationWords(`${fading.days}d`);
  switch (fading.kind) {
    case "halfLife":
      return `halves in ${days}`;
    case "linear":
      return `gone after ${days}`;
    case "expire":
      return `ends after ${days}`;
    default:
      return "does not fade";
  }
}

/** What a card says about the change of its rule since the live version. */
export function wasOf(before: RulePart | undefined, after: RulePart, scope: Pick<ModelScope, "titleOf">): Was {
  if (!before)
    return { state: "new", chips: ["new"] };
  if (isSame(before.data, after.data))
    return { state: "same", chips: [] };
  return { state: "changed", chips: chipsBetween(before.data, after.data, scope) };
}

const told = new Set(["points", "decay", "title", "note", "category", "perDay", "newest", "count", "within", "tiers", "bands", "silence"]);

function chipsBetween(before: Fields, after: Fields, scope: Pick<ModelScope, "titleOf">): string[] {
  const differs = (key: string): boolean => !isSame(before[key], after[key]);
  const chips: string[] = [];
  const [were, are] = [pointsOf(before), pointsOf(after)];
  if (were.join() !== are.join())
    chips.push(were.length > 0 && pointsText(were) !== (are.length > 0 ? pointsText(are) : "") ? `was ${were.length === 1 && were[0]! > 0 ? rulePts(were[0]!) : pointsText(were)}` : "other points");
  if (differs("decay"))
    chips.push(decayWas(fadingOf(before, undefined), fadingOf(after, undefined)));
  const counting = ["perDay", "newest", "count", "within"].filter(differs);
  if (counting.length > 0) {
    const old = countingChips(Object.fromEntries(counting.flatMap(key => (before[key] === undefined ? [] : [[key, before[key]]]))), scope);
    chips.push(`was ${old.join(", ") || "without limit"}`);
  }
  if (differs("title"))
    chips.push(`was “${titleOfRule(before)}”`);
  if (differs("category"))
    chips.push(`was in ${stringOf(before["category"]) ?? "none"}`);
  const onlySteps = ["tiers", "bands", "silence"].some(differs) && were.join() === are.join();
  const other = [...new Set([...Object.keys(before), ...Object.keys(after)])].some(key => !told.has(key) && differs(key));
  if (onlySteps || other)
    chips.push("asks for something else");
  if (chips.length === 0)
    chips.push("another note");
  return chips;
}

function decayWas(before: Fading | undefined, after: Fading | undefined): string {
  if (!before)
    return "was as its category";
  return before.kind === after?.kind ? `was ${before.days}` : `was: ${fadingWords(before)}`;
}
