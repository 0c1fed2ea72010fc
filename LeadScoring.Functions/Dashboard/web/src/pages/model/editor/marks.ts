import { RangeSet, StateEffect, StateField, type Range, type StateEffectType, type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type Command, type DecorationSet } from "@codemirror/view";

import { fixOf, placeOn, type Finding, type Fix } from "../doc/findings";

/** Findings, the lines that differ from the live version, and the rule that is selected. */
export const setFindings = StateEffect.define<readonly Finding[]>();
export const setChanged = StateEffect.define<readonly number[]>();
export const setSelected = StateEffect.define<{ from: number; to: number } | undefined>();

// Nobody fixes hundreds at once, and each has a box of its own.
const mostTips = 40;

/** What was found, as a box below its line, with its fix. */
class Tip extends WidgetType {
  constructor(
    readonly finding: Finding,
    readonly fix: Fix | undefined,
    readonly isFirst: boolean,
  ) {
    super();
  }

  override eq(other: Tip): boolean {
    return this.finding.detail === other.finding.detail && this.finding.fix === other.finding.fix && this.fix?.words === other.fix?.words && this.isFirst === other.isFirst;
  }

  toDOM(view: EditorView): HTMLElement {
    const tip = document.createElement("div");
    tip.className = `cm-tip ${this.finding.isError ? "" : "cm-tip-doubt"}`;
    const detail = document.createElement("b");
    detail.textContent = this.finding.detail;
    tip.append(detail);
    if (this.fix) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.fix.words;
      button.addEventListener("mousedown", event => event.preventDefault());
      button.addEventListener("click", () => {
        const line = view.state.doc.lineAt(view.posAtDOM(tip, 0));
        applyOn(view, line.number, this.finding);
      });
      tip.append(" ", button);
      if (this.isFirst) {
        const key = document.createElement("kbd");
        key.textContent = /Mac|iPhone|iPad/u.test(navigator.platform) ? "⌘ ." : "Ctrl .";
        tip.append(key);
      }
    } else {
      tip.append(` ${this.finding.fix}`);
    }

    return tip;
  }

  override get estimatedHeight(): number {
    return 50;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

interface Found {
  readonly findings: readonly Finding[];
  readonly decorations: DecorationSet;
}

export const findingMarks = StateField.define<Found>({
  create: () => ({ findings: [], decorations: Decoration.none }),
  update(found, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFindings))
        return { findings: effect.value, decorations: decorate(transaction.state.doc, effect.value) };
    }

    return transaction.docChanged ? { ...found, decorations: found.decorations.map(transaction.changes) } : found;
  },
  provide: field => EditorView.decorations.from(field, found => found.decorations),
});

function decorate(doc: Text, findings: readonly Finding[]): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  let withFix = false;
  findings.slice(0, mostTips).forEach(finding => {
    if (finding.line < 1 || finding.line > doc.lines)
      return;
    const line = doc.line(finding.line);
    const [from, to] = placeOn(line.text, finding);
    if (to > from)
      ranges.push(Decoration.mark({ class: finding.isError ? "cm-wrong" : "cm-doubt" }).range(line.from + from, line.from + to));
    const fix = fixOf(line.text, finding);
    ranges.push(Decoration.widget({ widget: new Tip(finding, fix, fix !== undefined && !withFix), block: true, side: 1 }).range(line.to));
    withFix ||= fix !== undefined;
  });
  return Decoration.set(ranges, true);
}

function applyOn(view: EditorView, number: number, finding: Finding): boolean {
  const line = view.state.doc.line(number);
  const fix = fixOf(line.text, finding);
  if (!fix)
    return false;
  const from = line.from + fix.from;
  view.dispatch({ changes: { from, to: line.from + fix.to, insert: fix.insert }, selection: { anchor: from + fix.insert.length }, effects: EditorView.scrollIntoView(from, { y: "nearest" }), userEvent: "input.fix" });
  view.focus();
  return true;
}

/** Makes the fix on the line of the cursor, else the next one below, else the first. */
export const applyFix: Command = view => {
  const { findings } = view.state.field(findingMarks);
  const at = view.state.doc.lineAt(view.state.selection.main.head).number;
  const fixable = findings.filter(finding => finding.line <= view.state.doc.lines && fixOf(view.state.doc.line(finding.line).text, finding));
  const next = fixable.find(finding => finding.line >= at) ?? fixable[0];
  return next ? applyOn(view, next.line, next) : false;
};

const changedLine = Decoration.line({ class: "cm-mark" });
const ruleLine = Decoration.line({ class: "cm-rule" });

/** Lines that differ from the live version. */
export const changedMarks = lines(setChanged, (doc, numbers) => RangeSet.of(numbers.filter(line => line >= 1 && line <= doc.lines).map(line => changedLine.range(doc.line(line).from)), true));

/** Lines of the rule whose card is selected. */
export const selectedMarks = lines(setSelected, (doc, range) => {
  if (!range || range.from >= doc.length)
    return RangeSet.empty;
  const marked: Range<Decoration>[] = [];
  const last = doc.lineAt(Math.max(range.from, Math.min(range.to, doc.length) - 1)).number;
  for (let line = doc.lineAt(range.from).number; line <= last; line++)
    marked.push(ruleLine.range(doc.line(line).from));
  return RangeSet.of(marked);
});

function lines<T>(type: StateEffectType<T>, draw: (doc: Text, value: T) => DecorationSet): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, transaction) {
      let drawn = transaction.docChanged ? marks.map(transaction.changes) : marks;
      for (const effect of transaction.effects) {
        if (effect.is(type))
          drawn = draw(transaction.state.doc, effect.value);
      }

      return drawn;
    },
    provide: field => EditorView.decorations.from(field),
  });
}
