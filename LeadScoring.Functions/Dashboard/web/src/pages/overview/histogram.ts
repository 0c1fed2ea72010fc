import type { OverviewScores } from "../../api/schema";
import { axisOf, type Axis } from "../../charts/axis";

/** A bar: leads with scores of some bins. */
export interface Bar {
  /** First and last score of it; the last is undefined where it is open upwards. */
  readonly from: number;
  readonly to: number | undefined;
  readonly leads: number;
  readonly routed: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A histogram in pixels. */
export interface Drawing {
  readonly bars: readonly Bar[];
  readonly axis: Axis;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Bins on the whole width. */
  readonly bins: number;
  readonly labels: readonly { readonly score: number; readonly x: number; readonly end: boolean }[];
}

const grouped = 4;
const margin = { left: 28, right: 6, top: 26, bottom: 22 };

/** Draws scores in bars of four bins. Where points add up the axis ends behind the last lead and the target. */
export function drawHistogram(scores: OverviewScores, target: number | undefined, width: number, height: number): Drawing {
  const last = scores.leads.length - 1;
  const bins = target === undefined ? last : Math.min(last, usedBins(scores, target));
  const left = margin.left;
  const right = Math.max(left + 1, width - margin.right);
  const bottom = height - margin.bottom;
  const top = margin.top;
  const starts = Array.from({ length: Math.ceil(bins / grouped) }, (_, index) => index * grouped);
  const sums = starts.map((start, index) => {
    const end = index === starts.length - 1 ? last + 1 : start + grouped;
    const of = (values: readonly number[]): number => values.slice(start, end).reduce((sum, value) => sum + value, 0);
    return { start, end, leads: of(scores.leads), routed: of(scores.routed) };
  });
  const axis = axisOf(Math.max(0, ...sums.map(sum => sum.leads)));
  const scale = (right - left) / bins;
  const bars = sums.map(({ start, end, leads, routed }) => {
    const x = left + start * scale;
    const stop = left + Math.min(start + grouped, bins) * scale;
    const tall = (leads / axis.top) * (bottom - top);
    const open = end > last && target !== undefined;
    return { from: start * scores.binWidth, to: open ? undefined : Math.min(end, last + 1) * scores.binWidth - 1, leads, routed, x: x + 1, y: bottom - tall, width: Math.max(1, stop - x - 2), height: tall };
  });
  const most = bins * scores.binWidth;
  const named = target === undefined ? [0, 0.25, 0.5, 0.75, 1].map(part => most * part) : axisOf(most).ticks;
  const labels = named.map(score => ({ score: Math.round(score), x: left + (score / scores.binWidth) * scale, end: score === most }));
  return { bars, axis, left, right, top, bottom, bins, labels };
}

// Up to the last lead or the target, whichever is further, and a bar beyond.
function usedBins(scores: OverviewScores, target: number): number {
  const furthest = Math.max(scores.leads.findLastIndex(leads => leads > 0), Math.ceil(target / scores.binWidth));
  return Math.ceil((furthest + grouped) / grouped) * grouped;
}

/** Where a bin begins, in pixels. */
export const xOf = (drawing: Drawing, bin: number): number => drawing.left + (Math.min(bin, drawing.bins) / drawing.bins) * (drawing.right - drawing.left);

/** The bin under a place, in pixels from the left. */
export function binAt(drawing: Drawing, x: number): number {
  const part = (x - drawing.left) / (drawing.right - drawing.left);
  return Math.max(0, Math.min(drawing.bins, Math.round(part * drawing.bins)));
}

/** The parts of a bar before and behind a threshold. */
export function cutBar(bar: Bar, x: number): { before: number; behind: number } {
  const before = Math.max(0, Math.min(bar.width, x - bar.x));
  return { before, behind: bar.width - before };
}

/** "56 to 59", "96 or more". */
export const barText = (bar: Bar): string => (bar.to === undefined ? `${bar.from} or more` : bar.from === bar.to ? String(bar.from) : `${bar.from} to ${bar.to}`);
