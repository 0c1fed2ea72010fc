import { read, write } from "../../../state/prefs";

/** A text that is not saved, kept in this browser. */
export interface Kept {
  readonly text: string;
  /** The tag of the text that it was made from. */
  readonly etag: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who wrote it: another person at the same browser is not offered it. */
  readonly by: string;
}

const nameOf = (model: string): string => `draft.${model}`;

export function readKept(model: string, by: string): Kept | undefined {
  const kept = read<Partial<Kept> | undefined>(nameOf(model), undefined);
  return kept && typeof kept.text === "string" && kept.by === by ? { text: kept.text, etag: kept.etag ?? null, at: kept.at ?? 0, by } : undefined;
}

/** Answers whether the browser took it. */
export const keep = (model: string, kept: Kept): boolean => write(nameOf(model), kept);

export const forgetKept = (model: string): boolean => write(nameOf(model), undefined);
