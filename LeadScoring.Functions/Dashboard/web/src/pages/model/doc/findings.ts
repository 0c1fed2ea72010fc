import type { FindingItem, RequestError } from "../../../api/schema";
import type { Edit } from "./rewrite";

/** Something wrong or doubtful in a text, at its place. */
export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly isError: boolean;
  readonly code: string;
  readonly detail: string;
  readonly fix: string;
}

export const findingOf = (item: FindingItem): Finding => ({ line: item.line, column: item.column, isError: item.severity === "error", code: item.code, detail: item.detail, fix: item.fix });

/** Errors of a text that was refused: their place is said in words. */
export function findingsOf(errors: readonly RequestError[]): Finding[] {
  return errors.flatMap(error => {
    const place = /line (\d+), column (\d+)/u.exec(error.pointer);
    return place ? [{ line: Number(place[1]), column: Number(place[2]), isError: true, code: error.code, detail: error.detail, fix: error.fix }] : [];
  });
}

/** What is meant on a line: the word at the column, or the line itself. Offsets in the line. */
export function placeOn(line: string, finding: Finding): readonly [number, number] {
  const named = quotedIn(finding.detail).find(word => indexOfWord(line, word, 0) >= 0);
  const at = Math.min(Math.max(0, finding.column - 1), line.length);
  if (named !== undefined) {
    const from = Math.max(indexOfWord(line, named, at), indexOfWord(line, named, 0));
    return [from, from + named.length];
  }

  const word = /^[^\s:,{}[\]]+/u.exec(line.slice(at))?.[0];
  if (word)
    return [at, at + word.length];
  const start = line.length - line.trimStart().length;
  return [start, Math.max(start, line.trimEnd().length)];
}

/** A fix that can be made with one key: what is written, in which place of the line. */
export interface Fix {
  /** "Write newest". */
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What the fix says to write, where it says exactly one thing and the place of it is certain. */
export function fixOf(line: string, finding: Finding): Fix | undefined {
  const said = /^Write '([^']+)'(?: for '([^']+)')?(?:\.|;| if that is meant| \(|$)/u.exec(finding.fix);
  const insert = said?.[1];
  if (!said || !insert || insert.includes("...") || insert.includes("{") || insert.includes("["))
    return undefined;
  const pair = /^([\w-]+): (.+)$/u.exec(insert);
  if (pair)
    return fixOfPair(line, pair[1]!, pair[2]!);
  const wrong = said[2] ?? quotedIn(finding.detail).filter(word => word !== insert && indexOfWord(line, word, 0) >= 0).at(0) ?? wordAt(line, finding.column - 1);
  const near = wrong === undefined ? -1 : indexOfWord(line, wrong, Math.max(0, finding.column - 1));
  const from = near >= 0 ? near : wrong === undefined ? -1 : indexOfWord(line, wrong, 0);
  return from < 0 || wrong === undefined ? undefined : { words: `Write ${insert}`, from, to: from + wrong.length, insert };
}

function fixOfPair(line: string, key: string, value: string): Fix | undefined {
  const found = new RegExp(`(^|[\\s{,])${key}:[ \\t]*`, "u").exec(line);
  if (!found)
    return undefined;
  const from = found.index + found[0].length;
  const old = /^("[^"]*"|'[^']*'|[^\s,{}[\]#]+)/u.exec(line.slice(from))?.[0];
  return old === undefined ? undefined : { words: `Write ${key}: ${value}`, from, to: from + old.length, insert: value };
}

const wordAt = (line: string, at: number): string | undefined => /^[^\s:,{}[\]'"]+/u.exec(line.slice(Math.max(0, at)))?.[0];

const quotedIn = (text: string): string[] => [...text.matchAll(/'([^']+)'/gu)].map(found => found[1]!);

// A word that stands by itself: not in the middle of a longer one.
function indexOfWord(line: string, word: string, from: number): number {
  for (let at = line.indexOf(word, from); at >= 0; at = line.indexOf(word, at + 1)) {
    if (!/[\w.-]/u.test(line[at - 1] ?? "") && !/[\w-]/u.test(line[at + word.length] ?? ""))
      return at;
  }

  return -1;
}

/** The fix as an edit of the whole text. */
export function editOf(text: string, finding: Finding): Edit | undefined {
  const lines = text.split("\n");
  const line = lines[finding.line - 1];
  const fix = line === undefined ? undefined : fixOf(line, finding);
  if (!fix)
    return undefined;
  const start = lines.slice(0, finding.line - 1).reduce((sum, item) => sum + item.length + 1, 0);
  return { from: start + fix.from, to: start + fix.to, insert: fix.insert };
}

/** "1 error", "2 warnings", for the head of the editor. */
export function countsOf(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(finding => finding.isError).length;
  return { errors, warnings: findings.length - errors };
}

/** What stops a publish, in words: "Fix the error on line 155 first." */
export function blocking(findings: readonly Finding[]): string | undefined {
  const errors = findings.filter(finding => finding.isError);
  const first = errors[0];
  if (!first)
    return undefined;
  return errors.length === 1 ? `Fix the error on line ${first.line} first.` : `Fix ${errors.length} errors first, beginning on line ${first.line}.`;
}
