import { useSources } from "../../api/sources";
import { now } from "../../state/now";
import { may } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Blank, Failed, PageHead, Segment, Skeleton } from "../../ui/basics";
import { Connect } from "./Connect";
import { Connection } from "./Connection";
import { ConnectionList } from "./ConnectionList";
import { Rejected } from "./Rejected";
import { sourcesSubtitle, sourcesTitle } from "./sourceWords";
import { Tracker } from "./Tracker";

const tabs = { connections: "Connections", rejected: "Rejected", tracker: "Website", connect: "Connect" } as const;
type Tab = keyof typeof tabs;

const isTab = (text: string | undefined): text is Tab => text !== undefined && Object.hasOwn(tabs, text);

/** Who tells the app what people do: whether they deliver, what could not be taken, the website, and how to connect another. */
export function SourcesPage() {
  const { query, set } = useAddress();
  const allowed = may("marketing");
  const sources = useSources({ every: 30_000, off: !allowed });
  const list = sources.data;
  if (!allowed) {
    return (
      <Blank page title="Sources are for marketing" action={<a class="btn" href="/app">To the first page</a>}>
        Your role does not read them. Ask an admin for the role “marketing” where you need it.
      </Blank>
    );
  }

  const opened = list?.connections.find(connection => `${connection.source}/${connection.connection}` === query["connection"]);
  if (list && opened)
    return <Connection list={list} connection={opened} sources={sources} />;
  const tab: Tab = isTab(query["tab"]) ? query["tab"] : "connections";
  return (
    <>
      <PageHead
        title={list ? sourcesTitle(list, now.value) : "Sources"}
        aside={<Segment<Tab> label="Part" value={tab} onChange={value => set({ tab: value === "connections" ? undefined : value, source: undefined, connection: undefined }, false)} options={(Object.keys(tabs) as Tab[]).map(value => ({ value, text: tabs[value] }))} />}
      >
        {list ? sourcesSubtitle(list, now.value) : "Who tells the app what people do."}
      </PageHead>
      {sources.error && <Failed error={sources.error} what={list ? "The sources cannot be renewed; below is what was known before." : "The sources cannot be shown."} again={sources.again} />}
      {list && query["connection"] && <p class="soft small">There is no connection “<bdi>{query["connection"]}</bdi>”; these are those that there are.</p>}
      {!list && !sources.error && <Skeleton rows={6} />}
      {tab === "rejected" && <Rejected list={list} />}
      {tab === "tracker" && <Tracker />}
      {list && tab === "connections" && <ConnectionList list={list} />}
      {list && tab === "connect" && <Connect list={list} again={sources.again} />}
    </>
  );
}
