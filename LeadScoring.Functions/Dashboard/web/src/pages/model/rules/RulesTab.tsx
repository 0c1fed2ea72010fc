import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { RulePart } from "../doc/parse";
import type { Editor } from "../editor/mount";
import { ChangedCard } from "../diff/ChangedCard";
import { PreviewCards } from "../preview/PreviewCards";
import type { Work } from "../work";
import { Cards } from "./Cards";
import { EditorPane } from "./EditorPane";

/** Rules as cards beside the text: two views of one document. A press on either scrolls the other. */
export function RulesTab({ work, isShown, onSave }: { work: Work; isShown: boolean; onSave: () => void }) {
  const [selected, setSelected] = useState<string>();
  const cards = useRef<HTMLDivElement>(null);
  const handle = useRef<Editor | undefined>(undefined);
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
  // A hidden editor has no size: it measures itself when it is shown again.
  useEffect(() => {
    if (isShown)
      handle.current?.measure();
  }, [isShown]);

  return (
    <div hidden={!isShown}>
      <div class="grid two model-panes">
        <div class="cards-pane" ref={cards}>
          <Cards work={work} selected={selected} onSelect={fromCard} />
        </div>
        <EditorPane work={work} selected={rules.find(rule => rule.id === selected)} handle={handle} onCursor={fromText} onSave={onSave} />
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
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    pane.scrollTop += inner.top - outer.top - 24;
}
