import { useState } from "preact/hooks";

import { body, client } from "../../api/client";
import type { KeptItem, ReplayItem } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { now } from "../../state/now";
import { leadPath } from "../../ui/address";
import { Chip, Failed, Skeleton, Time } from "../../ui/basics";
import { Told } from "../../ui/Told";
import { ago, count } from "../../words/time";
import { resultText } from "./sourceWords";

/** A message that was not taken: from whom, what is wrong, what to do, and its text on demand. */
export function RejectedItem({ item, sender, chosen, result, onChoose }: { item: KeptItem; sender: string; chosen: boolean; result: ReplayItem | undefined; onChoose: (on: boolean) => void }) {
  const [open, setOpen] = useState(false);
  const told = result && resultText(result);
  return (
    <li>
      <input type="checkbox" checked={chosen} aria-label={`Choose the message of ${sender}: ${item.detail}`} onChange={event => onChoose(event.currentTarget.checked)} />
      <div class="grow">
        <p class="small muted"><bdi>{sender}</bdi>, <Time at={item.at}>{ago(item.at, now.value)}</Time>{item.lead && <>, <a class="link" href={leadPath(item.lead)}>the lead</a></>}</p>
        <p><b class="strong"><Told text={item.detail} /></b> {item.pointer && <span class="small muted">at <code class="mono">{item.pointer}</code></span>}</p>
        <p class="small soft"><Told text={item.fix} /> <span class="muted nowrap">{item.code}</span></p>
        {told && <p><Chip tone={told.tone}>{told.tone === "ok" ? "done" : "still refused"}</Chip> <span class="small">{result.detail === item.detail ? "for the same reason" : <Told text={told.text} />}</span></p>}
        <details class="small" onToggle={event => setOpen(event.currentTarget.open)}>
          <summary>What was sent, {count(item.bytes, "byte", "bytes")}</summary>
          {open && <Text id={item.id} />}
        </details>
      </div>
    </li>
  );
}

function Text({ id }: { id: string }) {
  const query = useQuery(`rejected ${id}`, async signal => (await body(client.GET("/api/v1/rejected", { params: { query: { id } }, signal }))).rejected[0]?.text, { keep: false });
  if (query.error)
    return <Failed error={query.error} what="The text cannot be shown." again={query.again} />;
  if (query.data === undefined)
    return query.busy ? <Skeleton rows={2} /> : <p class="soft">It is gone: somebody took or deleted it.</p>;
  return <pre class="json-read mono" tabIndex={0} aria-label="What was sent">{query.data}</pre>;
}
