import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { ApiError, client, whole } from "../../../api/client";
import type { PreviewAnswer, PreviewProgress } from "../../../api/schema";

/** What publishing a text would do, and of which text it says so. */
export interface Preview {
  readonly answer: PreviewAnswer | undefined;
  readonly text: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the answer that is on its way. */
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  readonly error: ApiError | undefined;
  /** Tries all leads, not a sample. */
  readonly tryAll: () => void;
}

export const wholeBuckets = 256;
const sampleBuckets = 16;

/** Up to this many leads are all tried without being asked for: that takes a moment. */
const fewLeads = 5_000;

// A preview reads many leads: it waits until nobody types any more.
const calm = 1_000;

/**
 * Previews a text that can be published: one lead in sixteen first, then all where they are few, or where somebody asks.
 * @param text undefined while there is nothing to preview: an error, or no change. Then the last answer stays.
 */
export function usePreview(model: string, text: string | undefined, capacity: number | undefined, isOn: boolean, all: boolean): Preview {
  const [state, setState] = useState<Omit<Preview, "tryAll">>({ answer: undefined, text: undefined, at: 0, progress: undefined, error: undefined });
  const [asked, setAsked] = useState<string>();
  const last = useRef<string | undefined>(undefined);
  const wantsAll = all || asked === text;
  useEffect(() => {
    if (!isOn || text === undefined)
      return;
    const abort = new AbortController();
    const ask = async (buckets: number): Promise<PreviewAnswer> => {
      const answer = await previewOf(model, { yaml: text, buckets, ...(capacity ? { capacity } : {}) }, abort.signal, (done, of) => setState(old => ({ ...old, progress: { done, of } })));
      if (!abort.signal.aborted)
        setState({ answer, text, at: Date.now(), progress: undefined, error: undefined });
      return answer;
    };
    const run = async (): Promise<void> => {
      try {
        const sample = await ask(sampleBuckets);
        if (sample.leads.number <= fewLeads || wantsAll)
          await ask(wholeBuckets);
      } catch (fault) {
        if (!abort.signal.aborted)
          setState(old => ({ ...old, progress: undefined, error: fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.") }));
      }
    };
    const timer = setTimeout(() => void run(), last.current === undefined || last.current === text ? 0 : calm);
    last.current = text;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [model, text, capacity, isOn, wantsAll]);
  const tryAll = useCallback(() => setAsked(text), [text]);
  return { ...state, tryAll };
}

/** Asks for a preview until it is computed. */
export async function previewOf(model: string, request: { yaml: string; buckets: number; capacity?: number }, signal: AbortSignal, onProgress: (done: number, of: number) => void): Promise<PreviewAnswer> {
  for (;;) {
    const { status, data, retryAfter } = await whole(client.POST("/api/v1/models/{model}/preview", { params: { path: { model } }, body: request, signal }));
    const answer: PreviewAnswer | PreviewProgress = data;
    if (status === 200)
      return answer as PreviewAnswer;
    const { bucketsDone, buckets } = answer as PreviewProgress;
    onProgress(bucketsDone, buckets);
    await new Promise(resolve => setTimeout(resolve, Math.max(300, Math.min(retryAfter, 5) * 1_000)));
    signal.throwIfAborted();
  }
}
