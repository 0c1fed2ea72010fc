/** What is asked for may be computed first: 202 says when to ask again. */
export interface Asked<T> {
  readonly status: number;
  readonly retryAfter: number;
  readonly data: T;
}

/** What answers with 202 have in common. */
interface Computing {
  readonly retryAfterSeconds: number;
}

/**
 * Asks until the answer is computed.
 * @param ask Asks once.
 * @param signal Ends it.
 * @param waiting Told when an answer says that it is being computed.
 */
export async function untilComputed<T>(ask: () => Promise<Asked<T>>, signal: AbortSignal, waiting: () => void): Promise<Exclude<T, Computing>> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 202)
      return answer.data as Exclude<T, Computing>;
    waiting();
    await pause(Math.min(30, Math.max(1, answer.retryAfter)) * 1000, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException("Nobody waits for it any more.", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
