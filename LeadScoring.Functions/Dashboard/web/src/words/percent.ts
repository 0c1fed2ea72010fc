const whole = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });

/** A percentage of 100 in the reader's locale, whole: "85%". */
export const percent = (value: number): string => whole.format(value / 100);

/** A part of a whole in percent; nothing of nothing is nothing. Never 0 or 100 percent where it is not. */
export function share(part: number, of: number): string {
  if (of <= 0)
    return percent(0);
  const value = (part / of) * 100;
  return percent(part > 0 && value < 1 ? 1 : part < of && value > 99 ? 99 : Math.round(value));
}
