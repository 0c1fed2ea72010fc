import { useLocation } from "preact-iso";
import { useCallback } from "preact/hooks";

/** What the address says, and a way to change it. All that is on the screen is in the address, so that a link shows the same. */
export function useAddress(): { path: string; query: Record<string, string>; set: (changes: Record<string, string | undefined>, replace?: boolean) => void; go: (to: string, replace?: boolean) => void } {
  const { path, query, route } = useLocation();
  const set = useCallback(
    (changes: Record<string, string | undefined>, replace = true) => {
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === "")
          next.delete(name);
        else
          next.set(name, value);
      }

      const text = next.toString().replaceAll("%2C", ",");
      route(location.pathname + (text ? `?${text}` : ""), replace);
    },
    [route],
  );
  return { path, query: query as Record<string, string>, set, go: route };
}

/** The page of a lead. */
export const leadPath = (id: string, model?: string): string => `/app/leads/${encodeURIComponent(id)}${model ? `?model=${encodeURIComponent(model)}` : ""}`;
