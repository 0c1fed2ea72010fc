import { useState } from "preact/hooks";

import type { SourceItem, SourceList } from "../../api/schema";
import { useAddress } from "../../ui/address";
import { Card, Chip } from "../../ui/basics";
import { Copy } from "../../ui/Copy";
import { Told } from "../../ui/Told";
import { docsLink } from "../../words/told";
import { connectionPath } from "./ConnectionList";
import { DocumentEditor } from "./DocumentEditor";

/** What can be connected, and the steps for the one that was chosen. */
export function Connect({ list, again }: { list: SourceList; again: () => void }) {
  const { query } = useAddress();
  const chosen = list.sources.find(source => source.source === query["source"]);
  if (chosen)
    return <Steps key={chosen.source} source={chosen} again={again} />;
  const of = (source: string): number => list.connections.filter(connection => connection.source === source).length;
  return (
    <Card flush>
      <ul class="sources">
        {list.sources.map(source => (
          <li key={source.source}>
            <span class="grow">
              <b class="strong">{source.title}</b> {of(source.source) > 0 && <Chip tone="ok">{of(source.source) === 1 ? "connected" : `${of(source.source)} connections`}</Chip>}
              <span class="small soft two-lines"><Told text={source.proof} /></span>
            </span>
            <a class="btn" href={`/app/sources?tab=connect&source=${encodeURIComponent(source.source)}`}>Connect ...</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Steps({ source, again }: { source: SourceItem; again: () => void }) {
  const { go } = useAddress();
  const [name, setName] = useState("");
  const bad = name !== "" && !/^[a-z0-9][a-z0-9-]*$/u.test(name);
  const secret = source.title.replaceAll(/[^A-Za-z0-9]/gu, "") || "Secret";
  return (
    <>
      <p class="small"><a class="link" href="/app/sources?tab=connect">All that can be connected</a></p>
      <Card title={`Connect ${source.title}`} class="gap-s">
        <ol class="howto">
          <li>
            <b>Name it,</b> after the form or the account.
            <div class="gap-s">
              <label class="label" for="connection-name">Name of the connection</label>
              <input id="connection-name" class="field name" maxLength={40} value={name} placeholder="signup" aria-invalid={bad || undefined} aria-describedby="connection-help" onInput={event => setName(event.currentTarget.value.trim())} />
              <p id="connection-help" class={bad ? "fault" : "hint"}>{bad ? "Use small letters, digits and hyphens, such as signup-form." : "Small letters, digits and hyphens; it stands in the address."}</p>
            </div>
          </li>
          <li>
            <b>Tell the vendor</b> this address. It proves itself by <Told text={source.proof} />.
            <div class="gap-s"><Copy text={`${location.origin}/hooks/${source.source}/${name || "signup"}`} label="Address of the hook" what="The address" /></div>
          </li>
          <li><b>Set the secret</b> of the vendor as <code class="mono">LeadScoring__Secrets__{secret}</code>, or in Key Vault; the document below names it. On your own machine: <code class="mono">leads secrets set {secret}</code>.</li>
          <li><b>Save,</b> then let the vendor send a test. <a class="link" href={docsLink("guide/connect-a-source")} target="_blank" rel="noreferrer">The guide</a> and <a class="link" href={docsLink("reference/sources")} target="_blank" rel="noreferrer">what each source sends</a>.</li>
        </ol>
      </Card>
      <DocumentEditor
        source={source.source}
        connection={name}
        document={{ secrets: [{ name: secret }] }}
        fresh
        onSaved={saved => {
          again();
          go(connectionPath(saved.source, saved.connection));
        }}
      />
    </>
  );
}
