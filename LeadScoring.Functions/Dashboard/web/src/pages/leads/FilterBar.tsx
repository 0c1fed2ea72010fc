import { useEffect, useId, useState } from "preact/hooks";

import type { LeadTotal } from "../../api/schema";
import { may } from "../../state/session";
import { Button } from "../../ui/basics";
import { count } from "../../words/time";
import { everybody, isEmpty, type Filter } from "./filter";
import { FilterPanel, type Choices } from "./FilterPanel";
import { partsOf } from "./filterWords";
import { Icon } from "../../ui/Icon";

/** Which leads are listed: words to look for, the parts of the filter as chips that can be taken away, and the panel with all of them. */
export function FilterBar({ filter, total, busy, choices, open, onOpen, onChange }: { filter: Filter; total: LeadTotal | undefined; busy: boolean; choices: Choices; open: boolean; onOpen: (open: boolean) => void; onChange: (filter: Filter) => void }) {
  const id = useId();
  const parts = partsOf(filter);
  return (
    <section class="filter" aria-label="Filter">
      <div class="row wrap">
        {may("read") && <Words value={filter.q} onChange={q => onChange({ ...filter, q })} />}
        <Button aria-expanded={open} aria-controls={id} onClick={() => onOpen(!open)}>
          Filter{parts.length > 0 && <span class="count">{parts.length}</span>}
          <span class={open ? "turned" : undefined}><Icon name="down" size={12} /></span>
        </Button>
        {parts.length > 0 && (
          <ul class="parts" aria-label="What is asked for">
            {parts.map(part => (
              <li key={part.key}>
                <span><bdi>{part.text}</bdi></span>
                <button type="button" aria-label={`Take away: ${part.text}`} onClick={() => onChange(part.without)}><Icon name="cross" size={12} /></button>
              </li>
            ))}
          </ul>
        )}
        {parts.length > 1 && <Button kind="quiet" onClick={() => onChange(everybody)}>Take all away</Button>}
        <span class="small muted" role="status">{total && !isEmpty(filter) && (busy ? "Counting ..." : `${total.exact ? "" : "at least "}${count(total.leads, "person", "people")}`)}</span>
      </div>
      {open && <FilterPanel id={id} filter={filter} choices={choices} onChange={onChange} />}
    </section>
  );
}

// Words are asked for once typing rests, not at each letter.
function Words({ value, onChange }: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  useEffect(() => {
    const next = text.trim() || undefined;
    if (next === value || (next !== undefined && [...next].length < 2))
      return;
    const timer = setTimeout(() => onChange(next), 350);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label class="words">
      <span class="sr">Name, company or address</span>
      <input class="field" type="search" placeholder="Name or company" maxLength={200} spellcheck={false} value={text} onInput={event => setText(event.currentTarget.value)} />
    </label>
  );
}
