import type { VocabularyField } from "../../../api/schema";
import { daysOf, listOf, mapOf, mapsOf, numberOf, stringOf, type Fields, type ModelDoc, type Value } from "../doc/parse";

type Facts = Record<string, string>;

/** An invented event and profile with which a rule holds. */
export interface Sample {
  readonly profile: Facts;
  /** The events of one day of activity; different ones where only different ones count. */
  eventsOf(index: number): readonly { readonly type: string; readonly properties: Facts }[];
}

/** Known values of fields, for conditions that no value can be made up for. */
export interface Known {
  readonly properties: (types: readonly string[]) => readonly VocabularyField[];
  readonly attributes: readonly VocabularyField[];
}

export const nothingKnown: Known = { properties: () => [], attributes: [] };

/**
 * Makes up what a rule asks for, so that its points can be drawn.
 * @param today Day from which "older than" counts, yyyy-mm-dd.
 * @returns undefined where nothing that was made up satisfies the rule.
 */
export function sampleOf(rule: Fields, doc: ModelDoc, known: Known, today: string): Sample | undefined {
  if (rule["together"] !== undefined) {
    const parts = listOf(rule["together"]).map(id => doc.rules.find(other => other.id === id)?.data).map(data => (data && data["together"] === undefined ? sampleOf(data, doc, known, today) : undefined));
    if (parts.length === 0 || parts.some(part => part === undefined))
      return undefined;
    return { profile: Object.assign({}, ...parts.map(part => part!.profile)) as Facts, eventsOf: index => parts.flatMap(part => part!.eventsOf(index)) };
  }

  const state = mapOf(rule["state"]);
  const types = state ? listOf(state["is"]) : listOf(rule["on"] ?? mapOf(rule["silence"])?.["of"]);
  const profileCondition = rule["while"] ?? rule["when"] ?? mapsOf(rule["tiers"])[0]?.["when"];
  const profile = satisfy(profileCondition, name => known.attributes.find(field => field.name === name)?.values ?? [], today);
  if (!profile)
    return undefined;
  if (types.length === 0)
    return { profile: withAddress(profile), eventsOf: () => [] };
  const type = types[0]!.replace(/\.\*$/u, ".viewed");
  const where = state ? state["where"] : rule["where"];
  const fields = known.properties(types);
  const properties = satisfy(where, name => fields.find(field => field.name === name)?.values ?? [], today);
  if (!properties)
    return undefined;
  const bands = mapOf(rule["bands"]);
  const summed = stringOf(mapOf(bands?.["of"])?.["sum"]);
  if (summed && bands) {
    const first = numberOf(mapsOf(bands["steps"])[0]?.["atLeast"]) ?? 1;
    properties[summed] = String(Math.max(Number(properties[summed] ?? 0) || 0, first));
  }

  const distinct = stringOf(mapOf(rule["count"])?.["distinct"]) ?? stringOf(mapOf(bands?.["of"])?.["distinct"]) ?? "";
  return { profile: withAddress(profile), eventsOf: index => [{ type, properties: distinct ? { ...properties, [distinct]: variant(properties[distinct], mapOf(where)?.[distinct], index) } : properties }] };
}

// Of the derived fields the address is what they are derived from.
function withAddress(profile: Facts): Facts {
  const { emailKind, emailDomain, ...rest } = profile;
  const domain = emailDomain ?? (emailKind === "free" ? "gmail.com" : emailKind === "disposable" ? "mailinator.com" : "sample.example");
  const name = emailKind === "role" ? "info" : "ann.sample";
  return emailKind === "none" ? rest : { email: `${name}@${domain}`, ...rest };
}

/** Values with which a condition holds; undefined where none was found. */
export function satisfy(condition: Value | undefined, valuesOf: (field: string) => readonly string[], today: string): Facts | undefined {
  const facts: Facts = {};
  for (const [field, test] of Object.entries(mapOf(condition) ?? {})) {
    if (field === "not")
      continue;
    if (field === "all" || field === "any") {
      const parts = mapsOf(test).map(part => satisfy(part, valuesOf, today));
      if (field === "any") {
        const one = parts.find(part => part !== undefined);
        if (!one)
          return undefined;
        Object.assign(facts, one);
      } else if (parts.every(part => part !== undefined)) {
        Object.assign(facts, ...parts);
      } else {
        return undefined;
      }

      continue;
    }

    const tests = mapOf(test) ?? { is: test };
    if (tests["exists"] === "false")
      continue;
    const value = [...Object.entries(tests).flatMap(([operator, operand]) => candidates(operator, operand, today)), ...valuesOf(field), "sample"].find(item => holds(item, tests, today));
    if (value === undefined)
      return undefined;
    facts[field.replace(/^properties\./u, "")] = value;
  }

  return facts;
}

