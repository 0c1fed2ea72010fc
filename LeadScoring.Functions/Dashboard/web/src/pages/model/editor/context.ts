/** Where the cursor is in a model, told from the text before it: a text that is being written is rarely a whole document. */
export interface Context {
  /** Keys from the top; "[]" for an item of a list. */
  readonly path: readonly string[];
  /** Whether a key or a value is written. */
  readonly at: "key" | "value";
  /** What is written of it so far. */
  readonly word: string;
  /** Keys that stand beside it already. */
  readonly keys: readonly string[];
}

interface Part {
  readonly column: number;
  readonly kind: "item" | "key";
  readonly name: string;
}

const farthest = 400;

/** The context at an offset; undefined inside comments and quoted texts. */
export function contextAt(text: string, offset: number): Context | undefined {
  const lines = text.slice(0, offset).split("\n");
  const begin = flowBegin(lines);
  const head = lines[begin]!;
  const block = lineOf(head);
  const flow = scanFlow([head.slice(block.rest), ...lines.slice(begin + 1)].join("\n"));
  if (!flow)
    return undefined;
  const above = blockPath(lines, begin, block);
  const own = block.parts.map(part => (part.kind === "item" ? "[]" : part.name));
  if (flow.frames.length > 0)
    return inFlow([...above, ...own], flow);
  const rest = lines.length - 1 === begin ? head.slice(block.rest) : undefined;
  if (rest === undefined)
    return undefined;
  const last = block.parts.at(-1);
  if (last?.kind === "key" && /^\s/u.test(rest))
    return { path: [...above, ...own], at: "value", word: rest.trimStart(), keys: [] };
  if (last?.kind === "key")
    return undefined;
  // A word that is not followed by a colon yet: a key of a map, or an item of a list of words.
  return { path: [...above, ...own], at: "key", word: rest.trimStart(), keys: siblings(text, lines, block) };
}

// The line on which the brackets that are open where the last line begins were opened; the last line where none are.
function flowBegin(lines: readonly string[]): number {
  const last = lines.length - 1;
  for (let at = last - 1; at >= Math.max(0, last - farthest); at--) {
    const line = lines[at]!;
    if (!/^\s*(- |[^\s#:{[\]}]+:(\s|$))/u.test(line))
      continue;
    const flow = scanFlow([line.slice(lineOf(line).rest), ...lines.slice(at + 1, last)].join("\n"));
    return flow && flow.frames.length > 0 ? at : last;
  }

  return last;
}

/** The dashes and the key at the begin of a line, and where its value begins. */
function lineOf(line: string): { parts: Part[]; rest: number; column: number } {
  const parts: Part[] = [];
  let at = line.length - line.trimStart().length;
  while (/^-(\s|$)/u.test(line.slice(at))) {
    parts.push({ column: at, kind: "item", name: "[]" });
    at++;
    at += line.slice(at).length - line.slice(at).trimStart().length;
  }

  const column = at;
  const key = /^("[^"]*"|'[^']*'|[^\s:,{}[\]"'#&*!|>][^:{}[\]#]*?)\s*:(?=\s|$)/u.exec(line.slice(at));
  if (key) {
    parts.push({ column: at, kind: "key", name: key[1]!.replace(/^["']|["']$/gu, "") });
    at += key[0].length;
  }

  return { parts, rest: at, column };
}

function blockPath(lines: readonly string[], from: number, block: { parts: readonly Part[]; column: number }): string[] {
  const path: string[] = [];
  let column = block.parts[0]?.column ?? block.column;
  let isItem = block.parts[0]?.kind === "item";
  for (let at = from - 1; at >= 0 && (column > 0 || isItem); at--) {
    const line = lines[at]!;
    if (/^\s*(#|$)/u.test(line))
      continue;
    for (const part of lineOf(line).parts.toReversed()) {
      // A list may stand as far left as the key that it belongs to.
      if (part.column < column || (isItem && part.kind === "key" && part.column === column)) {
        path.unshift(part.kind === "item" ? "[]" : part.name);
        column = part.column;
        isItem = part.kind === "item";
      }
    }
  }

  return path;
}

function siblings(text: string, before: readonly string[], block: { parts: readonly Part[]; column: number }): string[] {
  const column = block.column;
  const keys: string[] = [];
  const take = (line: string, from: number): boolean => {
    if (/^\s*(#|$)/u.test(line))
      return true;
    const parts = lineOf(line).parts;
    const indent = line.length - line.trimStart().length;
    const key = parts.find(part => part.kind === "key" && part.column === column);
    if (key)
      keys.push(key.name);
    // A dash further left begins the item: what stands above belongs to another.
    return !(indent < column) && !(parts[0]?.kind === "item" && parts[0].column < column && from >= 0);
  };
  if (!block.parts.some(part => part.kind === "item")) {
    for (let at = before.length - 2; at >= 0; at--) {
      if (!take(before[at]!, at))
        break;
    }
  }

  const after = text.split("\n").slice(before.length);
  for (const line of after) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== "" && (indent < column || (indent === column && /^\s*- /u.test(line) && column > 0 && line[column] === "-")))
      break;
    if (!take(line, -1))
      break;
  }

  return keys;
}

interface Frame {
  readonly isMap: boolean;
  readonly keys: string[];
  key: string | undefined;
}

interface Flow {
  readonly frames: readonly Frame[];
  readonly word: string;
}

// Walks through brackets; undefined where the end is within a comment or a quoted text.
function scanFlow(text: string): Flow | undefined {
  const frames: Frame[] = [];
  let word = "";
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    const top = frames.at(-1);
    if (c === "#" && (at === 0 || /\s/u.test(text[at - 1]!))) {
      const end = text.indexOf("\n", at);
      if (end < 0)
        return undefined;
      at = end;
    } else if ((c === '"' || c === "'") && word.trim() === "") {
      const end = text.indexOf(c, at + 1);
      if (end < 0)
        return undefined;
      word = text.slice(at + 1, end);
      at = end;
    } else if (c === "{" || (c === "[" && (word.trim() === "" || top))) {
      frames.push({ isMap: c === "{", keys: [], key: undefined });
      word = "";
    } else if ((c === "}" || c === "]") && top) {
      frames.pop();
      word = "";
    } else if (c === "," && top) {
      top.key = undefined;
      word = "";
    } else if (c === ":" && top?.isMap && /^(\s|$)/u.test(text.slice(at + 1)) && top.key === undefined) {
      top.key = word.trim();
      top.keys.push(top.key);
      word = "";
    } else {
      word += c;
    }
  }

  return { frames, word };
}

function inFlow(path: readonly string[], { frames, word }: Flow): Context {
  const steps = frames.flatMap((frame, index) => {
    const isLast = index === frames.length - 1;
    if (!frame.isMap)
      return ["[]"];
    return frame.key === undefined || (isLast && frame.key === undefined) ? [] : [frame.key];
  });
  const top = frames.at(-1)!;
  const whole = [...path, ...steps];
  // "key:" and no blank yet is still the key.
  return { path: whole, at: top.isMap && top.key === undefined ? "key" : "value", word: word.trimStart(), keys: top.keys };
}
