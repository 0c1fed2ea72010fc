import type { CurveAnswer } from "../../api/schema";
import { csvOf, save } from "../../charts/csv";
import { titled } from "../../words/names";
import { dayText, num, pts } from "../../words/time";
import { dayName, stepsOf } from "./curveGeometry";
import { decisionText } from "./curveWords";

/** The twin of the curve: the same numbers as a table, newest first. */
export function CurveTable({ curve, name }: { curve: CurveAnswer; name: string }) {
  const names = curve.dimensions?.map(dimension => dimension.name) ?? [];
  const steps = stepsOf(curve).filter((step, index, all) => all[index - 1]?.point !== step.point).reverse();
  const hasGrades = steps.some(step => step.point.grade !== undefined);
  const what = (step: (typeof steps)[number]): string => {
    const decided = curve.decisions.filter(decision => !step.point.ahead && decision.day >= step.point.day && decision.day < dayName(step.end)).map(decisionText);
    return [...decided, ...(step.point.ahead ? ["if nothing more happens"] : [])].join("; ");
  };
  const heads = ["From", "Score", ...(hasGrades ? ["Grade"] : []), ...names.map(titled), "What"];
  const cells = steps.map(step => [step.point.day, step.point.score, ...(hasGrades ? [step.point.grade ?? ""] : []), ...names.map(part => step.point.shares?.[part] ?? 0), what(step)]);
  return (
    <>
      <div class="scroll-x curve-table" tabIndex={0} role="region" aria-label="Score over time as a table">
        <table class="table">
          <thead><tr>{heads.map((head, index) => <th key={head} scope="col" class={index > 0 && index < heads.length - 1 && head !== "Grade" ? "num" : undefined}>{head}</th>)}</tr></thead>
          <tbody>
            {steps.map(step => (
              <tr key={`${step.point.day}`}>
                <th scope="row" class="nw">{dayText(step.point.day)}</th>
                <td class="num">{num(step.point.score)}</td>
                {hasGrades && <td>{step.point.grade}</td>}
                {names.map(part => <td key={part} class="num">{pts(step.point.shares?.[part] ?? 0)}</td>)}
                <td>{what(step)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="twin" onClick={() => save(`score-${curve.lead}.csv`, csvOf([heads, ...cells]))}>The same as CSV<span class="sr">, of {name}</span></button>
    </>
  );
}
