import { useEffect, useMemo } from "preact/hooks";

import { readModel, saveDraft, type ModelText } from "../../../api/drafts";
import { useQuery, type Query } from "../../../api/useQuery";
import { session } from "../../../state/session";
import { Draft } from "./draft";
import { forgetKept, keep, readKept } from "./keep";

/** A model as the app has it, and its text as it is edited here. */
export function useModelDraft(model: string): { query: Query<{ data: ModelText; etag: string | null; asked: number }>; draft: Draft } {
  const draft = useMemo(() => {
    const by = session.peek()?.name ?? "";
    return new Draft({
      model,
      by,
      read: () => readModel(model),
      save: (text, condition) => saveDraft(model, text, condition),
      readKept: () => readKept(model, by),
      keep: kept => keep(model, kept),
      forgetKept: () => forgetKept(model),
      now: () => Date.now(),
    });
  }, [model]);
  const query = useQuery(
    `model ${model}`,
    async signal => {
      const asked = Date.now();
      return { ...(await readModel(model, signal)), asked };
    },
    { every: 30_000, keep: false },
  );
  // An answer of before, shown while it is asked for again, is no ground to write on.
  const isFresh = query.data !== undefined && (!query.busy || draft.saved.peek() !== undefined);
  useMemo(() => {
    if (query.data && isFresh)
      draft.load(query.data, query.data.asked);
  }, [query.data, isFresh, draft]);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent): void => {
      draft.keep();
      if (draft.isDirty.peek())
        event.preventDefault();
    };
    const hide = (): void => draft.keep();
    addEventListener("beforeunload", leave);
    addEventListener("pagehide", hide);
    document.addEventListener("visibilitychange", hide);
    return () => {
      hide();
      removeEventListener("beforeunload", leave);
      removeEventListener("pagehide", hide);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [draft]);
  return { query, draft };
}
