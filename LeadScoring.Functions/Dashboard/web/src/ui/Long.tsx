/** A text of any length from outside: cut after three lines, whole on focus and hover. */
export function Long({ text }: { text: string }) {
  const isLong = text.length > 90;
  return <bdi class={isLong ? "long-text" : "wrap-any"} tabIndex={isLong ? 0 : undefined} title={isLong ? text : undefined}>{text}</bdi>;
}
