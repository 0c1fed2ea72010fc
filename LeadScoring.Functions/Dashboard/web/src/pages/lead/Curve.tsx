import { useId, useMemo, useState } from "preact/hooks";

import type { CurveAnswer, CurveDecision } from "../../api/schema";
import { useWidth } from "../../charts/useWidth";
import type { Bounds } from "../../state/models";
import { dayText, num } from "../../words/time";
import { CurveTip, pointWords } from "./CurveTip";
import { area, boxOf, dayName, dayNumber, frameOf, gradeRuns, heights, line, place, stepAt, stepsOf, ticks, widthOf, xOf, yOf, type Frame, type Step } from "./curveGeometry";
import { curveSentence, markText, nextGrade } from "./curveWords";
import { toneOf } from "./tones";

const height = 300;
const heightNarrow = 240;

/** The score over time as steps: what it is made of, the grade of each day, what was decided, and what comes if nothing more happens. */
export function CurveChart({ curve, name, bounds }: { curve: CurveAnswer; name: string; bounds: Bounds | undefined }) {
  const [box, width] = useWidth<HTMLDivElement>();
  return <div class="chart curve" ref={box}>{width > 0 && <Drawing curve={curve} name={name} bounds={bounds} width={width} />}</div>;
}

function Drawing({ curve, name, bounds, width }: { curve: CurveAnswer; name: string; bounds: Bounds | undefined; width: number }) {
  const id = useId();
  const narrow = width < 480;
  const frame = useMemo(() => frameOf(curve, width, narrow ? heightNarrow : height), [curve, width]);
  const steps = useMemo(() => stepsOf(curve), [curve]);
  const [at, setAt] = useState<{ step: number; by: "key" | "hand" }>();
  const past = steps.filter(step => !step.ahead);
  const ahead = steps.filter(step => step.ahead);
  const bands = bandsOf(curve, bounds);
  const shown = at && steps[at.step];
  const today = past.at(-1);

  const onMove = (event: PointerEvent): void => {
    const rect = (event.currentTarget as Element).getBoundingClientRect();
    const day = frame.first + ((event.clientX - rect.left - frame.left) / (frame.right - frame.left)) * (frame.end - frame.first);
    setAt({ step: stepAt(steps, Math.max(frame.first, day)), by: "hand" });
  };
  const onKey = (event: KeyboardEvent): void => {
    const from = at?.step ?? past.length;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: steps.length - 1 }[event.key];
    if (event.key === "Escape")
      setAt(undefined);
    else if (to !== undefined)
      setAt({ step: Math.min(steps.length - 1, Math.max(0, to)), by: "key" });
    else
      return;
    event.preventDefault();
  };

  return (
    <>
      <svg
        width={width}
        height={frame.height}
        viewBox={`0 0 ${width} ${frame.height}`}
        role="img"
        aria-label={`${curveSentence(curve, name)}. Left and right go through the days on which it changed.`}
        tabIndex={0}
        onPointerMove={onMove}
        onPointerDown={onMove}
        onPointerLeave={() => setAt(undefined)}
        onKeyDown={onKey}
        onFocus={event => (event.currentTarget as Element).matches(":focus-visible") && setAt({ step: past.length - 1, by: "key" })}
        onBlur={() => setAt(undefined)}
      >
        <defs>
          <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="5" class="st-bg" stroke-width="2.6" opacity=".75" /></pattern>
        </defs>
        <Axes frame={frame} />
        <g opacity=".85">{bands.map(band => <path key={band.name} d={area(frame, past, band.low, band.high)} class={band.fill} />)}</g>
        <g opacity=".42">{bands.map(band => <path key={band.name} d={area(frame, ahead, band.low, band.high)} class={band.fill} />)}</g>
        {ahead.length > 0 && <path d={area(frame, ahead, () => 0, point => point.score)} fill={`url(#${id}-hatch)`} />}
        <path d={line(frame, past)} class="st-ink" stroke-width="1.8" />
        <path d={line(frame, ahead)} class="st-ink" stroke-width="1.4" stroke-dasharray="3 3" />
        {curve.target !== undefined && (
          <>
            <line x1={frame.left} x2={frame.right} y1={yOf(frame, curve.target)} y2={yOf(frame, curve.target)} class="st-ink" stroke-dasharray="6 4" />
            <text x={frame.left + 4} y={yOf(frame, curve.target) - 5} class="t-ink">ready at {num(curve.target)}</text>
          </>
        )}
        <Ribbon frame={frame} steps={steps} />
        <Versions curve={curve} frame={frame} />
        {today && <Today frame={frame} score={today.point.score} />}
        <Marks curve={curve} frame={frame} steps={steps} narrow={narrow} />
        {shown && <line x1={xOf(frame, middle(shown))} x2={xOf(frame, middle(shown))} y1={frame.top} y2={frame.bottom} class="st-ink" stroke-width="1" opacity=".5" />}
        {shown && <circle cx={xOf(frame, middle(shown))} cy={yOf(frame, shown.point.score)} r="4" class="f-ink" />}
      </svg>
      {shown && <CurveTip curve={curve} steps={steps} at={at.step} bounds={bounds} x={xOf(frame, middle(shown))} y={yOf(frame, shown.point.score)} frame={frame} />}
      <span class="sr" role="status">{at?.by === "key" && shown ? pointWords(curve, steps, at.step) : ""}</span>
    </>
  );
}

const middle = (step: Step): number => (step.end - step.start > 3 ? step.start + 0.5 : (step.start + step.end) / 2);

interface Band {
  readonly name: string;
  readonly fill: string;
  readonly low: (point: Step["point"]) => number;
  readonly high: (point: Step["point"]) => number;
}

