import { useMemo, useRef } from "preact/hooks";

import { isReadable, parseModel, type ModelDoc, type Unreadable } from "../doc/parse";
import { usePaused } from "./usePaused";

/** The document of a text that is being written: its last readable state, and why the newest cannot be read. */
export interface Parsed {
  readonly doc: ModelDoc | undefined;
  readonly unreadable: Unreadable | undefined;
}

export function useParsed(text: string): Parsed {
  const paused = usePaused(text, 150);
  const last = useRef<ModelDoc | undefined>(undefined);
  return useMemo(() => {
    const parsed = parseModel(paused);
    if (isReadable(parsed))
      last.current = parsed;
    return { doc: last.current, unreadable: isReadable(parsed) ? undefined : parsed };
  }, [paused]);
}
