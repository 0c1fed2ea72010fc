import { useRef, useState } from "preact/hooks";

import type { OverviewScores } from "../../api/schema";
import { useWidth } from "../../charts/useWidth";
import { useWide } from "../../ui/useWide";
import { count, num } from "../../words/time";
import { barText, binAt, cutBar, drawHistogram, xOf } from "./histogram";
import { moved } from "./threshold";

/** Bars of scores with a line at the threshold. The line is a slider: arrows move by 1, Page by 5, Home and End to the ends; a pointer drags it. */
export function Histogram({ scores, target, at, words, onMove, onSettle }: { scores: OverviewScores; target: number | undefined; at: number; words: string; onMove: (at: number) => void; onSettle: (at: number) => void }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const height = useWide(600) ? 258 : 200;
  const [hover, setHover] = useState<number>();
  const dragging = useRef(false);
  const drawing = drawHistogram(scores, target, Math.max(width, 200), height);
  const x = xOf(drawing, at);
  const last = scores.leads.length - 1;
  const bar = hover === undefined ? undefined : drawing.bars[hover];
  const score = at * scores.binWidth;

  const placeOf = (event: PointerEvent): number => event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const over = (event: PointerEvent): void => {
    const place = placeOf(event);
    const found = drawing.bars.findIndex(one => place >= one.x - 1 && place < one.x + one.width + 1);
    setHover(found < 0 ? undefined : found);
  };
  return (
    <div class="chart hist" ref={box}>
      {width > 0 && (
        <svg
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          onPointerDown={event => {
            if (event.button !== 0)
              return;
            dragging.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
            setHover(undefined);
            onMove(binAt(drawing, placeOf(event)));
          }}
          onPointerMove={event => (dragging.current ? onMove(binAt(drawing, placeOf(event))) : over(event))}
          onPointerUp={event => {
            if (dragging.current)
              onSettle(binAt(drawing, placeOf(event)));
            dragging.current = false;
          }}
          onPointerCancel={() => (dragging.current = false)}
          onPointerLeave={() => setHover(undefined)}
        >
          <g aria-hidden="true">
            {drawing.axis.ticks.map(tick => {
              const y = drawing.bottom - (tick / drawing.axis.top) * (drawing.bottom - drawing.top);
              return (
                <g key={tick}>
                  <line x1={drawing.left} x2={drawing.right} y1={y} y2={y} class="st-grid" />
                  <text x={drawing.left - 6} y={y + 4} class="end">{num(tick)}</text>
                </g>
              );
            })}
            <rect x={x} y={drawing.top} width={Math.max(0, drawing.right - x)} height={drawing.bottom - drawing.top} class="f-behind" />
            {drawing.bars.map((one, index) => {
              const { before, behind } = cutBar(one, x);
              return (
                <g key={index} class={index === hover ? "is-hover" : undefined}>
                  {before > 0 && <rect x={one.x} y={one.y} width={before} height={one.height} rx={behind > 0 ? 0 : 2} class="f-heat" />}
                  {behind > 0 && <rect x={one.x + before} y={one.y} width={behind} height={one.height} rx={before > 0 ? 0 : 2} class="f-fit" />}
                </g>
              );
            })}
            {drawing.labels.map(label => <text key={label.x} x={label.x} y={height - 4} class={label.end ? "end" : "mid"}>{num(label.score)}</text>)}
            {target !== undefined && <TargetLine x={xOf(drawing, target / scores.binWidth)} top={drawing.top} bottom={drawing.bottom} />}
            <line x1={x} x2={x} y1={16} y2={drawing.bottom} class="st-ink" stroke-width="1.5" />
          </g>
          <g
            class="knob"
            role="slider"
            tabindex={0}
            aria-label="Threshold: the score from which people would be sent"
            aria-valuemin={0}
            aria-valuemax={last * scores.binWidth}
            aria-valuenow={score}
            aria-valuetext={words}
            onKeyDown={event => {
              const next = moved(at, event.key, last);
              if (next === undefined)
                return;
              event.preventDefault();
              onMove(next);
              onSettle(next);
            }}
          >
            <rect x={x - 22} y={0} width={44} height={drawing.bottom} class="f-none" />
            <rect x={x - knob(score) / 2} y={1} width={knob(score)} height={20} rx={6} class="f-action" />
            <text x={x} y={15} class="mid knob-text">{num(score)}</text>
          </g>
        </svg>
      )}
      {bar && (
        <div class="tip tipbox" style={{ [bar.x < width / 2 ? "left" : "right"]: `${Math.round(bar.x < width / 2 ? bar.x + bar.width + 8 : width - bar.x + 8)}px`, top: "30px" }}>
          <b>{barText(bar)}</b>
          <span>{count(bar.leads, "lead", "leads")}</span>
          {bar.routed > 0 && <em class="flat">{num(bar.routed)} go to a team by the routes</em>}
        </div>
      )}
    </div>
  );
}

// The target of a model whose points add up: a dashed line with its word.
function TargetLine({ x, top, bottom }: { x: number; top: number; bottom: number }) {
  return (
    <>
      <line x1={x} x2={x} y1={top} y2={bottom} class="st-axis" stroke-dasharray="4 3" />
      <text x={x + 4} y={top + 10}>target</text>
    </>
  );
}

const knob = (score: number): number => 22 + String(score).length * 6;
