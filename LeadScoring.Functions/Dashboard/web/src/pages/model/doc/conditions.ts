import { listOf, mapOf, mapsOf, stringOf, type Fields, type Value } from "./parse";
import { spoken } from "./scope";

const operators: Readonly<Record<string, (operand: string) => string>> = {
  is: operand => `is ${operand}`,
  isNot: operand => `is not ${operand}`,
  contains: operand => `contains ${operand}`,
  startsWith: operand => `begins with ${operand}`,
  endsWith: operand => `ends with ${operand}`,
  hasWord: operand => `has the word ${operand}`,
  matches: operand => `matches ${operand}`,
  atLeast: operand => `is ${operand} or more`,
  atMost: operand => `is ${operand} or less`,
  above: operand => `is above ${operand}`,
  below: operand => `is below ${operand}`,
  before: operand => `is before ${operand}`,
  after: operand => `is after ${operand}`,
  olderThan: operand => `is more than ${durationWords(operand)} ago`,
  newerThan: operand => `is at most ${durationWords(operand)} ago`,
};

/** A condition in words: "path begins with /pricing or /plans, and job title has the word vp". */
export function conditionWords(condition: Value | undefined): string {
  const fields = mapOf(condition);
  if (!fields)
    return "";
  return Object.entries(fields).map(([field, test]) => testWords(field, test)).filter(Boolean).join(", and ");
}

function testWords(field: string, test: Value): string {
  if (field === "all" || field === "any")
    return mapsOf(test).map(part => conditionWords(part)).map(text => (text.includes(", and ") ? `(${text})` : text)).join(field === "all" ? ", and " : ", or ");
  if (field === "not")
    return `not (${conditionWords(test)})`;
  const name = fieldWords(field);
  const tests = mapOf(test);
  if (!tests)
    return `${name} is ${orWords(listOf(test))}`;
  return Object.entries(tests).map(([operator, operand]) => `${name} ${operatorWords(operator, operand)}`).join(", and ");
}

function operatorWords(operator: string, operand: Value): string {
  if (operator === "exists")
    return operand === "false" ? "is not known" : "is known";
  const values = listOf(operand);
  if (operator === "between")
    return `is ${values[0] ?? "?"} to ${values[1] ?? "?"}`;
  return operators[operator]?.(orWords(values)) ?? `${operator} ${orWords(values)}`;
}

/** A field as people say it: "job title", "content (points)". */
export function fieldWords(field: string): string {
  const category = /^category\.(.+)$/u.exec(field)?.[1];
  if (category)
    return `points of ${category}`;
  const words = spoken(field.replace(/^(profile|properties)\./u, ""));
  return /^\p{Lu}{2}/u.test(words) ? words : words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

const shown = 6;

export function orWords(values: readonly string[]): string {
  const texts = values.slice(0, shown);
  const more = values.length - texts.length;
  if (more > 0)
    return `${texts.join(", ")} or ${more} more`;
  return texts.length < 2 ? (texts[0] ?? "nothing") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

/** "90 days", "a day", "4 hours". */
export function durationWords(text: string): string {
  const found = /^(\d+)([hdw])$/u.exec(text.trim());
  if (!found)
    return text;
  const units: Record<string, string> = { h: "hour", d: "day", w: "week" };
  const n = Number(found[1]);
  return n === 1 ? `1 ${units[found[2]!]}` : `${n} ${units[found[2]!]}s`;
}

/** Event types in words: "page viewed or asset downloaded". */
export const typeWords = (types: readonly string[]): string => orWords(types.map(type => (type.endsWith(".*") ? `anything of ${type.slice(0, -2)}` : fieldWords(type))));

/** What a rule waits for, in words for its facts. */
export function happensWords(rule: Fields, titleOf: (rule: string) => string): string {
  if (rule["together"] !== undefined)
    return `${listOf(rule["together"]).map(titleOf).join(" and ")}, together`;
  const silence = mapOf(rule["silence"]);
  if (silence)
    return `no ${typeWords(listOf(silence["of"]))} for a while`;
  const state = mapOf(rule["state"]);
  if (state)
    return `the newest of ${typeWords(listOf(state["of"]))} is ${typeWords(listOf(state["is"]))}`;
  const on = listOf(rule["on"]);
  if (on.length > 0)
    return typeWords(on);
  return stringOf(rule["when"]) ?? (rule["tiers"] !== undefined ? "the profile says so; the first step that holds counts" : "the profile says so");
}
