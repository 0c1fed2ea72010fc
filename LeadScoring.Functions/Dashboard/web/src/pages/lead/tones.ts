import type { Bounds } from "../../state/models";

/** The colour of a dimension, as classes: of shapes, of their pale remainders, of keys. */
export interface Tone {
  readonly fill: string;
  readonly pale: string;
  readonly key: string;
  readonly edge: string;
}

const fit: Tone = { fill: "f-fit", pale: "f-fit-soft", key: "k-fit", edge: "e-fit" };
const engagement: Tone = { fill: "f-eng", pale: "f-eng-soft", key: "k-eng", edge: "e-eng" };
const rest: readonly Tone[] = [
  { fill: "f-need", pale: "f-need-soft", key: "k-need", edge: "e-need" },
  { fill: "f-c7", pale: "f-pale", key: "k-c7", edge: "e-plain" },
  { fill: "f-c8", pale: "f-pale", key: "k-c8", edge: "e-plain" },
];

/** Of points that add up. */
export const sumTone: Tone = { fill: "f-sum", pale: "f-pale", key: "k-c5", edge: "e-plain" };

/** Indigo is who they are, teal what they do, ochre the project: by what a grade's letter and number stand for, else by name, else by order. */
export function toneOf(name: string, names: readonly string[], bounds: Bounds | undefined): Tone {
  const letter = bounds?.letterOf ?? (names.includes("fit") ? "fit" : names[0]);
  const number = bounds?.numberOf ?? (names.includes("engagement") ? "engagement" : names.find(other => other !== letter));
  if (name === letter)
    return fit;
  if (name === number)
    return engagement;
  const others = names.filter(other => other !== letter && other !== number);
  return rest[Math.max(0, others.indexOf(name)) % rest.length]!;
}
