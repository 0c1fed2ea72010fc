import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { drawn, virtualAbove, type Drawn } from "./virtual";

/**
 * Draws of many rows those in sight, while the page scrolls.
 * @param rows What holds the rows; each row has the attribute data-at with its place.
 */
export function useVirtual(rows: RefObject<HTMLElement | null>, count: number): Drawn & { show: (at: number) => void } {
  const height = useRef(0);
  const [state, setState] = useState<Drawn>(() => drawn(count, 0, 0, 0));
  const measure = (): void => {
    const box = rows.current;
    if (!box)
      return;
    const row = box.querySelector<HTMLElement>("[data-at]");
    if (row)
      height.current = row.getBoundingClientRect().height;
    const next = drawn(count, height.current, -box.getBoundingClientRect().top, innerHeight);
    setState(old => (old.from === next.from && old.to === next.to && old.before === next.before && old.behind === next.behind ? old : next));
  };
  const measured = useRef(measure);
  measured.current = measure;
  useLayoutEffect(measure, [count]);
  useEffect(() => {
    let asked = 0;
    const on = (): void => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        measured.current();
      });
    };
    addEventListener("scroll", on, { passive: true });
    addEventListener("resize", on);
    return () => {
      cancelAnimationFrame(asked);
      removeEventListener("scroll", on);
      removeEventListener("resize", on);
    };
  }, []);
  // Brings a row into sight that may not be drawn.
  const show = (at: number): void => {
    const box = rows.current;
    if (!box || count <= virtualAbove || (at >= state.from && at < state.to))
      return;
    scrollTo(0, scrollY + box.getBoundingClientRect().top + at * height.current - innerHeight / 2);
    measure();
  };
  // After the number of rows changed and before they are measured none is drawn twice or missing.
  const whole = state.to > count || count <= virtualAbove ? drawn(count, height.current, 0, innerHeight) : state;
  return { ...whole, show };
}
