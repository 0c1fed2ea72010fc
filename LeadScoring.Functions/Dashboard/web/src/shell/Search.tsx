import { useEffect, useId, useRef, useState } from "preact/hooks";

import { body, client } from "../api/client";
import type { LeadItem } from "../api/schema";
import { useQuery } from "../api/useQuery";
import { leadPath, useAddress } from "../ui/address";
import { Icon } from "../ui/Icon";
import { useKeys } from "../ui/keys";
import { nameOf, roleOf } from "../words/person";

const pages = [
  { path: "/app/queue", text: "Queue" },
  { path: "/app/overview", text: "Overview" },
  { path: "/app/leads", text: "Leads" },
  { path: "/app/models", text: "Models" },
  { path: "/app/reports", text: "Reports" },
  { path: "/app/sources", text: "Sources" },
  { path: "/app/health", text: "Health" },
];

interface Hit {
  readonly to: string;
  readonly text: string;
  readonly more?: string;
}

/** Finds people, then companies, then pages, from everywhere: a combobox whose list is moved through by arrows. */
export function Search() {
  const { go } = useAddress();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<Element | null>(null);
  const id = useId();
  useKeys([
    {
      keys: ["/"],
      does: "search",
      run: () => {
        opener.current = document.activeElement;
        field.current?.focus();
      },
    },
  ]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);

  const query = useQuery(`find ${asked}`, async signal => find(asked, signal), { off: asked.length < 3, keep: false });
  const groups = asked.length < 3 ? [] : groupsOf(asked, query.data ?? []);
  const hits = groups.flatMap(group => group.hits);
  const shown = open && asked.length >= 3;

  const close = (back: boolean): void => {
    setOpen(false);
    if (back && opener.current instanceof HTMLElement)
      opener.current.focus();
  };
  const follow = (hit: Hit | undefined): void => {
    if (!hit)
      return;
    setOpen(false);
    setText("");
    go(hit.to);
  };

  let index = -1;
  return (
    <div class="search" role="search">
      <label class="sr" for={`${id}-field`}>Search people, companies and pages</label>
      <Icon name="search" />
      <input
        ref={field}
        id={`${id}-field`}
        type="search"
        role="combobox"
        autocomplete="off"
        list={undefined}
        spellcheck={false}
        placeholder="Name, company or address"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && hits[at] ? `${id}-${at}` : undefined}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onKeyDown={event => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setAt(old => (hits.length === 0 ? 0 : (old + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length));
          } else if (event.key === "Enter") {
            event.preventDefault();
            follow(hits[at]);
          } else if (event.key === "Escape") {
            setText("");
            close(true);
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown && (
        <div class="found card flush" id={`${id}-list`} role="listbox" aria-label="Found">
          {groups.map(group => (
            <div key={group.title} role="group" aria-label={group.title}>
              <div class="qgroup" aria-hidden="true">{group.title}</div>
              {group.hits.map(hit => {
                index++;
                const own = index;
                return (
                  <div key={hit.to} id={`${id}-${own}`} role="option" aria-selected={own === at} class="hit" onMouseDown={event => event.preventDefault()} onClick={() => follow(hit)}>
                    <b><bdi>{hit.text}</bdi></b>
                    {hit.more && <span><bdi>{hit.more}</bdi></span>}
                  </div>
                );
              })}
            </div>
          ))}
          {query.error && <p class="hit-none">{query.error.message}</p>}
          {!query.busy && !query.error && hits.length === 0 && <p class="hit-none">Nobody of this name, company or address. An address must be whole.</p>}
          {query.busy && hits.length === 0 && <p class="hit-none">Searching ...</p>}
        </div>
      )}
    </div>
  );
}

async function find(text: string, signal: AbortSignal): Promise<readonly LeadItem[]> {
  return (await body(client.GET("/api/v1/leads", { params: { query: { q: text, limit: 12 } }, signal }))).leads;
}

function groupsOf(text: string, leads: readonly LeadItem[]): { title: string; hits: Hit[] }[] {
  const folded = text.toLocaleLowerCase();
  const people = leads.slice(0, 8).map(lead => ({ to: leadPath(lead.id), text: nameOf(lead), more: roleOf(lead) }));
  const companies = [...new Set(leads.map(lead => lead.profile["company"]).filter((name): name is string => typeof name === "string" && name.toLocaleLowerCase().includes(folded)))];
  const found = pages.filter(page => page.text.toLocaleLowerCase().startsWith(folded));
  return [
    { title: "People", hits: people },
    { title: "Companies", hits: companies.slice(0, 3).map(name => ({ to: `/app/leads?q=${encodeURIComponent(name)}`, text: name, more: "everybody there" })) },
    { title: "Pages", hits: found.map(page => ({ to: page.path, text: page.text })) },
  ].filter(group => group.hits.length > 0);
}
