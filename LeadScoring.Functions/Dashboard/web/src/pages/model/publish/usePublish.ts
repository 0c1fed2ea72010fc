import { useRef, useState } from "preact/hooks";

import { ApiError, body, client } from "../../../api/client";
import { readModel } from "../../../api/drafts";
import type { PublishAnswer } from "../../../api/schema";
import { forget } from "../../../api/useQuery";
import { session } from "../../../state/session";
import { toast } from "../../../ui/toast";
import { previewOf, wholeBuckets } from "../state/usePreview";
import type { Work } from "../work";

/** A publish, or a roll back, on its way. */
export interface Publishing {
  /** What it does now: "Saving ...", "Trying all leads: 40 %". */
  readonly doing: string | undefined;
  readonly error: ApiError | undefined;
  /** The number that has to be typed, and why. */
  readonly asked: { readonly number: number; readonly why: string } | undefined;
  readonly run: (reason: string, confirm?: number) => void;
  readonly cancel: () => void;
}

/**
 * Publishes the draft, or the text of an old version again.
 * @param rollbackTo The version whose text is published again.
 */
export function usePublish(work: Work, done: () => void, rollbackTo?: { version: number; text: string }): Publishing {
  const [doing, setDoing] = useState<string>();
  const [error, setError] = useState<ApiError>();
  const [asked, setAsked] = useState<Publishing["asked"]>();
  const isBusy = useRef(false);

  const send = async (reason: string, confirm: number | undefined): Promise<PublishAnswer> => {
    const order = { author: session.peek()?.name ?? "", reason, ...(confirm === undefined ? {} : { confirm }) };
    const params = { path: { model: work.id } };
    return rollbackTo
      ? body(client.POST("/api/v1/models/{model}/rollback", { params, body: { ...order, version: rollbackTo.version } }))
      : body(client.POST("/api/v1/models/{model}/publish", { params, body: order }));
  };

  const publish = async (reason: string, confirm: number | undefined): Promise<void> => {
    if (!rollbackTo) {
      setDoing("Saving ...");
      if (!(await work.draft.save()))
        return;
    }

    setDoing("Publishing ...");
    let answer: PublishAnswer;
    try {
      answer = await send(reason, confirm);
    } catch (fault) {
      // Over many leads the app wants to know first whom it would send.
      if (!(fault instanceof ApiError) || fault.code !== "LS-PUBLISH-006")
        throw fault;
      const yaml = rollbackTo?.text ?? work.draft.text.peek();
      setDoing("Trying all leads ...");
      await previewOf(work.id, { yaml, buckets: wholeBuckets }, new AbortController().signal, (at, of) => setDoing(`Trying all leads: ${Math.floor((100 * at) / Math.max(1, of))} %`));
      setDoing("Publishing ...");
      answer = await send(reason, confirm);
    }

    setAsked(undefined);
    forget();
    const { data, etag } = await readModel(work.id);
    if (!rollbackTo)
      work.draft.restart(data, etag);
    work.again();
    toast(`Version ${answer.version} is live. ${answer.says}${answer.note ? ` ${answer.note}` : ""}`);
    // How far the scores are is told at the top.
    scrollTo({ top: 0 });
    done();
  };

  const run = (reason: string, confirm?: number): void => {
    if (isBusy.current)
      return;
    isBusy.current = true;
    setError(undefined);
    publish(reason, confirm)
      .catch((fault: unknown) => {
        const failure = fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.");
        if (failure.code === "LS-PUBLISH-007" && failure.problem?.confirm !== undefined)
          setAsked({ number: failure.problem.confirm, why: failure.detail });
        else
          setError(failure);
      })
      .finally(() => {
        isBusy.current = false;
        setDoing(undefined);
      });
  };
  return { doing, error, asked, run, cancel: () => setAsked(undefined) };
}
