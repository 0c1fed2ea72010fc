/** The score of some days as steps: the last is where it is now. Lines are never smoothed, since a score changes on a day. */
export function Spark({ scores, width = 72, height = 22 }: { scores: readonly number[]; width?: number; height?: number }) {
  if (scores.length < 2)
    return null;
  const step = (width - 5) / (scores.length - 1);
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  const scale = Math.max(high - low, 10);
  const y = (score: number): number => height - 3 - ((score - low) / scale) * (height - 6);
  const path = scores.map((score, index) => (index === 0 ? `M1 ${y(score).toFixed(1)}` : `H${(1 + index * step).toFixed(1)}V${y(score).toFixed(1)}`)).join("");
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Score over ${scores.length} days: from ${scores[0]} to ${scores.at(-1)}`}>
      <path d={path} class="st-fit" stroke-width="1.6" />
      <circle cx={width - 4} cy={y(scores.at(-1)!)} r="2.4" class="f-fit" />
    </svg>
  );
}
