import { useState } from "preact/hooks";

import { body, client } from "../../api/client";
import type { AuditedCall } from "../../api/schema";
import { usePages } from "../../api/usePages";
import { now } from "../../state/now";
import { useAddress } from "../../ui/address";
import { Blank, Button, Card, Chip, Failed, Skeleton, Time } from "../../ui/basics";
import { ago } from "../../words/time";
import { actions, actionText, actorText, outcomeText, subjectPath } from "./auditWords";

/** Who did what, newest first: by ids only, kept for 400 days. */
export function Audit() {
  const { query, set } = useAddress();
  const asked = { ...(query["actor"] ? { actor: query["actor"] } : {}), ...(query["action"] ? { action: query["action"] } : {}), ...(query["since"] ? { since: query["since"] } : {}) };
  const calls = usePages<AuditedCall>(
    `audit ${JSON.stringify(asked)}`,
    async (continuation, signal) => {
      const page = await body(client.GET("/api/v1/audit", { params: { query: { ...asked, limit: 100, ...(continuation ? { continuation } : {}) } }, signal }));
      return { items: page.items, continuation: page.continuation };
    },
    { every: 15_000 },
  );
  const filtered = Object.keys(asked).length > 0;
  const clear = (): void => set({ actor: undefined, action: undefined, since: undefined });
  return (
    <>
      <Filters key={query["actor"] ?? ""} clear={filtered ? clear : undefined} />
      {calls.error && <Failed error={calls.error} what={calls.items ? "The log cannot be renewed; below is what was known before." : "The log cannot be shown."} again={calls.again} />}
      {!calls.items && !calls.error && <Skeleton rows={8} />}
      {calls.items?.length === 0 && (filtered ? <Blank title="Nobody did that" action={<Button onClick={clear}>Everything</Button>}>No entry passes the filter; entries are kept for 400 days.</Blank> : <Blank title="Nobody changed anything yet">Each change by a key or a person stands here, before it is done.</Blank>)}
      {calls.items && calls.items.length > 0 && (
        <Card flush>
          <ul class="told">
            {calls.items.map((call, index) => <Entry key={`${call.at} ${call.subject} ${index}`} call={call} onActor={() => set({ actor: call.actor })} />)}
          </ul>
        </Card>
      )}
      {calls.more && <p class="list-more"><Button busy={calls.busy} onClick={calls.next}>Show older ones</Button></p>}
    </>
  );
}

function Entry({ call, onActor }: { call: AuditedCall; onActor: () => void }) {
  const { text, tone } = outcomeText(call.outcome);
  const path = call.subject && subjectPath(call.action, call.subject);
  return (
    <li>
      <Time at={call.at}>{ago(call.at, now.value)}</Time>
      <span class="grow wrap-any">
        <button type="button" class="plain-link bare strong" title="Only what they did" onClick={onActor}><bdi>{actorText(call.actor)}</bdi></button> {actionText(call.action)}
        {call.subject && <>: {path ? <a class="link mono" href={path}><bdi>{call.subject}</bdi></a> : <bdi class="mono muted">{call.subject}</bdi>}</>}
      </span>
      <Chip tone={tone}>{text}</Chip>
    </li>
  );
}

function Filters({ clear }: { clear: (() => void) | undefined }) {
  const { query, set } = useAddress();
  const [actor, setActor] = useState(query["actor"] ?? "");
  return (
    <form
      class="row wrap tools"
      onSubmit={event => {
        event.preventDefault();
        set({ actor: actor.trim() || undefined });
      }}
    >
      <label class="row small">
        What
        <select class="field pick-source" value={query["action"] ?? ""} onChange={event => set({ action: event.currentTarget.value || undefined })}>
          <option value="">everything</option>
          {Object.entries(actions).map(([value, text]) => <option key={value} value={value}>{text}</option>)}
        </select>
      </label>
      <label class="row small">Who <input class="field who" value={actor} placeholder="key:crm" maxLength={200} onInput={event => setActor(event.currentTarget.value)} /></label>
      <label class="row small">Since <input class="field day" type="date" value={query["since"] ?? ""} onChange={event => set({ since: event.currentTarget.value || undefined })} /></label>
      <Button type="submit">Filter</Button>
      {clear && <Button kind="quiet" onClick={clear}>Everything</Button>}
    </form>
  );
}
