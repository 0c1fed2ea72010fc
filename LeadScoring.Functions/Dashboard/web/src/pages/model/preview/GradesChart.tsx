import { useEffect, useRef, useState } from "preact/hooks";

import type { PlaceItem } from "../../../api/schema";
import { tables } from "../../../state/prefs";
import { num } from "../../../words/time";
import { barsOf, ticksOf } from "./geometry";

/** How many leads are in each place, now as bars and with the draft as a line over them. */
export function GradesChart({ places, what, version }: { places: readonly PlaceItem[]; what: "grade" | "route"; version: number | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const asTable = tables.value;
  const now = version === undefined ? "now" : `version ${version}`;
  return (
    <div>
      <div class={asTable ? "" : "chart grades-chart"} ref={box}>
        {asTable ? <PlaceTable places={places} what={what} now={now} /> : width > 0 && <Bars places={places} width={width} label={`Leads by ${what}, now and with the draft`} />}
      </div>
      <button type="button" class="twin" aria-pressed={asTable} onClick={() => tables.set(!asTable)}>{asTable ? "As a chart" : "As a table"}</button>
    </div>
  );
}

/** Width of a box in pixels: charts are drawn at their own size, never scaled. */
export function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element)
      return;
    const observer = new ResizeObserver(entries => setWidth(Math.floor(entries[0]?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

const height = 200;
const left = 30;
const bottom = 22;

function Bars({ places, width, label }: { places: readonly PlaceItem[]; width: number; label: string }) {
  const { bars, line, y, most } = barsOf(places, { width, height, left, bottom });
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      {ticksOf(most).map(tick => (
        <g key={tick}>
          <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} class="st-grid" />
          <text x={left - 6} y={y(tick) + 4} class="end">{num(tick)}</text>
        </g>
      ))}
      {bars.map(bar => (
        <g key={bar.name}>
          <title>{`${bar.name}: ${num(bar.before)} now, ${num(bar.after)} with the draft`}</title>
          <rect x={bar.x} y={0} width={bar.width} height={height - bottom} class="hit-area" />
          <rect x={bar.x} y={bar.y} width={bar.width} height={Math.max(0, height - bottom - bar.y)} rx={2} class="f-heat" />
          {bar.label && <text x={bar.x + bar.width / 2} y={height - 6} class="mid">{bar.label}</text>}
        </g>
      ))}
      <path d={line} class="st-draft" stroke-width="2.2" />
    </svg>
  );
}

function PlaceTable({ places, what, now }: { places: readonly PlaceItem[]; what: string; now: string }) {
  return (
    <table class="table">
      <thead><tr><th scope="col">{what === "grade" ? "Grade" : "Route"}</th><th scope="col" class="num">{now}</th><th scope="col" class="num">draft</th><th scope="col" class="num">enter</th><th scope="col" class="num">leave</th></tr></thead>
      <tbody>
        {places.map(place => (
          <tr key={place.name}><td>{place.name}</td><td class="num">{num(place.before)}</td><td class="num">{num(place.after)}</td><td class="num">{num(place.entered)}</td><td class="num">{num(place.left)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
