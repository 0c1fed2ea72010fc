/** Lines of an axis of counts: it begins at 0 and ends with what is most. */
export interface Axis {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** Three to five lines at round numbers; whole ones, since people are counted. */
export function axisOf(most: number): Axis {
  if (most <= 0)
    return { top: 1, ticks: [0, 1] };
  // The largest round step of which two fit.
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, [5, 2, 1, 0.5].map(factor => factor * power).find(size => most / size >= 2) ?? 0.2 * power);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return { top: most, ticks };
}
