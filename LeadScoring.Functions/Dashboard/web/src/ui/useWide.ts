import { useEffect, useState } from "preact/hooks";

/** Whether the page is at least so wide; one of the breakpoints 600, 900 and 1200. */
export function useWide(pixels: 600 | 900 | 1200): boolean {
  const [query] = useState(() => matchMedia(`(min-width: ${pixels}px)`));
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const on = (): void => setWide(query.matches);
    query.addEventListener("change", on);
    return () => query.removeEventListener("change", on);
  }, [query]);
  return wide;
}
