import { insertCompletionText, pickedCompletion, snippetCompletion, startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

import type { VocabularyAnswer } from "../../../api/schema";
import { contextAt, type Context } from "./context";
import { hintsAt, type KeyHint } from "./schema";

/** What the text and the log know, for completion. */
export interface Words {
  readonly vocabulary: VocabularyAnswer | undefined;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly categories: readonly string[];
  readonly dimensions: readonly string[];
}

/** One proposal, apart from the editor. */
export interface Proposal {
  readonly label: string;
  readonly detail?: string;
  readonly info?: string;
  readonly kind: "key" | "value";
  readonly shape?: KeyHint["shape"];
}

const usualTypes = ["page.viewed", "form.submitted", "asset.downloaded", "email.opened", "email.clicked", "email.unsubscribed", "webinar.registered", "webinar.attended", "event.attended", "meeting.booked", "chat.started", "call.logged", "trial.started", "product.used", "social.engaged"];

const derived = ["emailDomain", "emailKind", "country"];

/** What may be written at a place, by the language and by what the log carries. */
export function proposalsAt(text: string, context: Context, words: Words, offset: number): Proposal[] {
  const { path, at, keys } = context;
  const hints = hintsAt(path, keys);
  const list = path.at(-1) === "[]";
  const named = path.findLast(step => step !== "[]") ?? "";
  const proposals: Proposal[] = [];
  const values = (texts: readonly string[], detail?: string): void => texts.forEach(label => proposals.push({ label, kind: "value", ...(detail ? { detail } : {}) }));

  if (at === "key" && !(list && hints.keys.length === 0)) {
    hints.keys.forEach(key => proposals.push({ label: key.name, kind: "key", info: key.description, shape: key.shape }));
    if (hints.isOpen)
      fieldsAt(path, words, text, offset).forEach(field => proposals.push({ label: field.name, kind: "key", detail: field.detail, shape: "text" }));
    return unique(proposals.filter(proposal => !keys.includes(proposal.label)));
  }

  values(hints.values);
  if (hints.parts.has("type") || hints.parts.has("types") || hints.parts.has("typeList")) {
    (words.vocabulary?.types ?? []).forEach(type => proposals.push({ label: type.type, kind: "value", detail: `${type.events} in the log` }));
    values(usualTypes);
  }

  if (hints.parts.has("days"))
    values(named === "halfLife" ? ["7d", "14d", "21d", "28d", "30d", "60d", "90d"] : ["7d", "14d", "30d", "60d", "90d", "180d"]);
  if (hints.parts.has("responseTime"))
    values(["4h", "1d", "2d", "3d", "1w"]);
  if (path[0] === "rules" && named === "category")
    values(words.categories);
  if (["together", "minimalPath", "matched"].includes(named))
    words.rules.forEach(rule => proposals.push({ label: rule.id, kind: "value", detail: rule.title }));
  if (path[0] === "grades" && (named === "letter" || named === "number"))
    values(words.dimensions);
  values(valuesAt(path, words, text, offset));
  return unique(proposals);
}

const unique = (proposals: readonly Proposal[]): Proposal[] => proposals.filter((proposal, index) => proposals.findIndex(other => other.label === proposal.label) === index);

const onEvent = new Set(["where"]);
const onProfile = new Set(["when", "while", "profile"]);

const sideOf = (path: readonly string[]): "event" | "profile" | "route" | undefined => {
  if (path[0] === "routes")
    return "route";
  const step = path.findLast(name => onEvent.has(name) || onProfile.has(name));
  if (path[0] === "tests" && path.includes("events"))
    return "event";
  return step === undefined ? undefined : onEvent.has(step) ? "event" : "profile";
};

function fieldsAt(path: readonly string[], words: Words, text: string, offset: number): { name: string; detail: string }[] {
  const side = sideOf(path);
  if (side === "route") {
    const figures = ["score", "grade", "letter", "number", ...words.dimensions, ...words.categories.map(name => `category.${name}`), "lastActivityDays", "matched"];
    return figures.map(name => ({ name, detail: "of the score" }));
  }

  if (side === "event")
    return propertiesOf(words, text, offset).map(field => ({ name: field.name, detail: "of the event" }));
  return side === "profile" ? [...(words.vocabulary?.attributes ?? []).map(field => field.name), ...derived].map(name => ({ name, detail: "of the profile" })) : [];
}

function valuesAt(path: readonly string[], words: Words, text: string, offset: number): readonly string[] {
  const side = sideOf(path);
  const begin = path.findLastIndex(name => onEvent.has(name) || onProfile.has(name));
  const field = path.slice(begin + 1).find(name => name !== "[]" && name !== "all" && name !== "any" && name !== "not");
  if (side === "route")
    return field === "grade" ? [..."ABCD"].flatMap(letter => [..."1234"].map(number => letter + number)) : field === "letter" ? [..."ABCD"] : field === "number" ? [..."1234"] : [];
  if (side === undefined || field === undefined)
    return [];
  const fields = side === "event" ? propertiesOf(words, text, offset) : (words.vocabulary?.attributes ?? []);
  const known = fields.find(item => item.name === field)?.values ?? [];
  return field === "emailKind" ? ["business", "free", "role", "disposable", "none"] : known;
}

// Properties of the types that stand in `on` of the same item, or of all.
function propertiesOf(words: Words, text: string, offset: number): VocabularyAnswer["attributes"] {
  const types = words.vocabulary?.types ?? [];
  const asked = typesNear(text, offset);
  const chosen = types.filter(type => asked.some(name => (name.endsWith(".*") ? type.type.startsWith(name.slice(0, -1)) : type.type === name)));
  return [...new Map((chosen.length > 0 ? chosen : types).flatMap(type => type.properties).map(field => [field.name, field])).values()];
}

function typesNear(text: string, offset: number): string[] {
  const before = text.slice(0, offset).split("\n");
  for (let at = before.length - 1; at >= Math.max(0, before.length - 30); at--) {
    const found = /\b(?:on|of):\s*(\[[^\]]*\]|[a-z0-9.*-]+)/u.exec(before[at]!);
    if (found)
      return found[1]!.replaceAll(/[[\]]/gu, "").split(",").map(type => type.trim());
    if (/^\s*- /u.test(before[at]!) && at < before.length - 1)
      break;
  }

  return [];
}

