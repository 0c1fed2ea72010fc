import { isSame, type ModelDoc, type RulePart } from "./parse";
import { spoken } from "./scope";

/** What differs between two texts, by meaning: rules by their ids, all else by its key. */
export interface Changes {
  readonly added: readonly RulePart[];
  readonly removed: readonly RulePart[];
  readonly changed: readonly { readonly before: RulePart; readonly after: RulePart }[];
  /** Keys of the document besides its rules, in words. */
  readonly other: readonly string[];
  readonly count: number;
}

export function changesBetween(before: ModelDoc, after: ModelDoc): Changes {
  const were = new Map(before.rules.map(rule => [rule.id, rule]));
  const are = new Map(after.rules.map(rule => [rule.id, rule]));
  const added = after.rules.filter(rule => !were.has(rule.id));
  const removed = before.rules.filter(rule => !are.has(rule.id));
  const changed = after.rules.flatMap(rule => {
    const old = were.get(rule.id);
    return old && !isSame(old.data, rule.data) ? [{ before: old, after: rule }] : [];
  });
  const keys = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])].filter(key => key !== "rules");
  const other = keys.filter(key => !isSame(before.data[key], after.data[key])).map(key => names[key] ?? spoken(key));
  return { added, removed, changed, other, count: added.length + removed.length + changed.length + other.length };
}

const names: Readonly<Record<string, string>> = { tests: "Golden leads", fastTrack: "Fast track", disqualify: "Disqualification", requalify: "Coming back", respond: "Responses", ignore: "What is ignored", minimalPath: "The shortest way" };
