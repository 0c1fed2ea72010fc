/** The rows that are drawn, and the heights that stand for those before and behind. */
export interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly behind: number;
}

/** Rows beyond which only those in sight are drawn. */
export const virtualAbove = 200;

/**
 * Which of many rows of one height are drawn.
 * @param count Rows in all.
 * @param height Height of a row.
 * @param top How far the first row is above the upper edge of what is seen; negative where it is below.
 * @param seen Height of what is seen.
 * @param more Rows drawn beyond both edges, so that scrolling shows no gaps.
 */
export function drawn(count: number, height: number, top: number, seen: number, more = 12): Drawn {
  if (count <= virtualAbove || height <= 0)
    return { from: 0, to: count, before: 0, behind: 0 };
  // Even numbers, so that the rows change seldom while one scrolls.
  const first = Math.floor(Math.max(0, top) / height / 2) * 2;
  const from = Math.max(0, Math.min(count, first - more));
  const to = Math.min(count, first + Math.ceil(seen / height / 2) * 2 + more);
  return { from, to: Math.max(from, to), before: from * height, behind: (count - Math.max(from, to)) * height };
}