const snippets: readonly { label: string; detail: string; text: string }[] = [
  { label: "rule: event", detail: "points for what somebody does", text: "rule: ${id}\n  title: ${Title}\n  category: ${category}\n  on: ${page.viewed}\n  where: { ${path}: { startsWith: ${/} } }\n  points: ${1}\n  perDay: 1" },
  { label: "rule: profile", detail: "points for who somebody is", text: "rule: ${id}\n  title: ${Title}\n  category: ${category}\n  when: { ${jobTitle}: { hasWord: [${director}] } }\n  points: ${1}" },
  { label: "rule: how often", detail: "points in steps", text: "rule: ${id}\n  title: ${Title}\n  category: ${category}\n  on: ${page.viewed}\n  bands: { of: days, within: 30d, steps: [ { atLeast: ${3}, points: ${1} } ] }" },
  { label: "rule: silence", detail: "points taken while nothing happens", text: "rule: ${id}\n  title: ${Title}\n  category: ${category}\n  silence: { of: ${page.viewed}, steps: [ { for: ${45d}, points: ${-1} } ] }" },
  { label: "rule: together", detail: "points where several rules hold", text: "rule: ${id}\n  title: ${Title}\n  category: ${category}\n  together: [${one}, ${another}]\n  within: 14d\n  points: ${2}" },
];

/** Completion for CodeMirror. */
export function completionSource(words: () => Words): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const text = state.doc.toString();
    const context = contextAt(text, pos);
    if (!context || (!explicit && context.word === "" && !isAfterBegin(text, pos)))
      return null;
    const options: Completion[] = proposalsAt(text, context, words(), pos).map(optionOf);
    if (context.at === "key" && context.path.join() === "rules,[]" && context.keys.length === 0)
      options.unshift(...snippets.map(snippet => snippetCompletion(snippet.text, { label: snippet.label, detail: snippet.detail, type: "keyword", boost: 50 })));
    return options.length === 0 ? null : { from: pos - context.word.length, options, validFor: /^[\w./*-]*$/u };
  };
}

// Directly behind ": ", "{ ", "[ ", ", " and "- " people are about to write what may stand there.
const isAfterBegin = (text: string, pos: number): boolean => /(: |[{[,] |- |\[)$/u.test(text.slice(Math.max(0, pos - 2), pos));

function optionOf(proposal: Proposal): Completion {
  return {
    label: proposal.label,
    type: proposal.kind === "key" ? "property" : "text",
    ...(proposal.detail ? { detail: proposal.detail } : {}),
    ...(proposal.info ? { info: proposal.info } : {}),
    apply: proposal.kind === "key" ? applyKey(proposal) : needsQuotes(proposal.label) ? `"${proposal.label.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"` : proposal.label,
  };
}

const needsQuotes = (value: string): boolean => /[,[\]{}#:&*!|>'"%@`]|^\s|\s$|^[-?]|^$/u.test(value);

// A key brings its colon, and asks at once for what may stand behind it.
function applyKey(proposal: Proposal) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const behind = view.state.sliceDoc(to, to + 1) === ":" ? "" : ": ";
    const brackets = behind === "" ? "" : proposal.shape === "list" ? "[]" : proposal.shape === "map" ? "{  }" : "";
    const insert = proposal.label + behind + brackets;
    const change = insertCompletionText(view.state, insert, from, to);
    const inside = brackets === "[]" ? 1 : brackets === "{  }" ? 2 : 0;
    view.dispatch({ ...change, selection: { anchor: from + insert.length - inside }, annotations: pickedCompletion.of(completion) });
    startCompletion(view);
  };
}
