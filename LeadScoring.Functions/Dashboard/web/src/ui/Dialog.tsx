import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Asks something first. Escape and the scrim close it; the focus goes back to what opened it. */
export function Dialog({ title, onClose, children, foot }: { title: string; onClose: () => void; children: ComponentChildren; foot: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement)
        opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="dialog-title"
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        if (event.target === dialog.current)
          onClose();
      }}
    >
      <form
        method="dialog"
        class="dialog-box"
        onSubmit={event => event.preventDefault()}
      >
        <h2 id="dialog-title">{title}</h2>
        {children}
        <div class="dialog-foot">{foot}</div>
      </form>
    </dialog>
  );
}
