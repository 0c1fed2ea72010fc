import { useEffect, useState } from "preact/hooks";

import { useAddress } from "../../ui/address";
import { Button } from "../../ui/basics";
import { Dialog } from "../../ui/Dialog";
import type { Work } from "./work";

/** Asks before a link leaves a text that is not saved. It is kept in the browser in any case. */
export function LeaveGuard({ work }: { work: Work }) {
  const [to, setTo] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const { go } = useAddress();
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !work.draft.isDirty.peek())
        return;
      const link = event.composedPath().find(item => item instanceof HTMLAnchorElement);
      if (!link || (link.target && link.target !== "_self") || link.origin !== location.origin || isHere(link.pathname, work.id))
        return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname + link.search);
    };
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, [work.draft, work.id]);
  if (to === undefined)
    return null;
  const leave = (): void => {
    work.draft.keep();
    setTo(undefined);
    go(to);
  };
  const saveAndLeave = async (): Promise<void> => {
    setSaving(true);
    const isSaved = await work.draft.save();
    setSaving(false);
    if (isSaved)
      leave();
    else
      setTo(undefined);
  };
  return (
    <Dialog
      title="Your text is not saved"
      onClose={() => setTo(undefined)}
      foot={
        <>
          <Button kind="quiet" onClick={() => setTo(undefined)}>Stay</Button>
          <Button onClick={leave}>Leave</Button>
          <Button kind="primary" type="submit" busy={isSaving} onClick={() => void saveAndLeave()}>{isSaving ? "Saving ..." : "Save and leave"}</Button>
        </>
      }
    >
      <p>It is kept in this browser and shown again when you come back. Others see it only once it is saved.</p>
    </Dialog>
  );
}

const isHere = (path: string, model: string): boolean => path === `/app/models/${encodeURIComponent(model)}` || path.startsWith(`/app/models/${encodeURIComponent(model)}/`);