function candidates(operator: string, operand: Value, today: string): string[] {
  const values = listOf(operand);
  const n = numberOf(operand);
  switch (operator) {
    case "is":
    case "contains":
    case "startsWith":
    case "endsWith":
    case "hasWord":
      return [...values];
    case "matches":
      return examplesOf(values[0] ?? "");
    case "atLeast":
    case "atMost":
      return values.slice();
    case "above":
      return n === undefined ? [] : [String(n + 1)];
    case "below":
      return n === undefined ? [] : [String(n - 1)];
    case "between":
      return values.slice(0, 1);
    case "before":
    case "after":
      return [shift(stringOf(operand) ?? today, operator === "before" ? -1 : 1)];
    case "olderThan":
      return [shift(today, -(daysOf(operand) ?? 0) - 1)];
    case "newerThan":
      return [today];
    default:
      return [];
  }
}

/** Whether a value passes all tests of a field, as far as they can be judged here. */
export function holds(value: string, tests: Fields, today: string): boolean {
  const folded = value.toLocaleLowerCase();
  return Object.entries(tests).every(([operator, operand]) => {
    const values = listOf(operand).map(item => item.toLocaleLowerCase());
    const n = Number(value);
    switch (operator) {
      case "is":
        return values.includes(folded);
      case "isNot":
        return !values.includes(folded);
      case "contains":
        return values.some(item => folded.includes(item));
      case "startsWith":
        return values.some(item => folded.startsWith(item));
      case "endsWith":
        return values.some(item => folded.endsWith(item));
      case "hasWord":
        return values.some(item => ` ${folded.replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${item.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `));
      case "matches":
        return expression(stringOf(operand))?.test(value) ?? false;
      case "atLeast":
        return n >= Number(values[0]);
      case "atMost":
        return n <= Number(values[0]);
      case "above":
        return n > Number(values[0]);
      case "below":
        return n < Number(values[0]);
      case "between":
        return n >= Number(values[0]) && n <= Number(values[1]);
      case "exists":
        return value !== "";
      case "before":
        return value < (stringOf(operand) ?? "");
      case "after":
        return value > (stringOf(operand) ?? "");
      case "olderThan":
        return value < shift(today, -(daysOf(operand) ?? 0));
      case "newerThan":
        return value >= shift(today, -(daysOf(operand) ?? 0));
      default:
        return true;
    }
  });
}

function expression(pattern: string | undefined): RegExp | undefined {
  try {
    return new RegExp(pattern ?? "", "iu");
  } catch {
    return undefined;
  }
}

/** Texts that a simple pattern matches: of groups the first choice, of classes a usual letter, of repetitions the fewest. */
export function examplesOf(pattern: string): string[] {
  const test = expression(pattern);
  if (!test)
    return [];
  let text = pattern;
  for (let at = 0; at < 20 && /\((?:\?:)?[^()]*\)/u.test(text); at++)
    text = text.replace(/\((?:\?:)?([^()]*)\)([?*])?/u, (_, inner: string, quantifier: string | undefined) => (quantifier ? "" : (inner.split("|").find(choice => choice !== "$" && choice !== "") ?? "")));
  text = (text.split("|")[0] ?? "")
    .replaceAll(/\[\^[^\]]*\]/gu, "x")
    .replaceAll(/\[([^\]]*)\](\{(\d+)[^}]*\}|[+*?])?/gu, (_, set: string, __: string | undefined, least: string | undefined) => (/0-9|\\d/u.test(set) ? "5" : /a-z|\\w/u.test(set) ? "a" : set.charAt(0)).repeat(Math.max(1, Number(least ?? 1))))
    .replaceAll(/\\d(\{(\d+)[^}]*\}|[+*?])?/gu, (_, __: string | undefined, least: string | undefined) => "5".repeat(Math.max(1, Number(least ?? 1))))
    .replaceAll(/\\w(\{(\d+)[^}]*\}|[+*?])?/gu, (_, __: string | undefined, least: string | undefined) => "a".repeat(Math.max(1, Number(least ?? 1))))
    .replaceAll(/\\[bB]/gu, "")
    .replaceAll(/\.[*?]/gu, "")
    .replaceAll(/\.\+/gu, "x")
    .replaceAll(/(?<!\\)[$^]/gu, "")
    .replaceAll(/(?<!\\)[+*?]/gu, "")
    .replaceAll(/(?<!\\)\./gu, "x")
    .replaceAll(/\\(.)/gu, "$1");
  return [text.replace(/\/$/u, ""), text, `${text}/x`, `/${text}`].filter(item => item !== "" && test.test(item));
}

// The same value again would not count: another that passes the same test.
function variant(value: string | undefined, test: Value | undefined, index: number): string {
  if (value === undefined || test === undefined)
    return `${value ?? "sample"}-${index + 1}`;
  const tests = mapOf(test) ?? { is: test };
  const closed = listOf(tests["is"]);
  if (closed.length > 0)
    return closed[index % closed.length]!;
  return [`${value}-${index + 1}`, `${value}/${index + 1}`, `${value}${index + 1}`].find(item => holds(item, tests, "")) ?? value;
}

/** A day some days later or earlier, yyyy-mm-dd. */
export function shift(day: string, days: number): string {
  const date = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(date.getTime()))
    return day;
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
