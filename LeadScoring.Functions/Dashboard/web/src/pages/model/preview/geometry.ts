import type { PlaceItem } from "../../../api/schema";

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Room for the numbers of the axis, and for the names below. */
  readonly left: number;
  readonly bottom: number;
}

export interface Bar {
  readonly name: string;
  /** Empty where there is no room for it. */
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Bars of what is, and the step line of what would be. */
export function barsOf(places: readonly PlaceItem[], { width, height, left, bottom }: Frame): { bars: readonly Bar[]; line: string; y: (value: number) => number; most: number } {
  const most = roundUp(Math.max(1, ...places.flatMap(place => [place.before, place.after])));
  const top = 10;
  const y = (value: number): number => Math.round((height - bottom - (value / most) * (height - bottom - top)) * 10) / 10;
  const step = places.length === 0 ? 0 : (width - left) / places.length;
  // A name needs some seven pixels a letter.
  const longest = Math.max(1, ...places.map(place => place.name.length));
  const every = Math.max(1, Math.ceil((longest * 7 + 4) / Math.max(step, 1)));
  const bars = places.map((place, index) => ({
    name: place.name,
    label: index % every === 0 ? place.name : "",
    before: place.before,
    after: place.after,
    x: left + index * step + 1,
    y: y(place.before),
    width: Math.max(1, step - 2),
  }));
  const line = places.map((place, index) => `${index === 0 ? "M" : "H"}${round(left + index * step)}${index === 0 ? ` ${y(place.after)}` : ""}${index === 0 ? "" : `V${y(place.after)}`}`).join("") + (places.length > 0 ? `H${round(width)}` : "");
  return { bars, line, y, most };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The next round number: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find(factor => factor * power >= value) ?? 10;
  return step * power;
}

/** Three to five lines from 0, at whole numbers where there are whole things. */
export function ticksOf(most: number): readonly number[] {
  const parts = most >= 4 && most % 4 === 0 ? 4 : most % 5 === 0 ? 5 : most % 2 === 0 ? 2 : most < 1 ? 4 : Math.max(1, Math.min(4, most));
  return Array.from({ length: parts + 1 }, (_, index) => (most / parts) * index);
}
