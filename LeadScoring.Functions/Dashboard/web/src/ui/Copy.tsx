import { useRef } from "preact/hooks";

import { Button } from "./basics";
import { toast } from "./toast";

/** A text to be pasted elsewhere, with a button that copies it. Where the browser refuses, the text is selected for the reader to copy. */
export function Copy({ text, label, what }: { text: string; label: string; what: string }) {
  const field = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast(`${what} is copied.`);
    } catch {
      if (field.current)
        getSelection()?.selectAllChildren(field.current);
      toast("The browser does not let it be copied; it is selected: press Ctrl or ⌘ and C.");
    }
  };
  return (
    <div class="copy">
      <code class="mono" ref={field} tabIndex={0} aria-label={label}>{text}</code>
      <Button onClick={() => void copy()} aria-label={`Copy: ${label}`}>Copy</Button>
    </div>
  );
}
