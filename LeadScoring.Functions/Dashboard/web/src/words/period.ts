const day = 86_400_000;

/** How many days the pages look back. */
export const ranges = ["7", "30", "90"] as const;
export type Range = (typeof ranges)[number];

/** The range of an address; 90 days where it says none. */
export const readRange = (text: string | undefined): Range => ranges.find(range => range === text) ?? "90";

/** First and last day of a range that ends today; reports count in UTC days. */
export function periodOf(range: Range, now: number): { from: string; to: string } {
  return { from: utcDay(now - (Number(range) - 1) * day), to: utcDay(now) };
}

/** yyyy-mm-dd of an instant, in UTC. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
