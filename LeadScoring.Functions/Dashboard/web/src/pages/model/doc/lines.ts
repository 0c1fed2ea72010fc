/** A line of a comparison of two texts. */
export interface DiffLine {
  readonly kind: "same" | "ins" | "del";
  readonly text: string;
  /** Line in the text before and after, from 1; undefined where it is in one only. */
  readonly before?: number;
  readonly after?: number;
}

// Beyond, the middle is told as taken out and put in: nobody reads thousands of single changes.
const mostEdits = 1_500;

/** Compares two texts by lines, with the fewest changes (Myers 1986). */
export function diffLines(before: string, after: string): DiffLine[] {
  const left = before.split("\n");
  const right = after.split("\n");
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start])
    start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left[left.length - 1 - end] === right[right.length - 1 - end])
    end++;
  const lines: DiffLine[] = [];
  const same = (from: number, to: number, shift: number): void => {
    for (let at = from; at < to; at++)
      lines.push({ kind: "same", text: left[at]!, before: at + 1, after: at + 1 + shift });
  };
  same(0, start, 0);
  for (const line of middle(left.slice(start, left.length - end), right.slice(start, right.length - end)))
    lines.push({ ...line, ...(line.before === undefined ? {} : { before: line.before + start }), ...(line.after === undefined ? {} : { after: line.after + start }) });
  same(left.length - end, left.length, right.length - left.length);
  return lines;
}

function middle(left: readonly string[], right: readonly string[]): DiffLine[] {
  const trace = left.length === 0 || right.length === 0 ? undefined : walk(left, right);
  if (!trace)
    return [...left.map((text, at): DiffLine => ({ kind: "del", text, before: at + 1 })), ...right.map((text, at): DiffLine => ({ kind: "ins", text, after: at + 1 }))];
  const lines: DiffLine[] = [];
  let [x, y] = [left.length, right.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = reach.get(fromK) ?? 0;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ kind: "same", text: left[x - 1]!, before: x, after: y });
      x--;
      y--;
    }

    if (d > 0) {
      lines.push(down ? { kind: "ins", text: right[fromY]!, after: fromY + 1 } : { kind: "del", text: left[fromX]!, before: fromX + 1 });
      [x, y] = [fromX, fromY];
    }
  }

  return lines.reverse();
}

// The furthest point on each diagonal before each number of edits; undefined where there are too many.
function walk(left: readonly string[], right: readonly string[]): Map<number, number>[] | undefined {
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let d = 0; d <= Math.min(left.length + right.length, mostEdits); d++) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1)) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < left.length && x - k < right.length && left[x] === right[x - k])
        x++;
      reach.set(k, x);
      if (x >= left.length && x - k >= right.length)
        return trace;
    }
  }

  return undefined;
}

/** Parts of a comparison worth reading: what differs, with some lines around. */
export function hunksOf(lines: readonly DiffLine[], around = 3): (DiffLine | { readonly kind: "gap"; readonly lines: number })[] {
  const near = new Set<number>();
  lines.forEach((line, at) => {
    if (line.kind !== "same") {
      for (let index = at - around; index <= at + around; index++)
        near.add(index);
    }
  });
  const shown: (DiffLine | { kind: "gap"; lines: number })[] = [];
  let left = 0;
  lines.forEach((line, at) => {
    if (near.has(at)) {
      if (left > 0)
        shown.push({ kind: "gap", lines: left });
      left = 0;
      shown.push(line);
    } else {
      left++;
    }
  });
  if (left > 0 && shown.length > 0)
    shown.push({ kind: "gap", lines: left });
  return shown;
}

/** Lines of the text after that are not in the text before, from 1. */
export const changedLines = (before: string, after: string): number[] => (before === after ? [] : diffLines(before, after).flatMap(line => (line.kind === "ins" ? [line.after!] : [])));
