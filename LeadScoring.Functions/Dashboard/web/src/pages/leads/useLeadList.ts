import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "../../api/client";
import { askLeads } from "../../api/leads";
import type { LeadItem, LeadTotal } from "../../api/schema";

interface Known {
  readonly key: string;
  readonly leads: readonly LeadItem[];
  readonly continuation: string | null;
  readonly total: LeadTotal | undefined;
}

/** A list that grows while one scrolls. */
export interface LeadList {
  /** Undefined before the first answer. */
  readonly leads: readonly LeadItem[] | undefined;
  readonly total: LeadTotal | undefined;
  readonly isWhole: boolean;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  /** What is shown answers an older question. */
  readonly old: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

const firstPage = 60;
const page = 200;

// The list that was looked at last: who comes back from a lead finds the same place.
let last: (Known & { at: number; scrollY: number }) | undefined;

/** Remembers how far a list was scrolled, for the way back. */
export function leave(): void {
  if (last)
    last = { ...last, scrollY, at: Date.now() };
}

/** How far a list was scrolled when a lead of it was opened; undefined where it was not. */
export function placeOf(key: string): number | undefined {
  return last?.key === key && last.scrollY > 0 && Date.now() - last.at < 600_000 ? last.scrollY : undefined;
}

/**
 * Asks for a list page by page. What is shown stays until a newer question is answered.
 * @param key Tells questions apart.
 * @param query Filter, model and sort.
 * @param off Asks nothing yet.
 */
export function useLeadList(key: string, query: URLSearchParams, off: boolean): LeadList {
  const [known, setKnown] = useState<Known | undefined>(() => (last?.key === key && Date.now() - last.at < 600_000 ? last : undefined));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const asking = useRef<AbortController | undefined>(undefined);
  const text = query.toString();

  const ask = useCallback(
    async (from: Known | undefined, limit: number): Promise<void> => {
      asking.current?.abort();
      const abort = new AbortController();
      asking.current = abort;
      setBusy(true);
      try {
        const asked = new URLSearchParams(text);
        asked.set("limit", String(limit));
        asked.set("spark", "14");
        if (from?.continuation)
          asked.set("continuation", from.continuation);
        const answer = await askLeads(asked, abort.signal);
        const ids = new Set(from?.leads.map(lead => lead.id));
        const next: Known = { key, leads: [...(from?.leads ?? []), ...answer.leads.filter(lead => !ids.has(lead.id))], continuation: answer.continuation, total: from ? from.total : answer.total };
        last = { ...next, at: Date.now(), scrollY: last?.key === key ? last.scrollY : 0 };
        setKnown(next);
        setError(undefined);
        setBusy(false);
      } catch (fault) {
        if (abort.signal.aborted)
          return;
        setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Load the page again."));
        setBusy(false);
      }
    },
    [key, text],
  );

  useEffect(() => {
    if (off)
      return;
    // A list of one page is asked for again after the way back: what was said about a lead may have changed it.
    if (known?.key !== key || known.leads.length <= page)
      void ask(undefined, known?.key === key ? Math.max(firstPage, Math.min(page, known.leads.length)) : firstPage);
    return () => asking.current?.abort();
  }, [key, off]);

  const more = useCallback(() => {
    if (!busy && !error && known?.key === key && known.continuation)
      void ask(known, page);
  }, [busy, error, known, key, ask]);

  return {
    leads: known?.leads,
    total: known?.total,
    isWhole: known !== undefined && known.continuation === null,
    busy,
    error,
    old: known !== undefined && known.key !== key,
    more,
    again: () => void ask(known?.key === key && known.continuation && error ? known : undefined, known ? page : firstPage),
  };
}
