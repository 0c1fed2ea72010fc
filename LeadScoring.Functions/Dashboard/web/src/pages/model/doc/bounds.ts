import type { Bounds } from "../../../state/models";
import { mapOf, numberOf, stringOf, type ModelDoc } from "./parse";

/** The bounds of the grades that a text says; undefined where points add up. */
export function boundsOfDoc(doc: ModelDoc): Bounds | undefined {
  const grades = mapOf(doc.data["grades"]);
  const letterOf = stringOf(grades?.["letter"]);
  const numberOfGrade = stringOf(grades?.["number"]);
  if (!letterOf || !numberOfGrade)
    return undefined;
  return { letterOf, numberOf: numberOfGrade, letters: limits(grades?.["letters"]), numbers: limits(grades?.["numbers"]) };
}

const limits = (value: Parameters<typeof mapOf>[0]): Record<string, number> => Object.fromEntries(Object.entries(mapOf(value) ?? {}).flatMap(([name, bound]) => (numberOf(bound) === undefined ? [] : [[name, numberOf(bound)!]])));
