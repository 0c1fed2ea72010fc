import { signal } from "@preact/signals";

/** The time in milliseconds since 1970, renewed every half minute: what is relative to it renews itself. */
export const now = signal(Date.now());

setInterval(() => (now.value = Date.now()), 30_000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden)
    now.value = Date.now();
});
