import { signal } from "@preact/signals";

type Theme = "light" | "dark";

/** What a reader chose, kept in the browser. Where storage is refused it lasts as long as the page. */
export function kept<T>(name: string, otherwise: T): { value: T; set(value: T): void } {
  const held = signal<T>(read(name, otherwise));
  return {
    get value() {
      return held.value;
    },
    set(value) {
      held.value = value;
      write(name, value);
    },
  };
}

/** Reads what is kept under a name; what cannot be read is as if it was never kept. */
export function read<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`leads.${name}`);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** Keeps a value under a name. Answers whether it could be kept. */
export function write(name: string, value: unknown): boolean {
  try {
    if (value === undefined)
      localStorage.removeItem(`leads.${name}`);
    else
      localStorage.setItem(`leads.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const dark = matchMedia("(prefers-color-scheme: dark)");

/** The theme that the reader chose; undefined follows the system. */
export const theme = kept<Theme | undefined>("theme", undefined);

/** Whether single-letter keys work outside fields. */
export const letterKeys = kept("keys", true);

/** Whether charts are shown as tables. */
export const tables = kept("tables", false);

/** The model that is looked at; undefined for the first. */
export const chosenModel = kept<string | undefined>("model", undefined);

export function shownTheme(): Theme {
  return theme.value ?? (dark.matches ? "dark" : "light");
}

/** Shows the theme on the page, now and when it changes. */
export function applyTheme(): void {
  const asked = new URLSearchParams(location.search).get("theme");
  const apply = (): void => {
    document.documentElement.dataset["theme"] = asked === "dark" || asked === "light" ? asked : shownTheme();
  };
  apply();
  dark.addEventListener("change", apply);
}

export function flipTheme(): void {
  theme.set(shownTheme() === "dark" ? "light" : "dark");
  document.documentElement.dataset["theme"] = shownTheme();
}
