import { useEffect, useState } from "preact/hooks";

/** A value after a pause in its changes; the first at once. */
export function usePaused<T>(value: T, milliseconds: number): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    if (Object.is(value, paused))
      return;
    const timer = setTimeout(() => setPaused(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds, paused]);
  return paused;
}
