import { useRef, useState } from "preact/hooks";

import { tables } from "../../../state/prefs";
import { dayText, num, rulePts } from "../../../words/time";
import { useWidth } from "../preview/GradesChart";
import { areaOf, pointsByDay, scalesOf, stepsOf } from "./curve";
import { daysFrom, shift } from "./sample";
import { curveDays, type Curves } from "./useCurves";

const height = 280;
const frame = { left: 34, right: 6, top: 12, bottom: 26 };

interface Props {
  readonly curves: Curves;
  readonly rule: string;
  readonly today: string;
  /** Days of activity, as days ago. */
  readonly daysAgo: readonly number[];
  readonly onMove: (index: number, daysAgo: number) => void;
  /** Half-life of the draft: the point by which it is told. */
  readonly half: number | undefined;
  readonly names: { readonly draft: string; readonly live: string };
}

/** Points of a rule over half a year: the draft as a solid line, the live version dashed; activity as circles that can be moved. */
export function CurveChart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const asTable = tables.value;
  return (
    <div>
      <div class={asTable ? "scroll-x" : "chart curve-chart"} ref={box}>{asTable ? <CurveTable {...props} /> : width > 0 && <Drawing {...props} width={width} />}</div>
      <button type="button" class="twin" aria-pressed={asTable} onClick={() => tables.set(!asTable)}>{asTable ? "As a chart" : "As a table"}</button>
    </div>
  );
}

function Drawing({ curves, rule, today, daysAgo, onMove, half, names, width }: Props & { width: number }) {
  const [at, setAt] = useState<number>();
  const dragged = useRef<number | undefined>(undefined);
  const draft = pointsByDay(curves.draft, rule);
  const live = pointsByDay(curves.live, rule);
  const { x, y, ticks } = scalesOf([draft, live], curveDays, { ...frame, width, height });
  const now = daysFrom(curves.begin, today);
  const later = half === undefined ? undefined : now + half;
  const isNarrow = width < 480;
  const dayAt = (event: PointerEvent): number => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    const day = Math.round(((event.clientX - left - frame.left) / (width - frame.left - frame.right)) * curveDays);
    return Math.max(0, Math.min(curveDays, day));
  };
  const move = (event: PointerEvent): void => {
    const day = dayAt(event);
    if (dragged.current === undefined)
      setAt(day);
    else
      onMove(dragged.current, now - day);
  };
  const says = draft.length === 0 ? "Points of the rule over 180 days" : `Points of the rule over 180 days: ${rulePts(draft[now] ?? 0)} today${later === undefined || draft[later] === undefined ? "" : `, ${rulePts(draft[later])} in ${half} days`}${live[now] === undefined ? "" : `; ${rulePts(live[now])} today with the live version`}`;
  return (
    <>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={says}
        tabIndex={0}
        onPointerMove={move}
        onPointerLeave={() => dragged.current === undefined && setAt(undefined)}
        onPointerUp={() => (dragged.current = undefined)}
        onKeyDown={event => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
          if (event.key === "Escape")
            setAt(undefined);
          if (by !== 0) {
            event.preventDefault();
            setAt(old => Math.max(0, Math.min(curveDays, (old ?? now) + by)));
          }
        }}
      >
        {ticks.map(tick => (
          <g key={tick}>
            <line x1={frame.left} x2={width - frame.right} y1={y(tick)} y2={y(tick)} class="st-grid" />
            <text x={frame.left - 6} y={y(tick) + 4} class="end">{rulePts(tick)}</text>
          </g>
        ))}
        {Array.from({ length: 7 }, (_, index) => (index + 1) * 30).filter(days => now + days < curveDays - 6).map(days => <text key={days} x={x(now + days)} y={height - 6} class="mid">+{days} d</text>)}
        <path d={areaOf(draft, x, y)} class="f-draft faint" />
        {live.length > 0 && <path d={stepsOf(live, x, y)} class="st-fit" stroke-width="1.8" stroke-dasharray="4 3" />}
        <path d={stepsOf(draft, x, y)} class="st-draft" stroke-width="2.4" />
        <line x1={x(now)} x2={x(now)} y1={2} y2={y(0)} class="st-ink" />
        {draft.length > 0 && <text x={x(now) + 6} y={12} class="strong-text">today {rulePts(draft[now] ?? 0)}</text>}
        {later !== undefined && draft[later] !== undefined && (
          <>
            <circle cx={x(later)} cy={y(draft[later])} r="4" class="f-draft" />
            {!isNarrow && <text x={x(later) + 9} y={y(draft[later]) - 6}>in {half} days: {rulePts(draft[later])}</text>}
            {live[later] !== undefined && (
              <>
                <circle cx={x(later)} cy={y(live[later])} r="4" class="f-fit" />
                <text x={x(later) - 9} y={y(live[later]) + 12} class="end strong-text">{rulePts(live[later])}</text>
              </>
            )}
          </>
        )}
        {daysAgo.map((days, index) => (
          <circle
            key={index}
            cx={x(now - days)}
            cy={y(0)}
            r="4.5"
            class="dot-day"
            onPointerDown={event => {
              dragged.current = index;
              setAt(undefined);
              (event.currentTarget as Element).closest("svg")?.setPointerCapture(event.pointerId);
            }}
          >
            <title>{dayText(shift(today, -days))}: drag to another day</title>
          </circle>
        ))}
        {at !== undefined && <line x1={x(at)} x2={x(at)} y1={8} y2={y(0)} class="st-axis" stroke-dasharray="2 2" />}
      </svg>
      {at !== undefined && draft[at] !== undefined && (
        <div class="tip tipbox" style={{ insetInlineStart: `${x(at) > width / 2 ? Math.max(0, x(at) - 190) : x(at) + 12}px`, top: "24px" }}>
          <b>{dayText(shift(curves.begin, at))}{at === now ? ", today" : ""}</b>
          <span><i class="k-draft" />{names.draft}: {rulePts(draft[at])}</span>
          {live[at] !== undefined && <span><i class="k-fit" />{names.live}: {rulePts(live[at])}</span>}
        </div>
      )}
    </>
  );
}

function CurveTable({ curves, rule, today, names }: Props) {
  const draft = pointsByDay(curves.draft, rule);
  const live = pointsByDay(curves.live, rule);
  const rows = draft.map((_, day) => day).filter(day => day % 7 === daysFrom(curves.begin, today) % 7);
  return (
    <table class="table">
      <thead><tr><th scope="col">Day</th><th scope="col" class="num">{names.draft}</th>{live.length > 0 && <th scope="col" class="num">{names.live}</th>}</tr></thead>
      <tbody>
        {rows.map(day => (
          <tr key={day}><td>{dayText(shift(curves.begin, day))}{shift(curves.begin, day) === today ? ", today" : ""}</td><td class="num">{rulePts(draft[day] ?? 0)}</td>{live.length > 0 && <td class="num">{rulePts(live[day] ?? 0)}</td>}</tr>
        ))}
        {rows.length === 0 && <tr><td colSpan={3}>{num(0)}</td></tr>}
      </tbody>
    </table>
  );
}
