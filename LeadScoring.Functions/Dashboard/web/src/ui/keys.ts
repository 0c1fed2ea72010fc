import { useEffect } from "preact/hooks";

import { letterKeys } from "../state/prefs";

/** Keys of the page that is shown, for the list behind "?". */
export interface Key {
  readonly keys: readonly string[];
  readonly does: string;
  readonly run: () => void;
}

let shown: readonly Key[] = [];

export const keysShown = (): readonly Key[] => shown;

/** Single-letter keys: outside fields and dialogs only, and only while the reader has not turned them off. */
export function useKeys(keys: readonly Key[]): void {
  useEffect(() => {
    shown = [...shown, ...keys];
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || document.querySelector("dialog[open]"))
        return;
      if (!letterKeys.value && event.key.length === 1)
        return;
      // Enter and Space belong to the thing that has the focus, where it can be pressed.
      if ((event.key === "Enter" || event.key === " ") && event.target instanceof Element && event.target.closest("a, button, summary"))
        return;
      const key = keys.find(item => item.keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
      if (!key)
        return;
      event.preventDefault();
      key.run();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      shown = shown.filter(item => !keys.includes(item));
    };
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.shadowRoot !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
