import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";

import { ApiError } from "../../../api/client";
import type { ModelText, Precondition } from "../../../api/drafts";
import type { Kept } from "./keep";

/** What a text is edited with: the app, and the store of this browser. */
export interface Desk {
  readonly model: string;
  readonly by: string;
  read(): Promise<{ data: ModelText; etag: string | null }>;
  save(text: string, condition: Precondition): Promise<string | null>;
  readKept(): Kept | undefined;
  keep(kept: Kept): boolean;
  forgetKept(): void;
  now(): number;
}

/** Two texts of which one would overwrite the other: what is saved, and what is written here. */
export interface Conflict {
  readonly theirs: string;
  readonly etag: string | null;
  readonly by: string | undefined;
  readonly at: string | undefined;
}

/** How long a pause in typing is, in milliseconds. */
export const pause = 400;

/**
 * The text of a model while somebody edits it. Nothing of it is lost: it is kept in the browser with every pause in typing, and nothing that somebody else saved is overwritten.
 */
export class Draft {
  readonly text: Signal<string> = signal("");
  readonly saved: Signal<{ text: string; etag: string | null; at: number } | undefined> = signal(undefined);
  readonly isDirty: ReadonlySignal<boolean> = computed(() => this.saved.value !== undefined && this.saved.value.text !== this.text.value);
  readonly isSaving = signal(false);
  /** Why the last save was refused; undefined since anything was saved. */
  readonly failure: Signal<ApiError | undefined> = signal(undefined);
  readonly conflict: Signal<Conflict | undefined> = signal(undefined);
  /** The text that was kept and is shown again; since when. */
  readonly restored: Signal<Kept | undefined> = signal(undefined);
  /** Somebody else saved while this text is written. */
  readonly overtaken: Signal<{ by: string | undefined; at: string | undefined } | undefined> = signal(undefined);
  /** When the browser took the text last; 0 where it refuses to. */
  readonly keptAt: Signal<number | undefined> = signal(undefined);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #savedAt = 0;

  constructor(readonly desk: Desk) {}

  /**
   * Takes what the app answered: at first, and each time that it is asked again.
   * @param asked When it was asked: an answer from before the last save is of the text before it.
   */
  load({ data, etag }: { data: ModelText; etag: string | null }, asked = this.desk.now()): void {
    if (asked < this.#savedAt)
      return;
    if (this.saved.value === undefined) {
      this.#begin(data, etag);
      return;
    }

    if (etag === this.saved.value.etag && data.yaml === this.saved.value.text)
      return;
    if (!this.isDirty.value) {
      this.#take(data.yaml, etag);
      this.text.value = data.yaml;
    } else if (etag !== this.saved.value.etag && !this.isSaving.value) {
      if (data.yaml === this.text.value)
        this.#take(data.yaml, etag);
      else
        this.overtaken.value = { by: data.draftBy, at: data.draftAt };
    }
  }

  #begin(data: ModelText, etag: string | null): void {
    this.saved.value = { text: data.yaml, etag, at: Date.parse(data.draftAt ?? "") || 0 };
    const kept = this.desk.readKept();
    if (!kept || kept.text === data.yaml) {
      this.text.value = data.yaml;
      if (kept)
        this.desk.forgetKept();
      return;
    }

    this.text.value = kept.text;
    this.keptAt.value = kept.at;
    this.restored.value = kept;
    if (kept.etag !== etag)
      this.conflict.value = { theirs: data.yaml, etag, by: data.draftBy, at: data.draftAt };
  }

  /** The text was changed. */
  edit(text: string): void {
    if (text === this.text.value)
      return;
    this.text.value = text;
    // Who writes on has seen that the text is here again.
    this.restored.value = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), pause);
  }

  /** Keeps the text in the browser now. */
  keep(): void {
    clearTimeout(this.#timer);
    if (this.saved.value === undefined)
      return;
    if (!this.isDirty.value) {
      this.desk.forgetKept();
      this.keptAt.value = undefined;
      return;
    }

    const at = this.desk.now();
    const etag = this.saved.value.etag;
    this.keptAt.value = this.desk.keep({ text: this.text.value, etag, at, by: this.desk.by }) ? at : 0;
  }

  /** Saves the text as the draft. Answers whether it is saved. */
  async save(): Promise<boolean> {
    if (this.saved.value === undefined || this.isSaving.value || this.conflict.value)
      return false;
    const text = this.text.value;
    if (!this.isDirty.value)
      return true;
    this.keep();
    this.isSaving.value = true;
    try {
      const etag = await this.desk.save(text, { etag: this.saved.value.etag });
      this.#savedAt = this.desk.now() + 1;
      this.#take(text, etag);
      return true;
    } catch (fault) {
      const error = fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.");
      if (error.status === 412)
        await this.#compare(error);
      else
        this.failure.value = error;
      return false;
    } finally {
      this.isSaving.value = false;
    }
  }

  #take(text: string, etag: string | null): void {
    this.saved.value = { text, etag, at: this.desk.now() };
    this.failure.value = undefined;
    this.overtaken.value = undefined;
    this.restored.value = undefined;
    this.keep();
  }

  // Somebody else saved: what they saved is shown beside what is written here.
  async #compare(error: ApiError): Promise<void> {
    try {
      const { data, etag } = await this.desk.read();
      if (data.yaml === this.text.value)
        this.#take(data.yaml, etag);
      else
        this.conflict.value = { theirs: data.yaml, etag, by: data.draftBy, at: data.draftAt };
    } catch {
      // Who saved is known from the refusal; the text itself is asked for with the next save.
      this.failure.value = error;
    }
  }

  /** Goes on with what the other person saved. Answers the way back to the text that was written here. */
  takeTheirs(): () => void {
    const mine = this.text.value;
    const conflict = this.conflict.value;
    if (conflict) {
      this.conflict.value = undefined;
      this.saved.value = { text: conflict.theirs, etag: conflict.etag, at: Date.parse(conflict.at ?? "") || 0 };
      this.#settle(conflict.theirs);
    }

    return () => this.edit(mine);
  }

  /** Saves what is written here over what the other person saved: somebody read both. */
  async keepMine(): Promise<boolean> {
    const conflict = this.conflict.value;
    if (!conflict)
      return false;
    this.conflict.value = undefined;
    this.saved.value = { text: conflict.theirs, etag: conflict.etag, at: Date.parse(conflict.at ?? "") || 0 };
    return this.save();
  }

  /** Goes on writing, with what the other person saved as the ground: nothing is saved yet. */
  goOn(): void {
    const conflict = this.conflict.value;
    if (!conflict)
      return;
    this.conflict.value = undefined;
    this.saved.value = { text: conflict.theirs, etag: conflict.etag, at: Date.parse(conflict.at ?? "") || 0 };
    this.overtaken.value = undefined;
    this.keep();
  }

  /** Shows what is saved instead of the kept text. Answers the way back. */
  dropKept(): () => void {
    const mine = this.text.value;
    this.#settle(this.saved.value?.text ?? mine);
    return () => this.edit(mine);
  }

  /** The draft was thrown away, or published: what the app has now is the ground. */
  restart(data: ModelText, etag: string | null): void {
    this.#savedAt = this.desk.now() + 1;
    this.conflict.value = undefined;
    this.saved.value = { text: data.yaml, etag, at: 0 };
    this.#settle(data.yaml);
  }

  #settle(text: string): void {
    this.text.value = text;
    this.restored.value = undefined;
    this.overtaken.value = undefined;
    this.failure.value = undefined;
    this.keep();
  }
}
