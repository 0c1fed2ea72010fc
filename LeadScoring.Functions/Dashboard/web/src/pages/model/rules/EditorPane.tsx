import { useEffect, useId, useRef, useState } from "preact/hooks";

import { body, client } from "../../../api/client";
import { useQuery } from "../../../api/useQuery";
import { Button, Chip, Note, Skeleton } from "../../../ui/basics";
import { changedLines } from "../doc/lines";
import { countsOf } from "../doc/findings";
import type { RulePart } from "../doc/parse";
import type { Words } from "../editor/complete";
import type { Editor } from "../editor/mount";
import type { Work } from "../work";

/** The text of the model, in an editor that only this page loads. */
export function EditorPane({ work, selected, handle, onCursor, onSave }: { work: Work; selected: RulePart | undefined; handle: { current: Editor | undefined }; onCursor: (offset: number) => void; onSave: () => void }) {
  const host = useRef<HTMLDivElement>(null);
  const [isThere, setThere] = useState(false);
  const [failed, setFailed] = useState(false);
  const id = useId();
  const words = useWords(work);
  const callbacks = useRef({ onCursor, onSave });
  callbacks.current = { onCursor, onSave };
  const { draft } = work;

  useEffect(() => {
    let editor: Editor | undefined;
    let isGone = false;
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: "open" });
    const mount = async (): Promise<void> => {
      const { mountEditor } = await import("../editor/mount");
      if (isGone)
        return;
      const parent = document.createElement("div");
      const hint = document.createElement("p");
      hint.hidden = true;
      hint.id = "leave";
      hint.textContent = "Escape and then Tab leaves the text. Control and Space propose what may be written, Control and full stop makes a fix, Control and S saves.";
      root.replaceChildren(parent, hint);
      editor = mountEditor(root, parent, {
        text: draft.text.peek(),
        label: `${work.id} as YAML`,
        describedBy: "leave",
        readOnly: !work.mayEdit,
        words: () => words.current,
        onText: text => draft.edit(text),
        onCursor: offset => callbacks.current.onCursor(offset),
        onSave: () => callbacks.current.onSave(),
      });
      handle.current = editor;
      setThere(true);
    };
    mount().catch(() => setFailed(true));
    return () => {
      isGone = true;
      handle.current = undefined;
      editor?.destroy();
    };
  }, [draft]);

  // What was changed elsewhere: a form, a text of before, a draft of somebody else.
  useEffect(() => draft.text.subscribe(text => handle.current?.setText(text)), [draft, isThere]);
  useEffect(() => handle.current?.setReadOnly(!work.mayEdit), [work.mayEdit, isThere]);
  useEffect(() => {
    // Findings of an older text may lie beside the words: they wait for those of this one.
    if (work.checked.text === undefined || work.checked.text === draft.text.peek())
      handle.current?.setFindings(work.findings);
  }, [work.findings, work.checked.text, isThere]);
  useEffect(() => handle.current?.setChanged(work.liveText === undefined ? [] : changedLines(work.liveText, work.text)), [work.liveText, work.text, isThere]);
  useEffect(() => handle.current?.setSelected(selected && { from: selected.from, to: selected.to }), [selected?.id, isThere]);

  const { errors, warnings } = countsOf(work.findings);
  return (
    <section class="card flush editor" aria-labelledby={`${id}-title`}>
      <header class="editor-head spread">
        <h2 id={`${id}-title`}><bdi>{work.id}.yaml</bdi></h2>
        <span class="row small wrap">
          {errors > 0 && <button type="button" class="chip over as-button" onClick={() => reveal(work, handle, true)}>{errors === 1 ? "1 error" : `${errors} errors`}</button>}
          {warnings > 0 && <button type="button" class="chip due as-button" onClick={() => reveal(work, handle, false)}>{warnings === 1 ? "1 warning" : `${warnings} warnings`}</button>}
          {errors + warnings === 0 && work.checked.text !== undefined && <Chip tone="ok">no findings</Chip>}
          {!work.mayEdit && <Chip>to read</Chip>}
        </span>
      </header>
      {failed && (
        <Note tone="bad" title="The editor cannot be loaded.">
          <span>Your text is kept in this browser.</span>
          <div><Button onClick={() => location.reload()}>Load the page again</Button></div>
        </Note>
      )}
      {!isThere && !failed && <div class="editor-wait"><Skeleton rows={12} /></div>}
      <div class="editor-host" ref={host} hidden={!isThere} />
    </section>
  );
}

function reveal(work: Work, handle: { current: Editor | undefined }, isError: boolean): void {
  const first = work.findings.find(finding => finding.isError === isError);
  if (first)
    handle.current?.reveal(first.line, true);
}

// What the log carries is asked for once; what the text names follows it.
function useWords(work: Work): { readonly current: Words } {
  const vocabulary = useQuery("vocabulary", async signal => body(client.GET("/api/v1/vocabulary", { signal })), { off: !work.mayEdit });
  const words = useRef<Words>({ vocabulary: undefined, rules: [], categories: [], dimensions: [] });
  words.current = {
    vocabulary: vocabulary.data,
    rules: (work.doc?.rules ?? []).map(rule => ({ id: rule.id, title: work.scope?.titleOf(rule.id) ?? "" })),
    categories: (work.scope?.categories ?? []).map(category => category.name),
    dimensions: [...new Set((work.scope?.categories ?? []).flatMap(category => category.dimension ?? []))],
  };
  return words;
}
