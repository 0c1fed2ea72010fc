import type { ExplanationAnswer, LedgerItem } from "../../api/schema";

/** A category of the score: where its bar begins and ends, and what it could still give. All in points of the score. */
export interface CategoryBar {
  readonly name: string;
  readonly dimension: string | undefined;
  readonly start: number;
  readonly share: number;
  /** The most that it can give; undefined where points add up without a limit that is known. */
  readonly most: number | undefined;
  /** Its own points, as its rules count them. */
  readonly value: number;
  /** How much its rules gave beyond the limit, in its points; 0 where it is not reached. */
  readonly over: number;
  /** How much they took below the lowest, as a positive number. */
  readonly under: number;
  /** Its rules, those that give or take most first. */
  readonly rules: readonly LedgerItem[];
}

/** A dimension with its categories, or all of them where points add up. */
export interface Group {
  readonly name: string | undefined;
  readonly shown: number | undefined;
  readonly share: number;
  readonly most: number | undefined;
  /** What it is raised by, because it is never below 0. */
  readonly cut: number;
  readonly bars: readonly CategoryBar[];
}

export interface Waterfall {
  readonly groups: readonly Group[];
  /** The ends of the axis, in points of the score. */
  readonly low: number;
  readonly high: number;
  /** What the score is raised by, because a sum is never below 0. */
  readonly cut: number;
}

const clamp = "clamp";

/** The parts of a score in the model's order; each begins where the last ended. */
export function waterfallOf(answer: ExplanationAnswer): Waterfall {
  const dimensions = Object.entries(answer.dimensions ?? {});
  const weights = dimensions.reduce((sum, [, dimension]) => sum + dimension.weight, 0) || 1;
  let at = 0;
  let low = 0;
  let high = 0;
  const bar = ([name, category]: [string, ExplanationAnswer["categories"][string]], most: number | undefined): CategoryBar => {
    const lines = answer.ledger.filter(item => item.category === name);
    const cut = lines.find(item => item.rule === clamp)?.points ?? 0;
    const start = at;
    const share = Number(category.share);
    at += share;
    low = Math.min(low, at);
    high = Math.max(high, at, most === undefined ? at : start + most);
    return {
      name,
      dimension: category.dimension,
      start,
      share,
      most,
      value: category.value,
      over: Math.max(0, -cut),
      under: Math.max(0, cut),
      rules: lines.filter(item => item.rule !== clamp).sort((one, other) => Math.abs(other.points) - Math.abs(one.points)),
    };
  };

  const groups = dimensions.map(([name, dimension]): Group => {
    const most = (dimension.weight / weights) * 100;
    const own = Object.entries(answer.categories).filter(([, category]) => category.dimension === name);
    const inside = own.reduce((sum, [, category]) => sum + (category.weight ?? 0), 0) || 1;
    const bars = own.map(entry => bar(entry, (most * (entry[1].weight ?? 0)) / inside));
    const cut = Number(dimension.cut ?? 0);
    at += cut;
    return { name, shown: dimension.shown, share: Number(dimension.share), most, cut, bars };
  });
  if (dimensions.length === 0) {
    const bars = Object.entries(answer.categories).map(entry => bar(entry, undefined));
    groups.push({ name: undefined, shown: undefined, share: Number(answer.score.exact), most: answer.target, cut: 0, bars });
  }

  return { groups, low, high: Math.max(high, answer.target ?? 100), cut: Number(answer.cut ?? 0) };
}

/** The category that gives or takes most: it is open at first. */
export function strongest(waterfall: Waterfall): string | undefined {
  const bars = waterfall.groups.flatMap(group => group.bars).filter(bar => bar.rules.some(rule => rule.matches > 0));
  const all = bars.length > 0 ? bars : waterfall.groups.flatMap(group => group.bars);
  return all.reduce<CategoryBar | undefined>((best, bar) => (best === undefined || Math.abs(bar.share) > Math.abs(best.share) ? bar : best), undefined)?.name;
}

/** Where a bar stands on an axis of 1,000 units. */
export function spanOf(waterfall: Pick<Waterfall, "low" | "high">, from: number, to: number): { x: number; width: number } {
  const scale = 1000 / Math.max(1e-9, waterfall.high - waterfall.low);
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  return { x: Math.round((left - waterfall.low) * scale * 10) / 10, width: Math.round((right - left) * scale * 10) / 10 };
}
