import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from "yaml";

/** A value of a document. Every scalar is text until it is compared, as the language says: `no` is a country. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = { readonly [key: string]: Value };

/** A rule with its place in the text. */
export interface RulePart {
  readonly id: string;
  /** In the order of the document, from 0. */
  readonly index: number;
  readonly data: Fields;
  /** Offsets in the text: from the first key to the end of the last value. */
  readonly from: number;
  readonly to: number;
  /** Lines from 1. */
  readonly line: number;
  readonly lastLine: number;
}

/** A model document as the pages need it. */
export interface ModelDoc {
  readonly text: string;
  readonly data: Fields;
  readonly rules: readonly RulePart[];
}

/** Why a text is not a document. */
export interface Unreadable {
  readonly line: number;
  readonly message: string;
}

const options = { schema: "failsafe", uniqueKeys: false, merge: false } as const;

/** Reads a text. What cannot be read says where. */
export function parseModel(text: string): ModelDoc | Unreadable {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const error = document.errors[0];
  if (error)
    return { line: lines.linePos(error.pos[0]).line, message: (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/u, "") };
  if (!isMap(document.contents))
    return { line: 1, message: "A model is a map of keys." };
  return { text, data: valueOf(document.contents) as Fields, rules: rulesOf(document, lines) };
}

export const isReadable = (parsed: ModelDoc | Unreadable): parsed is ModelDoc => "rules" in parsed;

/** The nodes of a text, for rewriting. */
export function nodesOf(text: string): Document | undefined {
  const document = parseDocument(text, options);
  return document.errors.length === 0 ? document : undefined;
}

/** The map of a rule among the nodes. */
export function ruleNode(document: Document, id: string): YAMLMap | undefined {
  const rules = isMap(document.contents) ? document.contents.get("rules", true) : undefined;
  const found = isSeq(rules) ? rules.items.find(item => isMap(item) && textOf(item.get("rule", true)) === id) : undefined;
  return isMap(found) ? found : undefined;
}

function rulesOf(document: Document, lines: LineCounter): RulePart[] {
  const list = (document.contents as YAMLMap).get("rules", true);
  if (!isSeq(list))
    return [];
  return list.items.flatMap((item, index) => {
    if (!isMap(item) || !item.range)
      return [];
    const [from, to] = item.range;
    const data = valueOf(item) as Fields;
    return [{ id: stringOf(data["rule"]) ?? "", index, data, from, to, line: lines.linePos(from).line, lastLine: lines.linePos(Math.max(from, to - 1)).line }];
  });
}

function valueOf(node: unknown): Value {
  if (isScalar(node))
    return node.value === null || node.value === undefined ? "" : String(node.value);
  if (isSeq(node))
    return node.items.map(valueOf);
  if (isMap(node))
    return Object.fromEntries(node.items.map(pair => [textOf(pair.key) ?? "", valueOf(pair.value)]));
  return "";
}

export const textOf = (node: unknown): string | undefined => (isScalar(node) ? String(node.value ?? "") : undefined);

/** A scalar as text; undefined for all else. */
export const stringOf = (value: Value | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** A map; undefined for all else. */
export const mapOf = (value: Value | undefined): Fields | undefined => (typeof value === "object" && !Array.isArray(value) ? (value as Fields) : undefined);

/** One value or several as a list of texts. */
export const listOf = (value: Value | undefined): readonly string[] => (value === undefined ? [] : Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : typeof value === "string" ? [value] : []);

/** The items of a list of maps. */
export const mapsOf = (value: Value | undefined): readonly Fields[] => (Array.isArray(value) ? (value as readonly Value[]).map(mapOf).filter(item => item !== undefined) : []);

/** A number; undefined for all else. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = stringOf(value)?.trim();
  return text && /^[+-]?\d+(\.\d+)?$/u.test(text) ? Number(text) : undefined;
}

/** A duration in days: `28d`, `2w`. */
export function daysOf(value: Value | undefined): number | undefined {
  const found = /^(\d+)([dw])$/u.exec(stringOf(value)?.trim() ?? "");
  return found ? Number(found[1]) * (found[2] === "w" ? 7 : 1) : undefined;
}

/** Whether two values say the same. The order of keys does not count, the order of lists does. */
export function isSame(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right)
    return true;
  if (left === undefined || right === undefined || typeof left !== typeof right || typeof left === "string" || typeof right === "string")
    return false;
  if (Array.isArray(left) || Array.isArray(right))
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item, index) => isSame(item as Value, right[index] as Value));
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every(key => isSame((left as Fields)[key], (right as Fields)[key]));
}
