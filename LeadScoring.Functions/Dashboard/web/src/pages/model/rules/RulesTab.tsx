import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { RulePart } from "../doc/parse";
import type { Editor } from "../editor/mount";
import { ChangedCard } from "../diff/ChangedCard";
import { PreviewCards } from "../preview/PreviewCards";
import type { Work } from "../work";
import { Cards } from "./Cards";
import { EditorPane } from "./EditorPane";

/** Rules as cards beside the text: two views of one document. A press on either scrolls the other. */
export function RulesTab({ work, isShown, onSave, toLine }: { work: Work; isShown: boolean; onSave: () => void; toLine: { current: ((line: number) => void) | undefined } }) {
  const [selected, setSelected] = useState<string>();
  const cards = useRef<HTMLDivElement>(null);
  const handle = useRef<Editor | undefined>(undefined);
  toLine.current = line => handle.current?.reveal(line, true);
  const [isThere, setThere] = useState(false);
  const onThere = useCallback(() => setThere(true), []);
  const rules = work.doc?.rules ?? [];

  const fromCard = useCallback((rule: RulePart): void => {
    setSelected(rule.id);
    handle.current?.reveal(rule.line, false);
  }, []);
  const fromText = (offset: number): void => {
    const rule = rules.find(item => offset >= item.from && offset <= item.to);
    setSelected(rule?.id);
    if (rule)
      scrollTo(cards.current, rule.id);
  };
  // What the draft changes is what one came for: the first changed rule is shown, once.
  const first = work.changes?.changed[0]?.after ?? work.changes?.added[0];
  const isLed = useRef(false);
  useEffect(() => {
    if (isLed.current || !first || !isThere)
      return;
    isLed.current = true;
    setSelected(first.id);
    handle.current?.reveal(first.line, false);
    scrollTo(cards.current, first.id);
  }, [first?.id, isThere]);
  // A hidden editor has no size: it measures itself when it is shown again.
  useEffect(() => {
    if (isShown)
      handle.current?.measure();
  }, [isShown]);

  // Hundreds of cards are not drawn again with every key.
  const view = useMemo(() => <Cards work={work} selected={selected} onSelect={fromCard} />, [work.doc, work.live, work.findings, work.changes, work.unreadable, selected, fromCard]);
  return (
    <div hidden={!isShown}>
      <button type="button" class="skip" onClick={() => handle.current?.reveal(rules.find(rule => rule.id === selected)?.line ?? 1, true)}>Skip to the text</button>
      <div class="grid two model-panes">
        <div class="cards-pane" ref={cards}>
          {view}
        </div>
        <EditorPane work={work} selected={rules.find(rule => rule.id === selected)} handle={handle} onCursor={fromText} onSave={onSave} onThere={onThere} />
      </div>
      {work.mayEdit && work.changes !== undefined && work.changes.count > 0 && (
        <div class="grid three gap">
          <PreviewCards work={work} />
          <ChangedCard work={work} />
        </div>
      )}
    </div>
  );
}

// Within the pane alone: the page stays where it is.
function scrollTo(pane: HTMLElement | null, rule: string): void {
  const card = pane?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(rule)}"]`);
  if (!pane || !card || pane.scrollHeight <= pane.clientHeight)
    return;
  const [outer, inner] = [pane.getBoundingClientRect(), card.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom)
    pane.scrollTop += inner.top - outer.top - 44;
}
