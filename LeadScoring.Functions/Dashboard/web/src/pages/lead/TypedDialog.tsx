import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { ApiError } from "../../api/client";
import { Button, Failed } from "../../ui/basics";
import { Dialog } from "../../ui/Dialog";

/** Asks for a name to be typed before what cannot be undone. What fails is said in place, and what was typed stays. */
export function TypedDialog({ title, type, action, busyText, danger, ready, run, onClose, children }: { title: string; type: string; action: string; busyText: string; danger?: boolean; ready?: string | undefined; run: () => Promise<void>; onClose: () => void; children: ComponentChildren }) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  // Without what a keyboard may set otherwise: case, blanks, the form of an accent.
  const fold = (value: string): string => value.normalize("NFKC").trim().replaceAll(/\s+/gu, " ").toLocaleLowerCase();
  const why = ready ?? (fold(text) === fold(short(type)) ? undefined : `Type ${short(type)} first.`);
  const submit = async (): Promise<void> => {
    if (why !== undefined || busy)
      return;
    setBusy(true);
    setError(undefined);
    try {
      await run();
    } catch (fault) {
      setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again."));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind={danger ? "danger" : "primary"} type="submit" why={why} busy={busy} onClick={() => void submit()}>{busy ? busyText : action}</Button>
        </>
      }
    >
      {children}
      <div>
        <label class="label" for="typed">Type <bdi class="wrap-any">{short(type)}</bdi> to go on</label>
        <input id="typed" class="field" autocomplete="off" spellcheck={false} value={text} onInput={event => setText(event.currentTarget.value)} />
      </div>
      {error && <Failed error={error} what="That was not done." />}
    </Dialog>
  );
}

const short = (text: string): string => ([...text].length > 80 ? `${[...text].slice(0, 79).join("")}…` : text);
