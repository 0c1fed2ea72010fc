import type { CurveAnswer, CurveDecision, CurvePointItem } from "../../api/schema";
import { titled } from "../../words/names";
import { routeText } from "../../words/standing";
import { dayText, num } from "../../words/time";
import { dayNumber, stepAt, stepsOf } from "./curveGeometry";

/** The word beside a hand-off of the curve. */
export function markText(decision: CurveDecision): string {
  switch (decision.type) {
    case "lead.qualified":
    case "lead.upgraded":
      return routeText(decision.route ?? "");
    case "lead.recycled":
      return "Cooled down";
    case "lead.abandoned":
      return "Given up";
    case "lead.disqualified":
      return "Not for sales";
    case "lead.restored":
      return "Back in";
    default:
      return titled(decision.type.replace("lead.", ""));
  }
}

/** The same in a sentence, for tooltips and tables. */
export function decisionText(decision: CurveDecision): string {
  const team = decision.to === "inside-sales" ? "inside sales" : "sales";
  const entry = decision.route ? ` by “${routeText(decision.route)}”` : "";
  switch (decision.type) {
    case "lead.qualified":
      return `Handed to ${team}${entry}`;
    case "lead.upgraded":
      return `Better: “${routeText(decision.route ?? "")}”`;
    case "lead.recycled":
      return "Back with marketing: cooled down";
    case "lead.abandoned":
      return "Back with marketing: not reached";
    default:
      return markText(decision);
  }
}

/** The first grade that is another than today's, if nothing more happens; undefined where none comes. */
export function nextGrade(curve: CurveAnswer): { day: string; grade: string } | undefined {
  const today = todayOf(curve)?.grade;
  const point = curve.points.find(other => other.ahead && other.grade !== undefined && other.grade !== today);
  return point && { day: point.day, grade: point.grade! };
}

export function todayOf(curve: CurveAnswer): CurvePointItem | undefined {
  const steps = stepsOf(curve);
  return steps.length === 0 ? undefined : steps[stepAt(steps, dayNumber(curve.today))]?.point;
}

/** The whole curve in a sentence: where it began, what was decided, where it is and where it goes. */
export function curveSentence(curve: CurveAnswer, name: string): string {
  const first = curve.points[0];
  const today = todayOf(curve);
  const last = curve.points.at(-1);
  const handed = curve.decisions.find(decision => decision.type === "lead.qualified");
  const parts = [
    first && first.day < curve.today ? `${num(first.score)} on ${dayText(first.day)}` : "",
    handed ? `handed to ${handed.to === "inside-sales" ? "inside sales" : "sales"} on ${dayText(handed.day)}` : "",
    today ? `${num(today.score)} today` : "",
  ].filter(Boolean);
  const ahead = last?.ahead ? `; ${num(last.score)} on ${dayText(curve.to)} if nothing more happens` : "";
  return `Score of ${name}: ${parts.join(", ")}${ahead}`;
}

/** Which versions of the model the curve was under. */
export function versionSentence(curve: CurveAnswer): string {
  const later = curve.versions.filter(version => version.day > curve.from);
  return later.length === 0 ? `Model version ${curve.version} throughout.` : `All of it by version ${curve.version}; ${later.map(version => `version ${version.version} came on ${dayText(version.day)}`).join(", ")}.`;
}
