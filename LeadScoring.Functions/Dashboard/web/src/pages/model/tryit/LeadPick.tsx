import { useId, useState } from "preact/hooks";

import { body, client } from "../../../api/client";
import { useQuery } from "../../../api/useQuery";
import { nameOf, roleOf } from "../../../words/person";
import { usePaused } from "../state/usePaused";

/** Finds a person by name, company or whole address. */
export function LeadPick({ onPick, label = "Name, company or address" }: { onPick: (lead: string) => void; label?: string }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const asked = usePaused(text.trim(), 250);
  const id = useId();
  const found = useQuery(`pick ${asked}`, async signal => (await body(client.GET("/api/v1/leads", { params: { query: { q: asked, limit: 8 } }, signal }))).leads, { off: asked.length < 3, keep: false });
  const hits = asked.length < 3 || text.trim() === "" ? [] : (found.data ?? []);
  const pick = (lead: string | undefined): void => {
    if (lead === undefined)
      return;
    setText("");
    onPick(lead);
  };
  return (
    <div class="lead-pick">
      <label class="label" for={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        class="field"
        role="combobox"
        autocomplete="off"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={event => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setAt(old => (hits.length === 0 ? 0 : (old + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length));
          } else if (event.key === "Enter") {
            event.preventDefault();
            pick(hits[at]?.id);
          } else if (event.key === "Escape") {
            setText("");
          }
        }}
      />
      {asked.length >= 3 && text.trim() !== "" && (
        <div class="found card flush" id={`${id}-list`} role="listbox" aria-label="Found people">
          {hits.map((lead, index) => (
            <div key={lead.id} id={`${id}-${index}`} role="option" aria-selected={index === at} class="hit" onMouseDown={event => event.preventDefault()} onClick={() => pick(lead.id)}>
              <b><bdi>{nameOf(lead)}</bdi></b>
              <span><bdi>{roleOf(lead)}</bdi></span>
            </div>
          ))}
          {found.error && <p class="hit-none">{found.error.message}</p>}
          {!found.error && hits.length === 0 && <p class="hit-none">{found.data ? "Nobody of this name, company or address. An address must be whole." : "Searching ..."}</p>}
        </div>
      )}
    </div>
  );
}
