import { signal } from "@preact/signals";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void | Promise<void>;
}

const shown = signal<Toast | undefined>(undefined);
let next = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long something can be undone, in milliseconds. */
export const undoTime = 10_000;

/** Says what was done, politely. With a way back for ten seconds. */
export function toast(text: string, undo?: () => void | Promise<void>): void {
  clearTimeout(timer);
  shown.value = { id: next++, text, ...(undo ? { undo } : {}) };
  timer = setTimeout(() => (shown.value = undefined), undo ? undoTime : 5_000);
}

/** Takes back what the toast says, if it can be. */
export function undoLast(): void {
  const current = shown.value;
  if (!current?.undo)
    return;
  clearTimeout(timer);
  shown.value = undefined;
  void current.undo();
}

/** The place of toasts. */
export function Toasts() {
  const current = shown.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {current && (
        <div class="toast" key={current.id}>
          <span>{current.text}</span>
          {current.undo && <button type="button" onClick={undoLast}>Undo</button>}
        </div>
      )}
    </div>
  );
}
