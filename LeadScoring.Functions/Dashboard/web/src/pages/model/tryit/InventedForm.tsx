import { useId } from "preact/hooks";

import type { VocabularyAnswer } from "../../../api/schema";
import { Button, Card } from "../../../ui/basics";
import type { Invented, InventedEvent } from "./person";

/** Profile and events of a person who does not exist. */
export function InventedForm({ person, onChange, vocabulary }: { person: Invented; onChange: (person: Invented) => void; vocabulary: VocabularyAnswer | undefined }) {
  const id = useId();
  const setField = (index: number, change: Partial<Invented["profile"][number]>): void => onChange({ ...person, profile: person.profile.map((field, at) => (at === index ? { ...field, ...change } : field)) });
  const setEvent = (index: number, change: Partial<InventedEvent>): void => onChange({ ...person, events: person.events.map((event, at) => (at === index ? { ...event, ...change } : event)) });
  const attributes = [...new Set(["email", "company", "jobTitle", "country", ...(vocabulary?.attributes ?? []).map(field => field.name)])];
  return (
    <>
      <datalist id={`${id}-attributes`}>{attributes.map(name => <option key={name} value={name} />)}</datalist>
      <datalist id={`${id}-types`}>{(vocabulary?.types ?? []).map(type => <option key={type.type} value={type.type} />)}</datalist>
      <Card title="Who it is" aside={<Button kind="quiet" onClick={() => onChange({ ...person, profile: [...person.profile, { name: "", value: "" }] })}>Add a field</Button>}>
        <ul class="form-rows">
          {person.profile.map((field, index) => (
            <li key={index} class="form-row two-fields">
              <input class="field" aria-label={`Field ${index + 1}`} list={`${id}-attributes`} placeholder="field" value={field.name} onInput={event => setField(index, { name: event.currentTarget.value })} />
              <input class="field" aria-label={`Value of ${field.name || `field ${index + 1}`}`} placeholder="value" list={`${id}-values-${index}`} maxLength={1000} value={field.value} onInput={event => setField(index, { value: event.currentTarget.value })} />
              <datalist id={`${id}-values-${index}`}>{(vocabulary?.attributes.find(item => item.name === field.name)?.values ?? []).map(value => <option key={value} value={value} />)}</datalist>
              <button type="button" class="btn quiet icon" aria-label={`Take away ${field.name || "the field"}`} onClick={() => onChange({ ...person, profile: person.profile.filter((_, at) => at !== index) })}>×</button>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="What they did" aside={<Button kind="quiet" onClick={() => onChange({ ...person, events: [{ type: "page.viewed", daysAgo: 0, times: 1, properties: "" }, ...person.events] })}>Add an event</Button>}>
        <ul class="form-rows">
          {person.events.map((event, index) => (
            <li key={index} class="form-row event-fields">
              <input class="field" aria-label={`Event ${index + 1}`} list={`${id}-types`} placeholder="page.viewed" value={event.type} onInput={change => setEvent(index, { type: change.currentTarget.value })} />
              <label class="row small"><input class="field number" type="number" min={0} max={36500} inputMode="numeric" value={event.daysAgo} onInput={change => setEvent(index, { daysAgo: whole(change.currentTarget.value, 0) })} /> days ago</label>
              <label class="row small"><input class="field number" type="number" min={1} max={1000} inputMode="numeric" value={event.times} onInput={change => setEvent(index, { times: whole(change.currentTarget.value, 1) })} /> times</label>
              <button type="button" class="btn quiet icon" aria-label={`Take away ${event.type || "the event"}`} onClick={() => onChange({ ...person, events: person.events.filter((_, at) => at !== index) })}>×</button>
              <input class="field event-properties" aria-label={`Properties of event ${index + 1}`} placeholder={placeholderOf(vocabulary, event.type)} maxLength={2000} value={event.properties} onInput={change => setEvent(index, { properties: change.currentTarget.value })} />
            </li>
          ))}
          {person.events.length === 0 && <li class="soft small">Nothing yet.</li>}
        </ul>
      </Card>
    </>
  );
}

const whole = (text: string, least: number): number => Math.max(least, Math.floor(Number(text)) || 0);

const placeholderOf = (vocabulary: VocabularyAnswer | undefined, type: string): string => {
  const known = vocabulary?.types.find(item => item.type === type)?.properties.slice(0, 2).map(field => `${field.name}=${field.values?.[0] ?? "..."}`) ?? [];
  return known.length > 0 ? known.join(", ") : "path=/pricing, title=Prices";
};
