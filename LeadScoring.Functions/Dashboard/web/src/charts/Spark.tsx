/**
 * The score of some days as steps: the last is where it is now. Lines are never smoothed, since a score changes on a day.
 * @param scores Oldest first. Null where the score of a day is not known: the line is broken there, so that each day keeps its place.
 */
export function Spark({ scores = [], width = 72, height = 22 }: { scores?: readonly (number | null)[] | undefined; width?: number; height?: number }) {
  const known = scores.filter(score => score !== null);
  if (known.length < 2)
    return null;
  const step = (width - 5) / (scores.length - 1);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const scale = Math.max(high - low, 10);
  const y = (score: number): number => height - 3 - ((score - low) / scale) * (height - 6);
  const path = scores
    .map((score, index) => {
      if (score === null)
        return "";
      const x = (1 + index * step).toFixed(1);
      return (scores[index - 1] ?? null) === null ? `M${x} ${y(score).toFixed(1)}` : `H${x}V${y(score).toFixed(1)}`;
    })
    .join("");
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Score over ${scores.length} days: from ${known[0]} to ${known.at(-1)}`}>
      <path d={path} class="st-fit" stroke-width="1.6" />
      <circle cx={width - 4} cy={y(known.at(-1)!)} r="2.4" class="f-fit" />
    </svg>
  );
}
