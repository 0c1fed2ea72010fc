import type { ModelText } from "../../api/drafts";
import type { Changes } from "./doc/changes";
import type { Finding } from "./doc/findings";
import type { ModelDoc, Unreadable } from "./doc/parse";
import type { ModelScope } from "./doc/scope";
import type { Draft } from "./state/draft";
import type { Checked } from "./state/useFindings";
import type { Preview } from "./state/usePreview";

/** What the tabs of a model work on. */
export interface Work {
  readonly id: string;
  readonly data: ModelText;
  readonly draft: Draft;
  /** The text as it is now, after a pause in typing. */
  readonly text: string;
  /** The last state that could be read. */
  readonly doc: ModelDoc | undefined;
  readonly unreadable: Unreadable | undefined;
  readonly scope: ModelScope | undefined;
  /** The live version; undefined when it was never published, or while it is loaded. */
  readonly live: ModelDoc | undefined;
  readonly liveText: string | undefined;
  readonly changes: Changes | undefined;
  readonly checked: Checked;
  /** Findings of the text as it is; of the one before while the app looks. */
  readonly findings: readonly Finding[];
  readonly preview: Preview;
  readonly mayEdit: boolean;
  /** Shows a line of the text, in the tab of the rules. */
  readonly reveal: (line: number) => void;
  /** Asks for the model again. */
  readonly again: () => void;
}

/** A tab of the page of a model, as an address. */
export const tabPath = (model: string, tab: string): string => `/app/models/${encodeURIComponent(model)}${tab === "rules" ? "" : `/${tab}`}`;

export const rulePath = (model: string, rule: string): string => `${tabPath(model, "rules")}?rule=${encodeURIComponent(rule)}`;
