import { useState } from "preact/hooks";

import { Button } from "../../../ui/basics";
import { Dialog } from "../../../ui/Dialog";
import { num } from "../../../words/time";

/** Many people would be sent at once: the number is typed, so that nobody sends them by a slip. */
export function ConfirmNumber({ asked, doing, onConfirm, onClose }: { asked: { readonly number: number; readonly why: string }; doing: string | undefined; onConfirm: (number: number) => void; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const isRight = typed.trim() === String(asked.number);
  const why = isRight ? undefined : `Type ${asked.number} first.`;
  return (
    <Dialog
      title={`${num(asked.number)} people would be sent at once`}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Do not publish</Button>
          <Button kind="primary" type="submit" why={why} busy={doing !== undefined} onClick={() => onConfirm(asked.number)}>{doing ?? `Publish and send ${num(asked.number)}`}</Button>
        </>
      }
    >
      <p>{asked.why}</p>
      <p>Nobody can take a call back, also not by rolling back. Ask those who would call whether they can.</p>
      <div>
        <label class="label" for="confirm-number">Type the number of people</label>
        <input id="confirm-number" class="field" inputMode="numeric" autocomplete="off" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
        <p class="hint">To score without sending anybody, write <span class="mono">mode: assess</span> in the model.</p>
      </div>
    </Dialog>
  );
}
