import type { OverviewGrade } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { share } from "../../words/percent";
import { num } from "../../words/time";

export const letters = ["A", "B", "C", "D"] as const;
export const numbers = ["1", "2", "3", "4"] as const;

/** How deep a cell is shaded, 0 to 5: by the square root of its share of the fullest, so that small cells still differ. */
export function levelOf(leads: number, most: number): number {
  return leads <= 0 || most <= 0 ? 0 : Math.min(5, Math.ceil(Math.sqrt(leads / most) * 5 - 1e-9));
}

/** Where a cell goes, as the name of its frame. */
export const frameOf = (to: string | undefined): string => (to === "sales" ? "sent" : to === "inside-sales" ? "sent sdr" : "");

/** What those hear besides who do not see the cell, behind its number and grade: "5 A1 leads, go to sales". */
export function cellRest(cell: OverviewGrade): string {
  const one = cell.leads === 1;
  const team = cell.to === "sales" ? "sales" : cell.to === "inside-sales" ? "inside sales" : undefined;
  return `${one ? "lead" : "leads"}${team ? `, ${one ? "goes" : "go"} to ${team}` : ""}`;
}

/** The cell that says most: the fullest of those that fit well and do little, else the fullest of all; undefined where nobody has a grade. */
export function tellingCell(cells: readonly OverviewGrade[]): OverviewGrade | undefined {
  const fullest = (some: readonly OverviewGrade[]): OverviewGrade | undefined => some.filter(cell => cell.leads > 0).reduce<OverviewGrade | undefined>((best, cell) => (best === undefined || cell.leads > best.leads ? cell : best), undefined);
  return fullest(cells.filter(cell => /^[AB][34]$/u.test(cell.grade))) ?? fullest(cells);
}

/** What that cell says, in two parts: what is strong, and the rest. */
export function gridSentence(cell: OverviewGrade, cells: readonly OverviewGrade[], bounds: Bounds | undefined): { strong: string; rest: string } {
  const [letter = "", number = ""] = cell.grade;
  const row = cells.filter(other => other.grade.startsWith(letter)).reduce((sum, other) => sum + other.leads, 0);
  const one = cell.leads === 1;
  const usual = bounds === undefined || (bounds.letterOf === "fit" && bounds.numberOf === "engagement");
  const meaning = usual && (letter === "A" || letter === "B") && (number === "3" || number === "4") ? `: ${one ? "fits and does" : "they fit and do"} little` : "";
  return { strong: `${num(cell.leads)} ${one ? "is" : "are"} ${cell.grade}${meaning}.`, rest: `That is ${share(cell.leads, row)} of all with ${letter === "A" ? "an" : "a"} ${letter}.` };
}

/** The same as a table: letters down, numbers across, sums at the ends. */
export function gridRows(cells: readonly OverviewGrade[]): (string | number)[][] {
  const at = (letter: string, number: string): number => cells.find(cell => cell.grade === letter + number)?.leads ?? 0;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return [
    ["", ...numbers, "All"],
    ...letters.map(letter => [letter, ...numbers.map(number => at(letter, number)), sum(numbers.map(number => at(letter, number)))]),
    ["All", ...numbers.map(number => sum(letters.map(letter => at(letter, number)))), sum(cells.map(cell => cell.leads))],
  ];
}
