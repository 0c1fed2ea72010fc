import type { SourceList } from "../../api/schema";
import { now } from "../../state/now";
import { Blank, Card, Chip, Time } from "../../ui/basics";
import { connectionText } from "../../words/received";
import { ago, num } from "../../words/time";
import { stateOf } from "./sourceWords";

/** The page of one connection. */
export const connectionPath = (source: string, connection: string): string => `/app/sources?connection=${encodeURIComponent(source)}/${encodeURIComponent(connection)}`;

const rank = { over: 0, due: 1, ok: 2 } as const;

/** The connections, those that need a look first. On a phone each is a card. */
export function ConnectionList({ list }: { list: SourceList }) {
  if (list.connections.length === 0) {
    return (
      <Blank title="Nothing is connected yet" action={<a class="btn primary" href="/app/sources?tab=connect">Connect a source</a>}>
        Nineteen kinds of senders can be connected: forms, mail platforms, CRMs, calendars, and programs of your own. The website is connected by one script.
      </Blank>
    );
  }

  const rows = list.connections.map(connection => ({ connection, state: stateOf(connection, now.value) })).sort((one, other) => rank[one.state.tone] - rank[other.state.tone] || (other.connection.lastReceivedAt ?? "").localeCompare(one.connection.lastReceivedAt ?? ""));
  return (
    <Card flush>
      <table class="table cards connections">
        <thead>
          <tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">Last received</th><th scope="col" class="num">Accepted</th><th scope="col" class="num">Duplicates</th><th scope="col" class="num">Rejected</th><th scope="col" class="num">Refused</th></tr>
        </thead>
        <tbody>
          {rows.map(({ connection, state }) => (
            <tr key={`${connection.source}/${connection.connection}`}>
              <th scope="row"><a class="link two-lines" href={connectionPath(connection.source, connection.connection)}><bdi>{connectionText(connection, list.sources)}</bdi></a></th>
              <td data-label="State"><Chip tone={state.tone}>{state.text}</Chip></td>
              <td data-label="Last received">{connection.lastReceivedAt ? <Time at={connection.lastReceivedAt}>{ago(connection.lastReceivedAt, now.value)}</Time> : "never"}</td>
              <td data-label="Accepted" class="num">{num(connection.accepted)}</td>
              <td data-label="Duplicates" class="num">{num(connection.duplicates)}</td>
              <td data-label="Rejected" class="num">{connection.rejected > 0 ? <a class="plain-link" href={`/app/sources?tab=rejected&source=${encodeURIComponent(`${connection.source}/${connection.connection}`)}`}>{num(connection.rejected)}</a> : "0"}</td>
              <td data-label="Refused" class="num">{num(connection.refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
