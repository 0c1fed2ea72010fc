import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "./client";

/** An answer on its way, there, or failed. Data that were there stay while newer ones are asked for. */
export interface Query<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  /** Something newer is on its way. */
  readonly busy: boolean;
  /** When the data came, in milliseconds since 1970; 0 for never. */
  readonly at: number;
  /** Asks again. */
  readonly again: () => void;
  /** Puts what is known better in the place of the data, until they are asked for again. */
  readonly put: (data: T) => void;
}

/** How it is asked. */
export interface Asking {
  /** Asks again after so many milliseconds, while the page is looked at. */
  readonly every?: number;
  /** Asks nothing yet. */
  readonly off?: boolean;
  /** Whether data of an older question may stay until the newer is answered; true unless said. */
  readonly keep?: boolean;
}

const cache = new Map<string, { data: unknown; at: number }>();
const cached = 60;

/** Forgets all answers: another person signed in, or something was changed that many answers show. */
export function forget(): void {
  cache.clear();
}

/**
 * Asks the app, and asks again when the question changes. An answer to an older question never takes the place of a newer one's.
 * @param key Tells questions apart; what was answered to the same key is shown at once while it is asked again.
 * @param ask Asks.
 */
export function useQuery<T>(key: string, ask: (signal: AbortSignal) => Promise<T>, { every, off = false, keep = true }: Asking = {}): Query<T> {
  const [state, setState] = useState<{ key: string; data?: T | undefined; error?: ApiError | undefined; busy: boolean; at: number }>(() => begin<T>(key));
  const [turn, setTurn] = useState(0);
  const asking = useRef(ask);
  asking.current = ask;

  useEffect(() => {
    if (off)
      return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;

    const run = async (): Promise<void> => {
      setState(old => (old.key === key ? { ...old, busy: true } : { ...begin<T>(key), ...(keep && !cache.has(key) ? { data: old.data } : {}), busy: true }));
      try {
        const data = await asking.current(abort.signal);
        if (abort.signal.aborted)
          return;
        failures = 0;
        remember(key, data);
        setState({ key, data, error: undefined, busy: false, at: Date.now() });
      } catch (fault) {
        if (abort.signal.aborted)
          return;
        const error = fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Load the page again.");
        failures++;
        setState(old => ({ ...old, key, error, busy: false }));
      }

      const wait = nextWait(every, failures);
      if (wait)
        timer = setTimeout(() => (document.hidden ? document.addEventListener("visibilitychange", seen, { once: true }) : void run()), wait);
    };
    const seen = (): void => void run();

    void run();
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [key, off, every, keep, turn]);

  const again = useCallback(() => setTurn(old => old + 1), []);
  const put = useCallback((data: T) => {
    remember(key, data);
    setState(old => ({ ...old, key, data, at: Date.now() }));
  }, [key]);
  // Between the change of the question and the effect nothing of another question is shown where it must not be.
  const current = state.key === key || keep ? state : { ...begin<T>(key), busy: !off };
  return { data: current.data, error: state.key === key ? current.error : undefined, busy: current.busy, at: current.at, again, put };
}

function begin<T>(key: string): { key: string; data?: T; busy: boolean; at: number } {
  const known = cache.get(key);
  return known ? { key, data: known.data as T, busy: true, at: known.at } : { key, busy: true, at: 0 };
}

function remember(key: string, data: unknown): void {
  cache.delete(key);
  cache.set(key, { data, at: Date.now() });
  if (cache.size > cached)
    cache.delete(cache.keys().next().value!);
}

// After failures the page goes on asking, less often.
function nextWait(every: number | undefined, failures: number): number | undefined {
  if (failures === 0)
    return every;
  return Math.min(60_000, Math.max(every ?? 0, 2_000 * 2 ** Math.min(failures, 5)));
}
