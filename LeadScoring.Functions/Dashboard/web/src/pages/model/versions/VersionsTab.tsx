import { useState } from "preact/hooks";

import { body, client } from "../../../api/client";
import { readVersion } from "../../../api/drafts";
import type { VersionDetail } from "../../../api/schema";
import { useQuery } from "../../../api/useQuery";
import { now } from "../../../state/now";
import { Blank, Button, Card, Chip, Failed, Loaded, Time } from "../../../ui/basics";
import { Dialog } from "../../../ui/Dialog";
import { ago, count } from "../../../words/time";
import { ConfirmNumber } from "../publish/ConfirmNumber";
import { usePublish } from "../publish/usePublish";
import { tabPath, type Work } from "../work";

/** Who published each version, why, what changed, and what it was said to do; the way back to one of them. */
export function VersionsTab({ work }: { work: Work }) {
  const versions = useQuery(`versions ${work.id} ${work.data.version ?? 0}`, async signal => body(client.GET("/api/v1/models/{model}/versions", { params: { path: { model: work.id } }, signal })), { off: work.data.version === undefined });
  const [back, setBack] = useState<VersionDetail>();
  if (work.data.version === undefined)
    return <Blank title="No version yet">The first publish makes version 1. Each keeps its text, its author and its reason for ever.</Blank>;
  return (
    <>
      <Loaded query={versions} what="The versions" rows={6}>
        {list => (
          <ol class="versions">
            {list.versions.map(version => (
              <li key={version.version}>
                <Version version={version} isLive={version.version === list.active} work={work} onBack={() => setBack(version)} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {back && <RollBack work={work} version={back} onClose={() => setBack(undefined)} />}
    </>
  );
}

const shown = 4;

function Version({ version, isLive, work, onBack }: { version: VersionDetail; isLive: boolean; work: Work; onBack: () => void }) {
  const more = version.changes.slice(shown);
  const before = version.version - 1;
  return (
    <Card
      title={<>Version {version.version} {isLive && <Chip tone="ok">live</Chip>} {version.rollbackTo !== undefined && <Chip tone="info">the text of version {version.rollbackTo}</Chip>}</>}
      aside={<p><bdi>{version.author}</bdi>, <Time at={version.at}>{ago(version.at, now.value)}</Time></p>}
    >
      <p class="version-reason"><bdi>{version.reason}</bdi></p>
      {version.says && <p class="small soft gap-s">{version.says}</p>}
      {version.changes.length > 0 && <Changes items={version.changes.slice(0, shown)} />}
      {more.length > 0 && (
        <details>
          <summary class="small soft">{count(more.length, "more change", "more changes")}</summary>
          <Changes items={more} />
        </details>
      )}
      <div class="row wrap gap-s">
        {before >= 1 && <a class="btn" href={`${tabPath(work.id, "diff")}?from=${before}&to=${version.version}`}>What changed since version {before}</a>}
        {!isLive && work.mayEdit && <Button onClick={onBack}>Roll back to it ...</Button>}
      </div>
    </Card>
  );
}

const Changes = ({ items }: { items: readonly string[] }) => (
  <ul class="version-changes small soft">
    {items.map((text, index) => <li key={index} class="two-lines" title={text}><bdi>{text.replaceAll(" -> ", " → ")}</bdi></li>)}
  </ul>
);

/** Publishes the text of an old version again. */
function RollBack({ work, version, onClose }: { work: Work; version: VersionDetail; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const text = useQuery(`version ${work.id} ${version.version}`, signal => readVersion(work.id, version.version, signal));
  const publishing = usePublish(work, onClose, { version: version.version, text: text.data ?? "" });
  const next = (work.data.version ?? 0) + 1;
  const why = reason.trim() === "" ? "Say why first: people will read it in the history." : text.data === undefined ? "The text of that version is being read." : undefined;
  if (publishing.asked)
    return <ConfirmNumber asked={publishing.asked} doing={publishing.doing} onConfirm={number => publishing.run(reason.trim(), number)} onClose={publishing.cancel} />;
  return (
    <Dialog
      title={`Roll back to version ${version.version}?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" why={why} busy={publishing.doing !== undefined} onClick={() => publishing.run(reason.trim())}>{publishing.doing ?? `Publish it as version ${next}`}</Button>
        </>
      }
    >
      <p>Its text is published as version {next}, and all leads are scored again. The draft stays as it is. Who was handed off stays with sales; going back can hand off people, too, and then the app asks first.</p>
      <div>
        <label class="label" for="rollback-reason">Why?</label>
        <textarea id="rollback-reason" class="textarea" maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        <p class="hint">People will read it in the history.</p>
      </div>
      {text.error && <Failed error={text.error} what="The text of that version cannot be read." again={text.again} />}
      {publishing.error && <Failed error={publishing.error} what="It is not rolled back." />}
    </Dialog>
  );
}
