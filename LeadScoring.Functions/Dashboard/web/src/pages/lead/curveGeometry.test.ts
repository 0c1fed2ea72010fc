import { describe, expect, it } from "vitest";

import type { CurveAnswer } from "../../api/schema";
import { area, boxOf, dayName, dayNumber, frameOf, gradeRuns, line, place, stepAt, stepsOf, ticks, xOf, yOf } from "./curveGeometry";
import { curveSentence, nextGrade, todayOf, versionSentence } from "./curveWords";

const curve = (change: Partial<CurveAnswer> = {}): CurveAnswer => ({
  lead: "k3v",
  model: "b2b",
  version: 2,
  timeZone: "UTC",
  from: "2026-11-01",
  to: "2026-11-20",
  today: "2026-11-10",
  step: "day",
  dimensions: [{ name: "fit", most: 40 }, { name: "engagement", most: 60 }],
  points: [
    { day: "2026-11-01", score: 0, grade: "D4", route: "early", shares: { fit: 0, engagement: 0 } },
    { day: "2026-11-05", score: 70, grade: "A1", route: "hot", shares: { fit: 40, engagement: 30 } },
    { day: "2026-11-15", score: 50, grade: "A2", route: "warm", shares: { fit: 40, engagement: 10 }, ahead: true },
  ],
  decisions: [{ type: "lead.qualified", at: "2026-11-05T10:00:00Z", day: "2026-11-05", version: 2, route: "hot", to: "sales", text: "" }],
  versions: [{ version: 1, at: "2026-10-01T10:00:00Z", day: "2026-10-01", reason: "First version" }, { version: 2, at: "2026-11-03T10:00:00Z", day: "2026-11-03", reason: "Prices count more" }],
  ...change,
});

describe("steps of a curve", () => {
  it("are parted behind today, since what holds on is still to come", () => {
    const steps = stepsOf(curve()).map(step => [dayName(step.start), dayName(step.end), step.ahead, step.point.score]);

    expect(steps).toEqual([
      ["2026-11-01", "2026-11-05", false, 0],
      ["2026-11-05", "2026-11-11", false, 70],
      ["2026-11-11", "2026-11-15", true, 70],
      ["2026-11-15", "2026-11-21", true, 50],
    ]);
  });

  it("are found by their days, and the ends by days beyond", () => {
    const steps = stepsOf(curve());

    expect([dayNumber("2026-10-01"), dayNumber("2026-11-05"), dayNumber("2026-11-14"), dayNumber("2027-01-01")].map(day => stepAt(steps, day))).toEqual([0, 1, 2, 3]);
  });

  it("join to runs of one grade", () => {
    expect(gradeRuns(stepsOf(curve())).map(run => [run.grade, run.end - run.start])).toEqual([["D4", 4], ["A1", 10], ["A2", 6]]);
  });
});

describe("a frame", () => {
  it("holds all days and scores of 0 to 100", () => {
    const frame = frameOf(curve(), 600, 300);

    expect([xOf(frame, frame.first), xOf(frame, frame.end), yOf(frame, 0), yOf(frame, 100)]).toEqual([frame.left, frame.right, frame.bottom, frame.top]);
    expect(yOf(frame, 120)).toBe(frame.top);
  });

  it("ends above the target and the highest where points add up", () => {
    const points = [{ day: "2026-11-01", score: 130, route: "early", progress: 100 }];
    const { dimensions, ...rest } = curve({ target: 100, points });

    expect(frameOf(rest, 600, 300).most).toBe(150);
    expect(dimensions).toBeDefined();
  });

  it("names Mondays of some weeks and months of a year, apart from one another", () => {
    const some = frameOf(curve({ from: "2026-09-01" }), 700, 300);
    const year = frameOf(curve({ from: "2025-11-20" }), 700, 300);

    expect(ticks(some).every(day => new Date(day * 86_400_000).getUTCDay() === 1)).toBe(true);
    expect(ticks(year).every(day => dayName(day).endsWith("-01"))).toBe(true);
    for (const frame of [some, year]) {
      const marks = ticks(frame).map(day => xOf(frame, day));
      expect(marks.length).toBeGreaterThan(3);
      expect(Math.min(...marks.slice(1).map((x, index) => x - marks[index]!))).toBeGreaterThan(45);
    }
  });
});

describe("paths", () => {
  it("go up and down on days alone", () => {
    const frame = frameOf(curve(), 600, 300);
    const past = stepsOf(curve()).filter(step => !step.ahead);

    expect(line(frame, past)).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+$/u);
    expect(area(frame, past, () => 0, point => point.score)).toMatch(/^M[\d.]+ [\d.]+(H[\d.]+V[\d.]+|V[\d.]+H[\d.]+)+Z$|Z$/u);
    expect(area(frame, [], () => 0, () => 1)).toBe("");
  });
});

describe("words beside marks", () => {
  it("never cover one another, and the last has its place", () => {
    const frame = frameOf(curve(), 600, 300);
    const labels = place(frame, Array.from({ length: 12 }, (_, index) => ({ x: 300 + index * 3, y: 120, text: `Dated project ${index}` })));
    const boxes = labels.filter(label => label !== undefined).map(label => boxOf(label));

    expect(labels.at(-1)).toBeDefined();
    expect(boxes.length).toBeLessThan(12);
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1))
        expect(one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom).toBe(false);
    }
  });
});

describe("a curve in words", () => {
  it("says where it began, the hand-off, today and what comes", () => {
    expect(curveSentence(curve(), "Ann")).toMatch(/^Score of Ann: 0 on .*1.*, handed to sales on .*5.*, 70 today; 50 on .*20.* if nothing more happens$/u);
  });

  it("knows today's point and the next grade", () => {
    expect(todayOf(curve())?.score).toBe(70);
    expect(nextGrade(curve())).toEqual({ day: "2026-11-15", grade: "A2" });
    expect(nextGrade(curve({ to: "2026-11-12", points: curve().points.slice(0, 2) }))).toBeUndefined();
  });

  it("names the versions that came", () => {
    expect(versionSentence(curve())).toContain("version 2 came on");
    expect(versionSentence(curve({ versions: [] }))).toBe("Model version 2 throughout.");
  });
});
