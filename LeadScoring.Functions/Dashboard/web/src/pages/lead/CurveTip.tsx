import type { CurveAnswer } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { titled } from "../../words/names";
import { dayText, num, pts, signed } from "../../words/time";
import { dayName, type Frame, type Step } from "./curveGeometry";
import { decisionText } from "./curveWords";
import { toneOf } from "./tones";

/** What a step of the curve says: when, how much, of what, and what was decided. It stands beside the mark and never on it. */
export function CurveTip({ curve, steps, at, bounds, x, y, frame }: { curve: CurveAnswer; steps: readonly Step[]; at: number; bounds: Bounds | undefined; x: number; y: number; frame: Frame }) {
  const step = steps[at]!;
  const names = curve.dimensions?.map(dimension => dimension.name) ?? [];
  const change = changeOf(steps, at);
  const right = x < frame.width / 2;
  return (
    <div class="tip tipbox" style={{ [right ? "left" : "right"]: `${Math.round(right ? x + 14 : frame.width - x + 14)}px`, top: `${Math.round(Math.max(0, Math.min(y - 20, frame.height - 150)))}px` }}>
      <b>{whenText(step)}</b>
      <span class="spread"><span>Score</span><b>{num(step.point.score)}{step.point.grade ? ` ${step.point.grade}` : ""}{change ? ` (${signed(change, num)})` : ""}</b></span>
      {[...names].reverse().map(name => (
        <span class="spread" key={name}><span><i class={toneOf(name, names, bounds).key} />{titled(name)}</span><span>{pts(step.point.shares?.[name] ?? 0)}</span></span>
      ))}
      {step.point.progress !== undefined && <span>{step.point.progress} % of {num(curve.target ?? 0)}</span>}
      {decisionsOf(curve, step).map(decision => <em key={decision.at}>{decisionText(decision)}</em>)}
      {step.ahead && <em>if nothing more happens</em>}
    </div>
  );
}

/** The same as a sentence, for readers of screens. */
export function pointWords(curve: CurveAnswer, steps: readonly Step[], at: number): string {
  const step = steps[at]!;
  const names = curve.dimensions?.map(dimension => dimension.name) ?? [];
  const parts = names.map(name => `${name} ${pts(step.point.shares?.[name] ?? 0)}`);
  return [`${whenText(step)}: ${num(step.point.score)}${step.point.grade ? `, ${step.point.grade}` : ""}`, parts.join(", "), ...decisionsOf(curve, step).map(decisionText), step.ahead ? "if nothing more happens" : ""].filter(Boolean).join("; ");
}

const decisionsOf = (curve: CurveAnswer, step: Step) => curve.decisions.filter(decision => !step.ahead && decision.day >= dayName(step.start) && decision.day < dayName(step.end));

const whenText = (step: Step): string => (step.end - step.start <= 1 ? dayText(dayName(step.start)) : `${dayText(dayName(step.start))} to ${dayText(dayName(step.end - 1))}`);

/** By how much the score is another than in the step before. */
export function changeOf(steps: readonly Step[], at: number): number {
  const before = steps[at - 1];
  return before ? steps[at]!.point.score - before.point.score : 0;
}
