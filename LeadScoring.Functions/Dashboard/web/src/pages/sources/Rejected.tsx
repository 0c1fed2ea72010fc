import { useState } from "preact/hooks";

import { ApiError, body, client } from "../../api/client";
import type { KeptItem, ReplayAnswer, SourceList } from "../../api/schema";
import { useAddress } from "../../ui/address";
import { Blank, Button, Card, Failed, Note, Skeleton } from "../../ui/basics";
import { connectionText } from "../../words/received";
import { count } from "../../words/time";
import { RejectedItem } from "./RejectedItem";
import { replayText } from "./sourceWords";
import { useRejected } from "./useRejected";

/** What could not be taken, why, and a way to take it again once that is corrected. */
export function Rejected({ list }: { list: SourceList | undefined }) {
  const { query, set } = useAddress();
  const source = query["source"];
  const rejected = useRejected(source);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<ReplayAnswer>();
  const [failure, setFailure] = useState<ApiError>();
  const items = rejected.items;
  const ids = items?.filter(item => chosen.has(item.id)).map(item => item.id) ?? [];
  const results = new Map(answer?.results.map(result => [result.id, result]));

  const replay = async (request: { ids: string[] } | { source: string }): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      setAnswer(await body(client.POST("/api/v1/rejected/replay", { body: request })));
      setChosen(new Set());
      rejected.again();
    } catch (thrown) {
      setFailure(thrown instanceof ApiError ? thrown : new ApiError(0, "", String(thrown), "Try again."));
    } finally {
      setBusy(false);
    }
  };
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on)
      next.add(id);
    else
      next.delete(id);
    setChosen(next);
  };
  const names = [...new Set([...(list?.connections.map(connection => `${connection.source}/${connection.connection}`) ?? []), ...(source ? [source] : []), ...(items?.map(item => item.source) ?? [])])].sort();
  return (
    <>
      <div class="row wrap tools">
        <label class="row small">
          From
          <select class="field pick-source" value={source ?? ""} onChange={event => set({ source: event.currentTarget.value || undefined })}>
            <option value="">all senders</option>
            {names.map(name => <option key={name} value={name}>{senderText(name, list)}</option>)}
          </select>
        </label>
        <Button kind={ids.length > 0 ? "primary" : undefined} busy={busy} why={ids.length === 0 ? "Choose messages first." : undefined} onClick={() => void replay({ ids })}>{busy ? "Taking again ..." : `Take ${ids.length > 0 ? count(ids.length, "message", "messages") : "the chosen"} again`}</Button>
        {source && items && items.length > 0 && <Button busy={busy} onClick={() => void replay({ source })}>Take all of this sender again</Button>}
      </div>
      {answer && <Note tone={answer.kept > 0 ? "warn" : ""} title={replayText(answer)} icon={answer.kept > 0 ? "warn" : "check"}>{answer.kept > 0 && <span>Why stands beside each.</span>}</Note>}
      {failure && <Failed error={failure} what="They are not taken again; nothing is lost." />}
      {rejected.error && <Failed error={rejected.error} what={items ? "The list cannot be renewed; below is what was known before." : "What was rejected cannot be shown."} again={rejected.again} />}
      {!items && !rejected.error && <Skeleton rows={6} />}
      {items?.length === 0 && <Nothing filtered={source !== undefined} />}
      {items && items.length > 0 && (
        <Card flush class="gap-s">
          <ul class="rejected">
            {items.map(item => <RejectedItem key={item.id} item={item} sender={senderText(item.source, list)} chosen={chosen.has(item.id)} result={results.get(item.id)} onChoose={on => choose(item.id, on)} />)}
          </ul>
        </Card>
      )}
      {rejected.more && <p class="list-more"><Button busy={rejected.busy} onClick={rejected.next}>Show older ones</Button></p>}
    </>
  );
}

/** Who sent it: a connection by its title, what comes from programs as it names itself. */
function senderText(source: KeptItem["source"], list: SourceList | undefined): string {
  const [kind = "", connection] = source.split("/");
  return connection === undefined || !list ? source : connectionText({ source: kind, connection }, list.sources);
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Blank title="Nothing of this sender is rejected" action={<a class="btn" href="/app/sources?tab=rejected">All senders</a>}>
      What it sent was understood, or was taken again.
    </Blank>
  ) : (
    <Blank title="Nothing is rejected">What was sent was understood. A message that cannot be taken is kept here, with the reason and what to do.</Blank>
  );
}
