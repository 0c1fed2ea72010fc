import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";

import type { Finding } from "../doc/findings";
import { completionSource, type Words } from "./complete";
import { look, numberMarks } from "./look";
import { applyFix, changedMarks, findingMarks, selectedMarks, setChanged, setFindings, setSelected } from "./marks";

/** What the page does with the editor. */
export interface Editor {
  /** Puts another text in the place of the one shown: as one step that can be undone. */
  setText(text: string): void;
  setFindings(findings: readonly Finding[]): void;
  setChanged(lines: readonly number[]): void;
  setSelected(range: { from: number; to: number } | undefined): void;
  setReadOnly(readOnly: boolean): void;
  /** Scrolls to a line; with the focus where asked. */
  reveal(line: number, focus: boolean): void;
  measure(): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  /** Id of the text that says how to leave the editor by keyboard; it stands in the same root. */
  readonly describedBy: string;
  readonly readOnly: boolean;
  readonly words: () => Words;
  readonly onText: (text: string) => void;
  /** Where the cursor is, after a click or a key. */
  readonly onCursor: (offset: number) => void;
  readonly onSave: () => void;
}

const fromOutside = Annotation.define<boolean>();

/**
 * Makes the editor, in a shadow root: there its style sheets are adopted, which the content security policy of the app allows, whereas elements of style are refused.
 * @param host Has a shadow root, with an element to draw into.
 */
export function mountEditor(root: ShadowRoot, parent: HTMLElement, options: EditorOptions): Editor {
  const readOnly = new Compartment();
  const readOnlyOf = (value: boolean) => [EditorState.readOnly.of(value), EditorView.editable.of(true)];
  const view = new EditorView({
    root,
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completionSource(options.words)], icons: false }),
        search({ top: false }),
        highlightSelectionMatches(),
        yaml(),
        look,
        numberMarks,
        findingMarks,
        changedMarks,
        selectedMarks,
        readOnly.of(readOnlyOf(options.readOnly)),
        EditorView.contentAttributes.of({ "aria-label": options.label, "aria-describedby": options.describedBy, spellcheck: "false", autocapitalize: "off" }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (options.onSave(), true) },
          { key: "Mod-.", preventDefault: true, run: applyFix },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...defaultKeymap,
          // Escape and then Tab leaves; the text below the editor says so.
          indentWithTab,
        ]),
        EditorView.updateListener.of(update => {
          const outside = update.transactions.some(transaction => transaction.annotation(fromOutside));
          if (update.docChanged && !outside)
            options.onText(update.state.doc.toString());
          if (update.selectionSet && !outside)
            options.onCursor(update.state.selection.main.head);
        }),
      ],
    }),
  });
  return {
    setText(text) {
      const old = view.state.doc.toString();
      if (old === text)
        return;
      // Only what differs: cursor, undo and marks of the rest stay.
      let from = 0;
      const least = Math.min(old.length, text.length);
      while (from < least && old.charCodeAt(from) === text.charCodeAt(from))
        from++;
      let tail = 0;
      while (tail < least - from && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail))
        tail++;
      view.dispatch({ changes: { from, to: old.length - tail, insert: text.slice(from, text.length - tail) }, annotations: fromOutside.of(true), userEvent: "input.outside" });
    },
    setFindings: findings => view.dispatch({ effects: setFindings.of(findings) }),
    setChanged: lines => view.dispatch({ effects: setChanged.of(lines) }),
    setSelected: range => view.dispatch({ effects: setSelected.of(range) }),
    setReadOnly: value => view.dispatch({ effects: readOnly.reconfigure(readOnlyOf(value)) }),
    reveal(line, focus) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines))).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "start", yMargin: 24 }), annotations: fromOutside.of(true) });
      if (focus)
        view.focus();
    },
    measure: () => view.requestMeasure(),
    destroy: () => view.destroy(),
  };
}