// Stacked from below in the model's order; where points add up there is one area.
function bandsOf(curve: CurveAnswer, bounds: Bounds | undefined): Band[] {
  if (!curve.dimensions)
    return [{ name: "score", fill: "f-sum", low: () => 0, high: point => point.score }];
  const names = curve.dimensions.map(dimension => dimension.name);
  const sum = (point: Step["point"], count: number): number => names.slice(0, count).reduce((total, name) => total + (point.shares?.[name] ?? 0), 0);
  return names.map((name, index) => ({ name, fill: toneOf(name, names, bounds).fill, low: point => sum(point, index), high: point => sum(point, index + 1) }));
}

function Axes({ frame }: { frame: Frame }) {
  return (
    <>
      {heights(frame.most).map(score => (
        <g key={score}>
          <line x1={frame.left} x2={frame.right} y1={yOf(frame, score)} y2={yOf(frame, score)} class="st-grid" />
          <text x={frame.left - 6} y={yOf(frame, score) + 4} class="end">{num(score)}</text>
        </g>
      ))}
      {ticks(frame).map(day => {
        const x = xOf(frame, day);
        const text = dayText(dayName(day));
        const half = widthOf(text) / 2;
        return x - half < 0 || x + half > frame.width ? null : <text key={day} x={x} y={frame.height - 6} class="mid">{text}</text>;
      })}
    </>
  );
}

function Ribbon({ frame, steps }: { frame: Frame; steps: readonly Step[] }) {
  return (
    <>
      {gradeRuns(steps).map(run => {
        const [x, end] = [xOf(frame, run.start), xOf(frame, run.end)];
        const number = run.grade[1] ?? "4";
        return (
          <g key={run.start}>
            <rect x={x + 0.5} y={frame.bottom + 6} width={Math.max(0.5, end - x - 1)} height="14" rx={Math.min(3, (end - x) / 3)} class={`grade-fill-${number}`} />
            {end - x > 20 && <text x={(x + end) / 2} y={frame.bottom + 17} class={`mid grade-ink-${number}`}>{run.grade}</text>}
          </g>
        );
      })}
    </>
  );
}

function Versions({ curve, frame }: { curve: CurveAnswer; frame: Frame }) {
  return (
    <>
      {curve.versions.filter(version => version.day > curve.from).map(version => {
        const x = xOf(frame, dayNumber(version.day));
        return (
          <g key={version.version}>
            <line x1={x} x2={x} y1={frame.top - 6} y2={frame.bottom} class="st-axis" stroke-dasharray="4 3" />
            <text x={x + 4} y={frame.top} class="start">v{version.version}</text>
          </g>
        );
      })}
    </>
  );
}

const todayText = (score: number): string => `today ${num(score)}`;

function todayAnchor(frame: Frame, text: string): { x: number; anchor: "start" | "middle" | "end" } {
  const x = xOf(frame, frame.now);
  const half = widthOf(text) / 2;
  return x + half > frame.width ? { x: frame.width - 2, anchor: "end" } : x - half < 0 ? { x: 2, anchor: "start" } : { x, anchor: "middle" };
}

function Today({ frame, score }: { frame: Frame; score: number }) {
  const x = xOf(frame, frame.now);
  const label = todayAnchor(frame, todayText(score));
  return (
    <>
      <line x1={x} x2={x} y1="17" y2={frame.bottom} class="st-ink" />
      <text x={label.x} y="13" text-anchor={label.anchor} class="t-strong">{todayText(score)}</text>
    </>
  );
}

// Hand-offs as open circles with a word; and the next grade, if nothing more happens.
function Marks({ curve, frame, steps, narrow }: { curve: CurveAnswer; frame: Frame; steps: readonly Step[]; narrow: boolean }) {
  const marks = curve.decisions.map(decision => ({ decision, x: xOf(frame, dayNumber(decision.day)), y: yOf(frame, steps[stepAt(steps, dayNumber(decision.day))]?.point.score ?? 0), text: markText(decision) }));
  const next = nextGrade(curve);
  const ahead = next && { isAhead: true, x: xOf(frame, dayNumber(next.day)), y: yOf(frame, steps[stepAt(steps, dayNumber(next.day))]?.point.score ?? 0), text: `${dayText(next.day)}: ${next.grade}${narrow ? "" : ", by decay"}` };
  const today = todayAnchor(frame, todayText(100));
  const line = xOf(frame, frame.now);
  const taken = [boxOf({ ...today, y: 13, text: todayText(100) }), { left: line - 1, right: line + 1, top: 17, bottom: frame.bottom }];
  const labels = place(frame, [...marks, ...(ahead ? [ahead] : [])], taken);
  return (
    <>
      {marks.map((mark, index) => (
        <g key={keyOf(mark.decision)}>
          <line x1={mark.x} x2={mark.x} y1={mark.y} y2={frame.bottom} class="st-ink" stroke-dasharray="2 2" opacity=".5" />
          <circle cx={mark.x} cy={mark.y} r="4" class="ring" />
          {labels[index] && <text x={labels[index].x} y={labels[index].y} text-anchor={labels[index].anchor} class="t-strong">{mark.text}</text>}
        </g>
      ))}
      {ahead && (
        <>
          <circle cx={ahead.x} cy={ahead.y} r="4" class="ring is-ahead" />
          {labels[marks.length] && <text x={labels[marks.length]!.x} y={labels[marks.length]!.y} text-anchor={labels[marks.length]!.anchor} class="t-soft">{ahead.text}</text>}
        </>
      )}
    </>
  );
}

const keyOf = (decision: CurveDecision): string => `${decision.at} ${decision.type}`;
