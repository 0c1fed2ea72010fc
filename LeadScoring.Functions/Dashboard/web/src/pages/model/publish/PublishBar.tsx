import { useState } from "preact/hooks";

import { Button, Failed } from "../../../ui/basics";
import { Dialog } from "../../../ui/Dialog";
import { blocking } from "../doc/findings";
import type { Work } from "../work";
import { Approvals, missingApprovals } from "./Approvals";
import { ConfirmNumber } from "./ConfirmNumber";
import { Discard } from "./Discard";
import { usePublish, type Publishing } from "./usePublish";
import { capital, publishWords } from "./words";

/** Stays in view: how many people a publish moves, what stops it, and why it is done. */
export function PublishBar({ work, onSave }: { work: Work; onSave: () => void }) {
  const [reason, setReason] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const publishing = usePublish(work, () => {
    setReason("");
    setAsking(false);
  });
  const { draft, data } = work;
  const isDirty = draft.isDirty.value;
  // Saved and not published yet, it is still what is being published.
  const differs = isDirty || data.draft || data.version === undefined || publishing.doing !== undefined;
  if (!differs)
    return null;
  const stop = stopsOf(work);
  const next = (data.version ?? 0) + 1;
  const noReason = reason.trim() === "" ? "Say why first: people will read it in the history." : undefined;
  const label = publishing.doing ?? `Publish version ${next}`;
  return (
    <>
      <div class="pubbar" role="region" aria-label="Publish">
        <span class="grow pubbar-says">
          <b class="strong">{headline(work)}</b>
          <br />
          <span class="small soft">{stop ?? secondLine(work)}</span>
          {stop !== undefined && errorLine(work) !== undefined && <> <button type="button" class="twin" onClick={() => work.reveal(errorLine(work)!)}>Show it</button></>}
          <Approvals work={work} />
        </span>
        <label class="pubbar-reason only-mid">
          <span class="sr">Reason</span>
          <input class="field" placeholder="Why? It stays in the history" maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        </label>
        <span class="row pubbar-acts">
          {(data.draft || isDirty) && <Button class="only-mid" onClick={() => setDiscarding(true)}>Discard ...</Button>}
          {isDirty && <Button busy={draft.isSaving.value} onClick={onSave}>{draft.isSaving.value ? "Saving ..." : "Save"}</Button>}
          <Button class="only-mid" kind="primary" why={stop ?? noReason} busy={publishing.doing !== undefined} onClick={() => publishing.run(reason.trim())}>{label}</Button>
          <Button class="only-narrow" kind="primary" why={stop} busy={publishing.doing !== undefined} onClick={() => setAsking(true)}>{publishing.doing ?? `Publish version ${next} ...`}</Button>
        </span>
        {publishing.error && <div class="pubbar-error"><Failed error={publishing.error} what="It is not published." /></div>}
      </div>
      {isAsking && !publishing.asked && <AskReason work={work} reason={reason} setReason={setReason} publishing={publishing} why={stop ?? noReason} next={next} onClose={() => setAsking(false)} onDiscard={() => (setAsking(false), setDiscarding(true))} />}
      {publishing.asked && <ConfirmNumber asked={publishing.asked} doing={publishing.doing} onConfirm={number => publishing.run(reason.trim(), number)} onClose={publishing.cancel} />}
      {isDiscarding && <Discard work={work} onClose={() => setDiscarding(false)} />}
    </>
  );
}

/** On a phone the reason is asked for after the button. */
function AskReason({ work, reason, setReason, publishing, why, next, onClose, onDiscard }: { work: Work; reason: string; setReason: (reason: string) => void; publishing: Publishing; why: string | undefined; next: number; onClose: () => void; onDiscard: () => void }) {
  return (
    <Dialog
      title={`Publish version ${next}`}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onDiscard}>Discard ...</Button>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" why={why} busy={publishing.doing !== undefined} onClick={() => publishing.run(reason.trim())}>{publishing.doing ?? "Publish"}</Button>
        </>
      }
    >
      <p>{headline(work)}</p>
      <div>
        <label class="label" for="publish-reason">Why?</label>
        <textarea id="publish-reason" class="textarea" maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        <p class="hint">People will read it in the history.</p>
      </div>
      {publishing.error && <Failed error={publishing.error} what="It is not published." />}
    </Dialog>
  );
}

/** What stops a publish, the first thing first; undefined where nothing does. */
export function stopsOf(work: Work): string | undefined {
  const { draft } = work;
  if (draft.conflict.value)
    return "Choose between the two texts first.";
  const found = blocking(work.findings) ?? (work.unreadable ? `Fix the error on line ${work.unreadable.line} first.` : undefined);
  if (found)
    return found;
  if (work.checked.error)
    return work.checked.error.isAway ? "The app does not answer. Your text is kept in this browser." : work.checked.error.detail;
  if (work.checked.text !== draft.text.value)
    return "The text is being checked.";
  if (!draft.isDirty.value && missingApprovals(work).length > 0)
    return `${capital(missingApprovals(work).join(" and "))} ${missingApprovals(work).length === 1 ? "has" : "have"} to approve first.`;
  if (draft.isDirty.value && (work.data.approvals?.length ?? 0) > 0)
    return "Save first, and let it be approved: an approval is for exactly one text.";
  if (work.liveText !== undefined && work.liveText === draft.text.value)
    return `The text is that of version ${work.data.version}, which is live: nothing would change.`;
  return undefined;
}

const errorLine = (work: Work): number | undefined => work.unreadable?.line ?? work.findings.find(finding => finding.isError)?.line;

function headline(work: Work): string {
  const { answer } = work.preview;
  if (answer && work.scope)
    return publishWords(answer, work.scope.teamOf, work.scope.isLive);
  if (work.preview.error)
    return "How many people a publish moves cannot be said.";
  if (blocking(work.findings) !== undefined || work.unreadable)
    return "Whom a publish would send is counted once the text has no error.";
  return work.scope?.isLive === false ? "Publishing scores everybody and sends nobody." : "Counting whom a publish would send ...";
}

function secondLine(work: Work): string {
  const warnings = work.findings.length;
  const more = warnings === 0 ? "" : ` ${warnings === 1 ? "One warning does" : `${warnings} warnings do`} not stop it.`;
  return work.preview.answer && work.preview.answer.buckets < 256 ? `Estimated from a sample; all leads are counted before anything is sent.${more}` : `Every lead is scored again.${more}`;
}
