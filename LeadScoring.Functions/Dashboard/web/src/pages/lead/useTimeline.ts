import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { ApiError, body, client } from "../../api/client";
import type { TimelineEntry } from "../../api/schema";
import { renewed } from "./timelineDays";

interface Known {
  readonly lead: string;
  readonly entries: readonly TimelineEntry[];
  readonly continuation: string | null;
}

/** What happened to a lead, page by page. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[] | undefined;
  readonly isWhole: boolean;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  readonly more: () => void;
  readonly again: () => void;
}

const firstPage = 60;
const page = 150;

/**
 * Asks for a timeline.
 * @param stamp When it changes the newest page is asked for again; what is older stays.
 */
export function useTimeline(lead: string, stamp: string): Timeline {
  const [known, setKnown] = useState<Known>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const asking = useRef<AbortController | undefined>(undefined);
  const newest = useRef(known);
  newest.current = known;

  const ask = useCallback(
    async (before: string | undefined): Promise<void> => {
      asking.current?.abort();
      const abort = new AbortController();
      asking.current = abort;
      setBusy(true);
      try {
        const answer = await body(client.GET("/api/v1/leads/{lead}/timeline", { params: { path: { lead }, query: { limit: before === undefined ? firstPage : page, ...(before === undefined ? {} : { before }) } }, signal: abort.signal }));
        const old = newest.current?.lead === lead ? newest.current : undefined;
        if (before !== undefined && old)
          setKnown({ lead, entries: [...old.entries, ...answer.entries], continuation: answer.continuation });
        else
          setKnown(after(old, lead, answer));
        setError(undefined);
        setBusy(false);
      } catch (fault) {
        if (abort.signal.aborted)
          return;
        setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Load the page again."));
        setBusy(false);
      }
    },
    [lead],
  );

  useEffect(() => {
    void ask(undefined);
    return () => asking.current?.abort();
  }, [ask, stamp]);

  const shown = known?.lead === lead ? known : undefined;
  const more = useCallback(() => {
    if (!busy && shown?.continuation)
      void ask(shown.continuation);
  }, [busy, shown, ask]);
  return { entries: shown?.entries, isWhole: shown !== undefined && shown.continuation === null, busy, error, more, again: () => void ask(undefined) };
}

// The first page in the place of the old one, with the older pages that were loaded already.
function after(old: Known | undefined, lead: string, answer: { entries: TimelineEntry[]; continuation: string | null }): Known {
  const joined = old && old.entries.length > answer.entries.length ? renewed(old.entries, answer.entries) : undefined;
  return joined && old ? { lead, entries: joined, continuation: old.continuation } : { lead, entries: answer.entries, continuation: answer.continuation };
}
