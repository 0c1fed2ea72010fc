import { useState } from "preact/hooks";

import { ApiError } from "../../api/client";
import { readModel, saveDraft } from "../../api/drafts";
import type { ModelItem } from "../../api/schema";
import { forget } from "../../api/useQuery";
import { useAddress } from "../../ui/address";
import { Button, Failed } from "../../ui/basics";
import { Dialog } from "../../ui/Dialog";
import { editTop } from "../model/doc/rewrite";
import { faultOf, idOf } from "./ids";
import { templates } from "./templates";

/** Makes a draft from a sample, from another model, or from almost nothing. Nobody is scored by it before it is published. */
export function NewModel({ models, from, onClose }: { models: readonly ModelItem[]; from: string | undefined; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [id, setId] = useState<string>();
  const [source, setSource] = useState(from ?? templates[0]!.name);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const { go } = useAddress();
  const name = id ?? idOf(title);
  const fault = faultOf(name, models.map(item => item.model));
  const why = title.trim() === "" ? "Write a title first." : fault;

  const create = async (): Promise<void> => {
    const template = templates.find(item => item.name === source);
    const text = template ? await template.load() : (await readModel(source.replace(/^model /u, ""))).data.yaml;
    const draft = editTop(editTop(text.replace(/^# yaml-language-server:.*\n/u, ""), "model", name), "title", title.trim());
    await saveDraft(name, draft, { isNew: true });
    forget();
    onClose();
    go(`/app/models/${encodeURIComponent(name)}`);
  };
  const run = (): void => {
    if (why !== undefined)
      return;
    setBusy(true);
    setError(undefined);
    create()
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure : new ApiError(0, "", String(failure), "Try again.")))
      .finally(() => setBusy(false));
  };
  const option = (value: string, head: string, text: string) => (
    <label class="pick-card" key={value}>
      <input type="radio" name="source" value={value} checked={source === value} onChange={() => setSource(value)} />
      <span>
        <b><bdi>{head}</bdi></b>
        <small>{text}</small>
      </span>
    </label>
  );
  return (
    <Dialog
      title="New model"
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" why={why} busy={isBusy} onClick={run}>{isBusy ? "Making it ..." : "Make the draft"}</Button>
        </>
      }
    >
      <div>
        <label class="label" for="model-title">Title</label>
        <input id="model-title" class="field" maxLength={200} autocomplete="off" placeholder="B2B, from first visit to sales call" value={title} onInput={event => setTitle(event.currentTarget.value)} />
      </div>
      <div>
        <label class="label" for="model-id">Id, for addresses and messages</label>
        <input id="model-id" class="field mono" maxLength={63} autocomplete="off" spellcheck={false} value={name} aria-invalid={(title !== "" && fault !== undefined) || undefined} onInput={event => setId(event.currentTarget.value)} />
        {title !== "" && fault ? <p class="fault">{fault}</p> : <p class="hint">It stays for good.</p>}
      </div>
      <fieldset class="pick-cards">
        <legend class="label">Begin with</legend>
        {templates.map(template => option(template.name, template.title, template.text))}
        {models.map(model => option(`model ${model.model}`, `A copy of ${model.title}`, "Its draft, or its live version."))}
      </fieldset>
      {error && <Failed error={error} what="The model is not made." />}
    </Dialog>
  );
}
