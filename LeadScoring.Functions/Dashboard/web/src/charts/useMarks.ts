import { useState } from "preact/hooks";

/** Which mark of a chart is looked at: by pointer, by tap, or by arrow keys while the chart has the focus. */
export interface Marks {
  readonly at: number | undefined;
  readonly props: {
    readonly tabindex: 0;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onBlur: () => void;
  };
}

/**
 * Left and right move by one mark, Home and End to the ends, Escape closes.
 * @param length How many marks there are.
 * @param markAt The mark at so many pixels from the left of the chart; undefined for none.
 */
export function useMarks(length: number, markAt: (x: number) => number | undefined): Marks {
  const [at, setAt] = useState<number>();
  const point = (event: PointerEvent): void => setAt(markAt(event.clientX - (event.currentTarget as Element).getBoundingClientRect().left));
  return {
    at: at !== undefined && at < length ? at : undefined,
    props: {
      tabindex: 0,
      onKeyDown: event => {
        const next = { ArrowLeft: Math.max(0, (at ?? length) - 1), ArrowRight: Math.min(length - 1, (at ?? -1) + 1), Home: 0, End: length - 1, Escape: undefined }[event.key];
        if (!(event.key in keys) || length === 0 || (event.key === "Escape" && at === undefined))
          return;
        event.preventDefault();
        setAt(next);
      },
      onPointerMove: point,
      onPointerDown: point,
      onPointerLeave: () => setAt(undefined),
      onBlur: () => setAt(undefined),
    },
  };
}

const keys = { ArrowLeft: 1, ArrowRight: 1, Home: 1, End: 1, Escape: 1 };
