import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { body, client } from "../api/client";
import { useQuery } from "../api/useQuery";
import { flipTheme, theme, shownTheme } from "../state/prefs";
import { may, session, signOut } from "../state/session";
import { useAddress } from "../ui/address";
import { Avatar } from "../ui/basics";
import { Icon, Logo, type IconName } from "../ui/Icon";
import { Toasts } from "../ui/toast";
import { useKeys } from "../ui/keys";
import { KeyHelp } from "./KeyHelp";
import { ModelPick } from "./ModelPick";
import { Search } from "./Search";

interface Entry {
  readonly path: string;
  readonly text: string;
  readonly icon: IconName;
}

/** What is around every page: where one can go, search, the model that is looked at, light or dark. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useAddress();
  const [help, setHelp] = useState(false);
  const [more, setMore] = useState(false);
  const entries = entriesOfRole();
  const overdue = useOverdue();
  useKeys([{ keys: ["?"], does: "these keys", run: () => setHelp(true) }]);
  // Where the theme changes, the whole app follows by its attribute; reading it here renews the word of the button.
  const dark = (theme.value ?? shownTheme()) === "dark";

  const link = (entry: Entry, icon: number) => (
    <a key={entry.path} class={icon === 16 ? "i" : undefined} href={entry.path} aria-current={isAt(path, entry.path) ? "page" : undefined} onClick={() => setMore(false)}>
      <Icon name={entry.icon} size={icon} />
      {entry.text}
      {entry.path === "/app/queue" && overdue > 0 && <span class="count over" aria-label={`${overdue} overdue`}>{overdue}</span>}
    </a>
  );
  const name = session.value?.name ?? "";
  const me = (
    <div class="me">
      <Avatar name={name} />
      <span class="grow">
        <b class="strong"><bdi>{name}</bdi></b>
        <br />
        <span class="muted">{roleText()}</span>
      </span>
      <button type="button" class="btn quiet" onClick={() => void signOut()} title="Sign out" aria-label="Sign out"><Icon name="out" /></button>
    </div>
  );
  const tabs = entries.length > 4 ? entries.slice(0, 3) : entries;
  return (
    <>
      <a class="skip" href="#main">Skip to content</a>
      <nav class="nav" aria-label="Main">
        <a class="brand" href="/app"><Logo />LeadScoring</a>
        {entries.map(entry => link(entry, 16))}
        <div class="sep" />
        <a class="i" href="/app/reference" target="_self"><Icon name="info" />API reference</a>
        {me}
      </nav>
      <header class="bar">
        <a class="brand" href="/app" aria-label="LeadScoring"><Logo /></a>
        <Search />
        <div class="tail">
          <ModelPick />
          <button class="btn quiet" type="button" onClick={flipTheme} aria-label={dark ? "Light" : "Dark"} title={dark ? "Light" : "Dark"}><Icon name="theme" /></button>
        </div>
      </header>
      <main id="main">{children}</main>
      {more && (
        <div class="more-sheet card" id="more">
          {entries.slice(3).map(entry => link(entry, 20))}
          <a href="/app/reference" target="_self"><Icon name="info" size={20} />API reference</a>
          {me}
        </div>
      )}
      <nav class="tabbar" aria-label="Main, short">
        {tabs.map(entry => link(entry, 20))}
        <button type="button" aria-expanded={more} aria-controls="more" onClick={() => setMore(old => !old)}><Icon name="more" size={20} />More</button>
      </nav>
      <Toasts />
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </>
  );
}

function entriesOfRole(): Entry[] {
  const queue: Entry = { path: "/app/queue", text: may("marketing") ? "Queues" : "My queue", icon: "queue" };
  const overview: Entry = { path: "/app/overview", text: "Overview", icon: "overview" };
  const leads: Entry = { path: "/app/leads", text: "Leads", icon: "leads" };
  const reports: Entry = { path: "/app/reports", text: "Reports", icon: "reports" };
  const models: Entry = { path: "/app/models", text: "Models", icon: "models" };
  const sources: Entry = { path: "/app/sources", text: "Sources", icon: "sources" };
  const health: Entry = { path: "/app/health", text: "Health", icon: "health" };
  if (may("marketing"))
    return [overview, leads, queue, models, reports, sources, health];
  return may("sales") ? [queue, leads, overview, reports, models, health] : [overview, leads, reports, models, health];
}

const isAt = (path: string, entry: string): boolean => path === entry || path.startsWith(`${entry}/`);

function roleText(): string {
  if (may("admin"))
    return "Admin";
  if (may("marketing"))
    return "Marketing";
  return may("sales") ? "Sales" : "Reads";
}

// How many wait past the agreed time; asked for once a minute.
// Of those in the queues: what marketing is to follow up stands on the pages of its leads.
function useOverdue(): number {
  const query = useQuery("overdue", async signal => (await body(client.GET("/api/v1/leads", { params: { query: { overdue: true, owner: ["sales", "inside-sales"], limit: 1 } }, signal }))).total?.leads ?? 0, { every: 60_000 });
  return query.data ?? 0;
}
