import { useState } from "preact/hooks";

import { now } from "../../state/now";
import { session } from "../../state/session";
import { Button, Failed, Note } from "../../ui/basics";
import { toast } from "../../ui/toast";
import { ago, timeOfDay } from "../../words/time";
import { whoSaved } from "../../words/whoSaved";
import { diffLines, hunksOf } from "./doc/lines";
import { Lines } from "./diff/Lines";
import { capital } from "./publish/words";
import type { Work } from "./work";

/** What the reader has to know before the next key: kept texts, somebody else's save, an app that is away. */
export function Notices({ work, onSave }: { work: Work; onSave: () => void }) {
  const { draft } = work;
  const restored = draft.restored.value;
  const overtaken = draft.overtaken.value;
  const failure = draft.failure.value;
  const away = work.checked.error?.isAway ? work.checked.error : failure?.isAway ? failure : undefined;
  return (
    <div class="stack notices" role="status">
      {draft.conflict.value && <ConflictNote work={work} />}
      {restored && !draft.conflict.value && (
        <Note title="Your text that was not saved is here again.">
          It was kept in this browser {ago(restored.at, now.value)}.
          <div class="row wrap">
            <Button onClick={onSave}>Save it as the draft</Button>
            <Button kind="quiet" onClick={() => toast("What is saved is shown.", draft.dropKept())}>Show what is saved instead</Button>
          </div>
        </Note>
      )}
      {overtaken && !draft.conflict.value && (
        <Note tone="warn" title={<bdi>{whoSaved(overtaken.by)} saved this draft{overtaken.at ? ` ${ago(overtaken.at, now.value)}` : ""}, while you are writing.</bdi>}>
          Nothing of yours is lost. When you save, you see both texts first.
        </Note>
      )}
      {away && (
        <Note tone="warn" title="The app does not answer.">
          {draft.isDirty.value ? `Go on writing: your text is kept in this browser${draft.keptAt.value ? `, last at ${timeOfDay(draft.keptAt.value)}` : ""}.` : "What is shown is what was known before."} The page asks again by itself.
        </Note>
      )}
      {failure && !failure.isAway && <Failed error={failure} what="The draft is not saved; your text is kept in this browser." />}
    </div>
  );
}

/** Two people wrote: both texts are shown, and nothing is overwritten until somebody chose. */
function ConflictNote({ work }: { work: Work }) {
  const { draft } = work;
  const conflict = draft.conflict.value!;
  const [isOpen, setOpen] = useState(true);
  const lines = hunksOf(diffLines(conflict.theirs, draft.text.value), 2);
  // The same person in another window is somebody else, too.
  const who = whoSaved(conflict.by) === session.value?.name ? "another window of yours" : whoSaved(conflict.by);
  return (
    <Note tone="warn" alert title={<bdi>{capital(who)} saved this draft{conflict.at ? ` ${ago(conflict.at, now.value)}` : ""}. Yours is not saved over it.</bdi>}>
      <p>Below is what differs: lines with − are saved and not in your text, lines with + are in yours alone.</p>
      <details open={isOpen} onToggle={event => setOpen(event.currentTarget.open)} class="gap-s">
        <summary class="small">Both texts</summary>
        <Lines lines={lines} label="Lines that differ between both texts" />
      </details>
      <div class="row wrap">
        <Button onClick={() => draft.goOn()}>Go on with mine, save later</Button>
        <Button onClick={() => void draft.keepMine()}>Save mine in its place</Button>
        <Button onClick={() => toast(`The text of ${who} is shown.`, draft.takeTheirs())}>Take theirs</Button>
      </div>
    </Note>
  );
}
