import { useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "./client";
import { useQuery, type Asking } from "./useQuery";

/** A list that is read page by page, newest first. */
export interface Pages<T> {
  /** What was read so far; undefined before the first page. */
  readonly items: readonly T[] | undefined;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
  /** There are older ones. */
  readonly more: boolean;
  /** Reads the next page. */
  readonly next: () => void;
  /** Reads from the first page again. */
  readonly again: () => void;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly continuation: string | undefined;
}

/**
 * Reads the first page as a question of its own, and older ones on demand. The first page may be renewed while older ones stay.
 * @param key Tells questions apart; another question begins with its first page.
 * @param ask Asks for a page.
 */
export function usePages<T extends object>(key: string, ask: (continuation: string | undefined, signal: AbortSignal) => Promise<Page<T>>, asking: Asking = {}): Pages<T> {
  const first = useQuery(key, signal => ask(undefined, signal), { ...asking, keep: false });
  const [older, setOlder] = useState<{ key: string; items: readonly T[]; continuation: string | undefined; busy: boolean; error?: ApiError | undefined }>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), [key]);
  const mine = older?.key === key ? older : undefined;
  const continuation = mine ? mine.continuation : first.data?.continuation;

  const next = async (): Promise<void> => {
    if (continuation === undefined || mine?.busy)
      return;
    const controller = new AbortController();
    abort.current = controller;
    const known = mine?.items ?? [];
    setOlder({ key, items: known, continuation, busy: true });
    try {
      const page = await ask(continuation, controller.signal);
      if (!controller.signal.aborted)
        setOlder({ key, items: [...known, ...page.items], continuation: page.continuation, busy: false });
    } catch (thrown) {
      if (!controller.signal.aborted)
        setOlder({ key, items: known, continuation, busy: false, error: thrown instanceof ApiError ? thrown : new ApiError(0, "", String(thrown), "Try again.") });
    }
  };
  return {
    items: first.data && [...first.data.items, ...(mine?.items ?? [])],
    error: mine?.error ?? first.error,
    busy: first.busy || (mine?.busy ?? false),
    more: continuation !== undefined,
    next: () => void next(),
    again: () => {
      abort.current?.abort();
      setOlder(undefined);
      first.again();
    },
  };
}
