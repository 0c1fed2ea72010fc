import type { LeadModelItem } from "../api/schema";
import type { Bounds } from "../state/models";

/** The grade of a lead: left half fit, right half engagement, the stronger the deeper. What it means is in its name, from the model's own bounds. */
export function Grade({ grade, size = "", bounds }: { grade: string; size?: "" | "mini" | "big"; bounds?: Bounds | undefined }) {
  const [letter = "", number = ""] = grade;
  const meaning = meaningOf(grade, bounds);
  return (
    <span class={`grade ${size}`} role="img" aria-label={`Grade ${grade}${meaning ? `: ${meaning}` : ""}`} title={meaning || undefined}>
      <span class={`g${letter}`}>{letter}</span>
      <span class={`g${number}`}>{number}</span>
    </span>
  );
}

/** "fit 75 or more, engagement 35 to 54". */
export function meaningOf(grade: string, bounds: Bounds | undefined): string {
  if (!bounds)
    return "";
  const [letter = "", number = ""] = grade;
  return [part(bounds.letterOf, bounds.letters, letter), part(bounds.numberOf, bounds.numbers, number)].filter(Boolean).join(", ");
}

function part(dimension: string, limits: Readonly<Record<string, number>>, name: string): string {
  const known = Object.entries(limits).sort((left, right) => right[1] - left[1]);
  const at = known.findIndex(([key]) => key === name);
  const least = known[at]?.[1];
  const above = at < 0 ? known.at(-1)?.[1] : known[at - 1]?.[1];
  if (least === undefined)
    return above === undefined ? "" : `${dimension} below ${above}`;
  return above === undefined ? `${dimension} ${least} or more` : `${dimension} ${least} to ${above - 1}`;
}

/** How far somebody is on the way to the target, where points add up; nothing where there are grades. */
export function Progress({ item }: { item: Pick<LeadModelItem, "progress" | "target"> }) {
  return item.progress === undefined ? null : <span class="small soft nw" title={`${item.progress} % of ${item.target} points`}>{`${item.progress}\u00a0%`}</span>;
}
