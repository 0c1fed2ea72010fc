import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** How the editor looks: by the tokens of the app, which reach into its shadow root. */
export const look = [
  EditorView.theme({
    "&": { fontSize: "var(--t-12)", color: "var(--ink)", backgroundColor: "var(--surface)", height: "100%" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.7", overflow: "auto" },
    ".cm-content": { padding: "6px 0 40px", caretColor: "var(--ink)" },
    ".cm-line": { padding: "0 14px 0 12px" },
    ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-3)", border: "0", paddingInlineStart: "6px" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "32px" },
    ".cm-activeLine": { backgroundColor: "transparent", boxShadow: "inset 2px 0 0 var(--focus)" },
    ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
    ".cm-mark": { backgroundColor: "var(--code-mark)" },
    ".cm-rule": { backgroundColor: "color-mix(in srgb, var(--selected) 60%, transparent)" },
    ".cm-rule.cm-mark": { backgroundColor: "var(--code-mark)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--focus) 24%, transparent)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-wrong": { textDecoration: "underline wavy var(--overdue)", textUnderlineOffset: "3px" },
    ".cm-doubt": { textDecoration: "underline wavy var(--need)", textUnderlineOffset: "3px" },
    ".cm-tip": { fontFamily: "var(--sans)", fontSize: "var(--t-12)", lineHeight: "1.45", whiteSpace: "normal", margin: "3px 14px 6px 12px", padding: "7px 11px", borderInlineStart: "3px solid var(--overdue)", borderRadius: "0 var(--r-2) var(--r-2) 0", backgroundColor: "var(--surface-2)", maxWidth: "min(440px, calc(100vw - 110px))", width: "max-content", position: "sticky", insetInlineStart: "52px" },
    ".cm-tip.cm-tip-doubt": { borderColor: "var(--need)" },
    ".cm-tip b": { fontWeight: "var(--w-strong)" },
    ".cm-tip button": { font: "inherit", color: "var(--link)", background: "none", border: "0", padding: "3px 0", margin: "0 0 0 6px", textDecoration: "underline", cursor: "pointer" },
    ".cm-tip button:focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "2px" },
    ".cm-tip kbd": { font: "500 var(--t-11)/1 var(--sans)", color: "var(--ink-3)", marginInlineStart: "6px" },
    ".cm-panels": { backgroundColor: "var(--surface-2)", color: "var(--ink)", borderColor: "var(--line)" },
    ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
    ".cm-panel.cm-search": { padding: "8px 30px 8px 12px", fontFamily: "var(--sans)", fontSize: "var(--t-12)" },
    ".cm-panel.cm-search label": { fontSize: "var(--t-12)" },
    ".cm-textfield": { backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--r-1)", padding: "3px 6px", fontSize: "var(--t-12)" },
    ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: "var(--r-1)", padding: "3px 8px" },
    ".cm-panel.cm-search [name=close]": { fontSize: "16px", color: "var(--ink-2)", padding: "2px 6px" },
    ".cm-searchMatch": { backgroundColor: "var(--due-soft)", outline: "1px solid var(--need)" },
    ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--need) 40%, transparent)" },
    ".cm-selectionMatch": { backgroundColor: "var(--surface-3)" },
    ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--surface-3)", color: "inherit" },
    ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "var(--r-2)", boxShadow: "var(--e-2)", overflow: "hidden" },
    ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "var(--t-12)", maxHeight: "15em" },
    ".cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "1.5" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--selected)", color: "var(--ink)" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
    ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", color: "var(--ink-3)", marginInlineStart: "1em" },
    ".cm-completionInfo": { fontFamily: "var(--sans)", fontSize: "var(--t-12)", padding: "8px 10px", maxWidth: "280px" },
    ".cm-placeholder": { color: "var(--ink-3)" },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
      { tag: [tags.string, tags.content, tags.attributeValue], color: "var(--code-str)" },
      { tag: [tags.lineComment, tags.comment], color: "var(--code-note)" },
      { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-2)" },
      { tag: tags.invalid, color: "var(--overdue-ink)" },
    ]),
  ),
  EditorView.baseTheme({ ".cm-number": { color: "var(--code-num)" }, ".cm-number *": { color: "inherit" } }),
];

// Numbers, durations, shares, yes and no: YAML knows them as texts, people do not.
const numbers = new MatchDecorator({ regexp: /(?<=[\s[,:{-])[+-]?\d+(?:\.\d+)?(?:[dwh]| ?%)?(?=\s|[\],}]|$)|(?<=: )(?:true|false)(?=\s|[\],}]|$)/gu, decoration: Decoration.mark({ class: "cm-number" }) });

export const numberMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = numbers.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = numbers.updateDeco(update, this.decorations);
    }
  },
  { decorations: plugin => plugin.decorations },
);
