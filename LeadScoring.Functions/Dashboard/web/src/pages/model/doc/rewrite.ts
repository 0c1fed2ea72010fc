import { isCollection, isMap, isScalar, stringify, type Pair, type YAMLMap } from "yaml";

import { nodesOf, ruleNode, textOf, type Value } from "./parse";

/** Where in a rule: `["points"]`, `["bands", "steps", 0, "points"]`. */
export type Path = readonly (string | number)[];

/** A piece of the text to be put in the place of another. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

// After which keys a new one is written, so that rules read alike.
const order = ["rule", "title", "category", "owner", "signal", "note", "on", "where", "while", "when", "tiers", "silence", "state", "together", "bands", "within", "points", "count", "perDay", "newest", "decay"];

/**
 * Writes a value into a rule and leaves all else as it is: comments, blank lines, the order of keys, quotes of other values.
 * @param value undefined takes the key away.
 * @returns The edit; undefined where there is nothing to change, or no such place.
 */
export function editRule(text: string, rule: string, path: Path, value: Value | undefined): Edit | undefined {
  const document = nodesOf(text);
  const node = document && ruleNode(document, rule);
  if (!document || !node)
    return undefined;
  const key = path.at(-1);
  const parent = path.length > 1 ? node.getIn(path.slice(0, -1), true) : node;
  if (key === undefined || !isMap(parent))
    return undefined;
  const pair = parent.items.find(item => textOf(item.key) === String(key));
  if (value === undefined)
    return pair ? removal(text, parent, pair) : undefined;
  return pair ? replacement(text, parent, pair, value) : insertion(text, parent, String(key), value);
}

/** The text with an edit. */
export const applied = (text: string, edit: Edit | undefined): string => (edit ? text.slice(0, edit.from) + edit.insert + text.slice(edit.to) : text);

/** Writes a value at the top of a document, such as its id and title. */
export function editTop(text: string, key: string, value: string): string {
  const document = nodesOf(text);
  const map = document?.contents;
  if (!isMap(map))
    return `${key}: ${written(value, false)}\n${text}`;
  const pair = map.items.find(item => textOf(item.key) === key);
  return applied(text, pair ? replacement(text, map, pair, value) : insertion(text, map, key, value));
}

function replacement(text: string, parent: YAMLMap, pair: Pair, value: Value): Edit | undefined {
  const inFlow = parent.flow === true;
  const node = pair.value;
  const insert = written(value, inFlow);
  if (isScalar(node) && node.range && node.type !== "BLOCK_FOLDED" && node.type !== "BLOCK_LITERAL")
    return edit(text, node.range[0], node.range[1], node.range[0] === node.range[1] ? ` ${insert}` : insert);
  if (isCollection(node) && node.range && node.flow)
    return edit(text, node.range[0], node.range[1], insert);
  // A value of its own lines: they go, and the new one stands beside the key.
  const [from, to] = spanOf(text, pair);
  return edit(text, from, to, `: ${insert}`);
}

function edit(text: string, from: number, to: number, insert: string): Edit | undefined {
  return text.slice(from, to) === insert ? undefined : { from, to, insert };
}

// From behind the key to the end of the value, without the line break.
function spanOf(text: string, pair: Pair): [number, number] {
  const from = rangeOf(pair.key)[1];
  const value = pair.value === null ? undefined : rangeOf(pair.value);
  const to = value ? Math.max(from, value[1]) : text.indexOf(":", from) + 1;
  return [from, text[to - 1] === "\n" ? to - 1 : to];
}

function removal(text: string, parent: YAMLMap, pair: Pair): Edit | undefined {
  const from = rangeOf(pair.key)[0];
  const [, to] = spanOf(text, pair);
  if (parent.flow === true) {
    const after = /^\s*,\s*/u.exec(text.slice(to));
    if (after)
      return { from, to: to + after[0].length, insert: "" };
    const before = /,\s*$/u.exec(text.slice(0, from));
    return { from: from - (before?.[0].length ?? 0), to, insert: "" };
  }

  // A key that stands behind the dash of its item cannot take its line along.
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  if (text.slice(begin, from).trim() !== "")
    return undefined;
  const end = text.indexOf("\n", to);
  return { from: begin, to: end < 0 ? text.length : end + 1, insert: "" };
}

function insertion(text: string, parent: YAMLMap, key: string, value: Value): Edit | undefined {
  const inFlow = parent.flow === true;
  const rank = order.indexOf(key);
  const known = parent.items.map(item => ({ item, rank: order.indexOf(textOf(item.key) ?? "") }));
  const before = known.filter(entry => rank < 0 || entry.rank <= rank).at(-1)?.item ?? parent.items.at(-1);
  if (!before)
    return parent.range && inFlow ? { from: parent.range[0] + 1, to: parent.range[0] + 1, insert: ` ${key}: ${written(value, true)} ` } : undefined;
  const [, to] = spanOf(text, before);
  if (inFlow)
    return { from: to, to, insert: `, ${key}: ${written(value, true)}` };
  const from = rangeOf(before.key)[0];
  const column = from - (text.lastIndexOf("\n", from - 1) + 1);
  // Behind a comment that stands on the same line.
  const end = text.indexOf("\n", to);
  const at = end < 0 ? text.length : end;
  return { from: at, to: at, insert: `\n${" ".repeat(column)}${key}: ${written(value, false)}` };
}

const rangeOf = (node: unknown): [number, number] => {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
};

/** A value as it is written on one line: plain where it may be, quoted where it must be. */
export function written(value: Value, inFlow: boolean): string {
  if (typeof value !== "string")
    return Array.isArray(value) ? `[${value.map(item => written(item as Value, true)).join(", ")}]` : `{ ${Object.entries(value).map(([key, item]) => `${key}: ${written(item as Value, true)}`).join(", ")} }`;
  const text = value.replaceAll(/\s*\n\s*/gu, " ");
  // As a list of one, so that commas and brackets are quoted where they stand between brackets.
  const plain = inFlow ? stringify([text], { schema: "failsafe", lineWidth: 0, collectionStyle: "flow" }).trim().slice(1, -1).trim() : stringify(text, { schema: "failsafe", lineWidth: 0 }).trim();
  return plain === "" ? '""' : plain;
}
