import type { ConnectionItem, SourceList } from "../../api/schema";
import type { Query } from "../../api/useQuery";
import { now } from "../../state/now";
import { Card, Chip, Failed, PageHead, Time } from "../../ui/basics";
import { Copy } from "../../ui/Copy";
import { Told } from "../../ui/Told";
import { connectionText } from "../../words/received";
import { docsLink } from "../../words/told";
import { ago, num } from "../../words/time";
import { DocumentEditor } from "./DocumentEditor";
import { hookAddress, secretText, stateOf, useText } from "./sourceWords";

/** One connection: its address, whether its secrets are there, what came, and how its fields are read. */
export function Connection({ list, connection, sources }: { list: SourceList; connection: ConnectionItem; sources: Query<SourceList> }) {
  const source = list.sources.find(item => item.source === connection.source);
  const state = stateOf(connection, now.value);
  const id = `${connection.source}/${connection.connection}`;
  const title = connectionText(connection, list.sources);
  return (
    <>
      <PageHead title={title} crumbs={<><a class="link" href="/app/sources">Sources</a> › <bdi>{title}</bdi></>} aside={<Chip tone={state.tone}>{state.text}</Chip>}>
        {connection.lastReceivedAt ? <>Last received <Time at={connection.lastReceivedAt}>{ago(connection.lastReceivedAt, now.value)}</Time>.</> : "Nothing was received yet."}
        {connection.lastRefusedAt && <> A delivery was last refused <Time at={connection.lastRefusedAt}>{ago(connection.lastRefusedAt, now.value)}</Time>.</>}
      </PageHead>
      {sources.error && <Failed error={sources.error} what="The sources cannot be renewed; below is what was known before." again={sources.again} />}
      <div class="kpis">
        <div class="kpi"><b>{num(connection.accepted)}</b><span>events taken</span></div>
        <div class="kpi"><b>{num(connection.duplicates)}</b><span>were there already, and count once</span></div>
        <a class="kpi" href={`/app/sources?tab=rejected&source=${encodeURIComponent(id)}`}><b>{num(connection.rejected)}</b><span>rejected: see and take them again</span></a>
        <div class="kpi"><b>{num(connection.refused)}</b><span>requests that did not prove themselves</span></div>
      </div>
      <div class="grid two gap">
        <Card title="Address for the vendor">
          <Copy text={hookAddress(connection.hook, location.origin)} label="Address of the hook" what="The address" />
          {source && <p class="small soft gap-s">It proves itself by <Told text={source.proof} />.</p>}
          <p class="small gap-s"><a class="link" href={docsLink("guide/connect-a-source")} target="_blank" rel="noreferrer">How to connect a source</a></p>
        </Card>
        <Card title="Secrets" aside={<p>by name, never by value</p>}>
          {connection.secrets.length === 0 && <p class="small soft">The document names no secret, so that nothing can prove itself.</p>}
          <ul class="mini">
            {connection.secrets.map(secret => {
              const { text, tone, fix } = secretText(secret);
              return (
                <li key={`${secret.name} ${secret.use}`}>
                  <span class="grow">
                    <code class="mono">{secret.name}</code> <span class="muted">{useText(secret.use)}</span>
                    {fix && <><br /><span class="small soft"><Told text={fix} /></span></>}
                  </span>
                  <Chip tone={tone}>{text}</Chip>
                </li>
              );
            })}
          </ul>
        </Card>
      </div>
      <DocumentEditor key={id} source={connection.source} connection={connection.connection} document={connection.document} onSaved={sources.again} />
    </>
  );
}
