import { useState } from "preact/hooks";

import { ApiError } from "../../../api/client";
import { discardDraft, readModel, saveDraft } from "../../../api/drafts";
import { forget } from "../../../api/useQuery";
import { useAddress } from "../../../ui/address";
import { Button, Failed } from "../../../ui/basics";
import { Dialog } from "../../../ui/Dialog";
import { toast } from "../../../ui/toast";
import { changesWords } from "../words";
import type { Work } from "../work";

/** Throws the draft away: what goes is said before, and it can be undone after. */
export function Discard({ work, onClose }: { work: Work; onClose: () => void }) {
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const { go } = useAddress();
  const { draft, data } = work;
  const isNew = data.version === undefined;
  const count = work.changes?.count;

  const discard = async (): Promise<void> => {
    const text = draft.text.peek();
    // A text that was never saved is only in this browser.
    if (data.draft || isNew)
      await discardDraft(work.id, draft.saved.peek()?.etag ?? null);
    forget();
    const back = async (): Promise<void> => {
      if (isNew) {
        await saveDraft(work.id, text, { isNew: true });
        go(`/app/models/${encodeURIComponent(work.id)}`);
      } else {
        // Saved as an edit, which stays in the browser where it cannot be: somebody may have saved another draft meanwhile.
        draft.edit(text);
        await draft.save();
      }

      forget();
      work.again();
    };
    draft.restart({ ...data, yaml: work.liveText ?? text, draft: false }, null);
    toast("The draft is discarded.", back);
    onClose();
    if (isNew) {
      go("/app/models");
      return;
    }

    const fresh = await readModel(work.id);
    draft.restart(fresh.data, fresh.etag);
    work.again();
  };
  const run = (): void => {
    setBusy(true);
    discard()
      .catch((fault: unknown) => setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.")))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title="Discard the draft?"
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Keep it</Button>
          <Button kind="danger" type="submit" busy={isBusy} onClick={run}>{isBusy ? "Discarding ..." : "Discard"}</Button>
        </>
      }
    >
      <p>{isNew ? "The model was never published: it is gone from the list." : `The text goes back to version ${data.version}, which is live and stays so.${count ? ` ${changesWords(count).replace(/^./u, first => first.toUpperCase())} of the draft ${count === 1 ? "is" : "are"} lost.` : ""}`}</p>
      <p class="soft">It can be undone for ten seconds.</p>
      {error && <Failed error={error} what="The draft is not discarded." />}
    </Dialog>
  );
}
