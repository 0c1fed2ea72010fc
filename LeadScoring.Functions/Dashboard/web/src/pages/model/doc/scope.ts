import { daysOf, listOf, mapOf, mapsOf, numberOf, stringOf, type Fields, type ModelDoc, type RulePart } from "./parse";

/** A category, and what bounds it. */
export interface CategoryScope {
  readonly name: string;
  readonly dimension?: string;
  readonly weight?: number;
  /** In points; undefined for no bound. */
  readonly most?: number;
  readonly least?: number;
  readonly decay?: Fields;
  readonly rules: readonly RulePart[];
}

/** What a model says besides its rules, for cards and words. */
export interface ModelScope {
  readonly id: string;
  readonly title: string;
  readonly isLive: boolean;
  readonly addsUp: boolean;
  readonly scale: number;
  readonly categories: readonly CategoryScope[];
  /** Which colour a dimension has: its part in the grade says it. */
  readonly toneOf: (dimension: string | undefined) => "fit" | "eng" | "need" | "";
  /** Who gets the leads of a route, fast track or persona. */
  readonly teamOf: (route: string) => string | undefined;
  readonly titleOf: (rule: string) => string;
}

/** Names of things of a document: "company-size" is read as "Company size". */
export function spoken(name: string): string {
  const words = name.replaceAll(/[-_.]+/gu, " ").replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, left: string, right: string) => `${left} ${right.toLocaleLowerCase()}`).trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

export function scopeOf(doc: ModelDoc): ModelScope {
  const { data } = doc;
  const addsUp = stringOf(data["scoring"]) === "points";
  const scale = numberOf(data["scale"]) ?? 10;
  const grades = mapOf(data["grades"]);
  const letter = stringOf(grades?.["letter"]);
  const number = stringOf(grades?.["number"]);
  const routes = [...mapsOf(data["routes"]), ...mapsOf(data["fastTrack"]), ...mapsOf(data["personas"])];
  const teams = new Map(routes.flatMap(route => (stringOf(route["id"]) && stringOf(route["to"]) ? [[stringOf(route["id"])!, stringOf(route["to"])!] as const] : [])));
  const titles = new Map(doc.rules.map(rule => [rule.id, titleOfRule(rule.data)]));
  return {
    id: stringOf(data["model"]) ?? "",
    title: stringOf(data["title"]) ?? "",
    isLive: stringOf(data["mode"]) !== "assess",
    addsUp,
    scale,
    categories: addsUp ? pointCategories(doc) : gradeCategories(doc, scale),
    toneOf: dimension => (dimension === undefined ? "" : dimension === letter ? "fit" : dimension === number ? "eng" : "need"),
    teamOf: route => teams.get(route) ?? (route === "target" && addsUp ? "sales" : undefined),
    titleOf: rule => titles.get(rule) ?? spoken(rule),
  };
}

export const titleOfRule = (data: Fields): string => stringOf(data["title"]) || spoken(stringOf(data["rule"]) ?? "") || "A rule without a name";

function gradeCategories(doc: ModelDoc, scale: number): CategoryScope[] {
  const known = Object.entries(mapOf(doc.data["dimensions"]) ?? {}).flatMap(([dimension, value]) => {
    const parts = mapOf(value);
    const decay = decayMap(parts);
    return Object.entries(mapOf(parts?.["categories"]) ?? {}).map(([name, weight]): Omit<CategoryScope, "rules"> => ({ name, dimension, weight: numberOf(weight) ?? 1, most: scale, least: -scale, ...(decay ? { decay } : {}) }));
  });
  return withRules(doc, known);
}

function pointCategories(doc: ModelDoc): CategoryScope[] {
  const known = Object.entries(mapOf(doc.data["categories"]) ?? {}).map(([name, value]): Omit<CategoryScope, "rules"> => {
    const parts = mapOf(value);
    const most = numberOf(parts?.["atMost"]);
    const least = numberOf(parts?.["atLeast"]);
    const decay = decayMap(parts);
    return { name, ...(most === undefined ? {} : { most }), ...(least === undefined ? {} : { least }), ...(decay ? { decay } : {}) };
  });
  return withRules(doc, known);
}

const decayMap = (parts: Fields | undefined): Fields | undefined => mapOf(parts?.["decay"]);

// Categories that only rules name come last: an error says so at the rule.
function withRules(doc: ModelDoc, known: readonly Omit<CategoryScope, "rules">[]): CategoryScope[] {
  const byName = new Map<string, RulePart[]>(known.map(category => [category.name, []]));
  for (const rule of doc.rules) {
    const name = stringOf(rule.data["category"]) ?? "";
    const list = byName.get(name);
    if (list)
      list.push(rule);
    else
      byName.set(name, [rule]);
  }

  return [...byName].map(([name, rules]) => ({ ...(known.find(category => category.name === name) ?? { name }), rules }));
}

/** How the points of a rule fade: its own words, else those of what it belongs to, for points that may fade. */
export interface Fading {
  readonly kind: "halfLife" | "linear" | "expire" | "none";
  readonly days: number;
  /** Said by the rule itself. */
  readonly own: boolean;
}

export function fadingOf(rule: Fields, category: CategoryScope | undefined): Fading | undefined {
  const isEvent = rule["on"] !== undefined || rule["together"] !== undefined;
  const own = rule["decay"];
  if (own !== undefined)
    return fading(own, true) ?? { kind: "none", days: 0, own: true };
  const points = numberOf(rule["points"]) ?? Math.max(0, ...mapsOf(mapOf(rule["bands"])?.["steps"]).map(step => numberOf(step["points"]) ?? 0));
  return isEvent && rule["bands"] === undefined && points > 0 && category?.decay ? fading(category.decay, false) : undefined;
}

function fading(value: Fields[string], own: boolean): Fading | undefined {
  for (const kind of ["halfLife", "linear", "expire"] as const) {
    const days = daysOf(mapOf(value)?.[kind]);
    if (days !== undefined)
      return { kind, days, own };
  }

  return undefined;
}

/** The event types that a rule asks for. */
export const typesOf = (rule: Fields): readonly string[] => listOf(rule["on"] ?? mapOf(rule["silence"])?.["of"] ?? mapOf(rule["state"])?.["of"]);
