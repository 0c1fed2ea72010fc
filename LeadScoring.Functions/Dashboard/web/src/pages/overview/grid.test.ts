import { describe, expect, it } from "vitest";

import { cellRest, frameOf, gridRows, gridSentence, letters, levelOf, numbers, tellingCell } from "./grid";

const counts: Record<string, number> = { A1: 5, A2: 3, A3: 2, A4: 18, B1: 5, B2: 7, B3: 23, B4: 56, C1: 0, C2: 9, C3: 26, C4: 73, D1: 4, D2: 8, D3: 7, D4: 30 };
const cells = letters.flatMap(letter => numbers.map(number => ({ grade: letter + number, leads: counts[letter + number]! })));

describe("the grid of grades", () => {
  it("is shaded by the square root of the share of the fullest", () => {
    expect([0, 2, 3, 9, 18, 26, 30, 56, 73].map(leads => levelOf(leads, 73))).toEqual([0, 1, 2, 2, 3, 3, 4, 5, 5]);
    expect(levelOf(1, 100_000)).toBe(1);
    expect(levelOf(0, 0)).toBe(0);
  });

  it("frames what goes to a team, and says so", () => {
    expect([frameOf("sales"), frameOf("inside-sales"), frameOf(undefined), frameOf("nurture")]).toEqual(["sent", "sent sdr", "", ""]);
    expect(cellRest({ grade: "A1", leads: 5, to: "sales" })).toBe("leads, go to sales");
    expect(cellRest({ grade: "B1", leads: 1, to: "inside-sales" })).toBe("lead, goes to inside sales");
    expect(cellRest({ grade: "D4", leads: 0 })).toBe("leads");
  });

  it("names those that fit and do little", () => {
    const cell = tellingCell(cells)!;
    expect(cell.grade).toBe("B4");
    expect(gridSentence(cell, cells, undefined)).toEqual({ strong: "56 are B4: they fit and do little.", rest: "That is 62% of all with a B." });
  });

  it("names the fullest where nobody fits, and nobody where there is nobody", () => {
    const poor = cells.map(cell => (/^[AB]/u.test(cell.grade) ? { ...cell, leads: 0 } : cell));
    expect(tellingCell(poor)?.grade).toBe("C4");
    expect(gridSentence({ grade: "C4", leads: 1 }, [{ grade: "C4", leads: 1 }], undefined).strong).toBe("1 is C4.");
    expect(tellingCell(cells.map(cell => ({ ...cell, leads: 0 })))).toBeUndefined();
  });

  it("claims no meaning of dimensions that it does not know", () => {
    const bounds = { letterOf: "reach", numberOf: "heat", letters: {}, numbers: {} };
    expect(gridSentence({ grade: "B4", leads: 2 }, [{ grade: "B4", leads: 2 }], bounds).strong).toBe("2 are B4.");
  });

  it("has the same numbers as a table, with sums that add up", () => {
    const rows = gridRows(cells);
    expect(rows[1]).toEqual(["A", 5, 3, 2, 18, 28]);
    expect(rows.at(-1)).toEqual(["All", 14, 27, 58, 177, 276]);
  });
});
