/** Lines of an axis of counts: it begins at 0 and ends with what is most. */
export interface Axis {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** Three to five lines at round numbers; whole ones, since people are counted. */
export function axisOf(most: number): Axis {
  if (most <= 0)
    return { top: 1, ticks: [0, 1] };
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough) ?? 10 * power);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return { top: most, ticks };
}
