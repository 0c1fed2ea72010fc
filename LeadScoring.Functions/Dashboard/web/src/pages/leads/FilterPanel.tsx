import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../../ui/basics";
import { fieldText } from "../../words/names";
import { routeText, stages, teams } from "../../words/standing";
import { grades, owners, stagesInOrder, type Filter } from "./filter";
import { sinceText } from "./filterWords";

/** What can be chosen under the model that is looked at. */
export interface Choices {
  /** Routes, fast tracks and personas by id. */
  readonly routes: readonly string[];
  readonly hasGrades: boolean;
  /** The highest score; undefined where points add up without end. */
  readonly most: number | undefined;
}

const sinceDays = ["0d", "1d", "7d", "30d", "90d"];

/** All that can be asked for. What is chosen holds at once; the list follows. */
export function FilterPanel({ id, filter, choices, onChange }: { id: string; filter: Filter; choices: Choices; onChange: (filter: Filter) => void }) {
  const several = (name: "owner" | "stage" | "grade" | "route", value: string): void =>
    onChange({ ...filter, [name]: filter[name].includes(value) ? filter[name].filter(other => other !== value) : [...filter[name], value] });
  const boxes = (name: "owner" | "stage" | "route", values: readonly string[], words: (value: string) => string) =>
    values.map(value => <Box key={value} checked={filter[name].includes(value)} onChange={() => several(name, value)}>{capital(words(value))}</Box>);
  return (
    <div class="card panel" id={id}>
      <Part title="Who has it">{boxes("owner", owners, value => teams[value] ?? value)}</Part>
      <Part title="How far">{boxes("stage", stagesInOrder, value => stages[value] ?? value)}</Part>
      {choices.hasGrades && (
        <Part title="Grade">
          <div class="grade-boxes">
            {grades.map(grade => <button key={grade} type="button" class="grade-box" aria-pressed={filter.grade.includes(grade)} onClick={() => several("grade", grade)}>{grade}</button>)}
          </div>
          <p class="hint">Rows are fit, columns engagement.</p>
        </Part>
      )}
      {choices.routes.length > 0 && <Part title="By which way">{boxes("route", choices.routes, routeText)}</Part>}
      <div>
        <Part title="Answer">
          <Box checked={filter.waiting === true} onChange={on => onChange({ ...filter, waiting: on ? true : undefined })}>Waits for a first call</Box>
          <Box checked={filter.overdue === true} onChange={on => onChange({ ...filter, overdue: on ? true : undefined })}>Past the agreed time</Box>
        </Part>
        <Part title="Score">
          <label class="row">
            <NumberField value={filter.minScore} most={choices.most} onChange={minScore => onChange({ ...filter, minScore })} />
            <span class="nowrap">or more</span>
          </label>
        </Part>
        <Part title="Active">
          <select class="field" aria-label="Active since" value={filter.since ?? ""} onChange={event => onChange({ ...filter, since: event.currentTarget.value || undefined })}>
            <option value="">whenever</option>
            {sinceDays.map(value => <option key={value} value={value}>{sinceText(value)}</option>)}
            {filter.since && !sinceDays.includes(filter.since) && <option value={filter.since}>{sinceText(filter.since)}</option>}
          </select>
          <label class="since"><span class="hint">or since</span> <input class="field" type="date" value={filter.since?.includes("-") ? filter.since : ""} onChange={event => onChange({ ...filter, since: event.currentTarget.value || undefined })} /></label>
        </Part>
      </div>
      <Part title="About the person or company"><Attribute filter={filter} onChange={onChange} /></Part>
    </div>
  );
}

function Attribute({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const [name, setName] = useState("country");
  const [value, setValue] = useState("");
  const why = name.trim() === "" ? "Which attribute?" : value.trim() === "" ? "Which value?" : Object.keys(filter.profile).length >= 10 ? "At most ten can be asked for." : undefined;
  return (
    <form
      class="attribute"
      onSubmit={event => {
        event.preventDefault();
        if (why !== undefined)
          return;
        onChange({ ...filter, profile: { ...filter.profile, [name.trim()]: value.trim() } });
        setValue("");
      }}
    >
      <label><span class="hint">Attribute</span><input class="field" list="attributes" maxLength={64} value={name} onInput={event => setName(event.currentTarget.value)} /></label>
      <datalist id="attributes">{["country", "industry", "company", "jobTitle", "department", "employees", "city"].map(field => <option key={field} value={field}>{fieldText(field)}</option>)}</datalist>
      <label><span class="hint">is (several with commas)</span><input class="field" maxLength={200} value={value} placeholder="DE, Austria" onInput={event => setValue(event.currentTarget.value)} /></label>
      <Button type="submit" why={why}>Add</Button>
    </form>
  );
}

// What is typed holds when the field is left, or once typing rests.
function NumberField({ value, most, onChange }: { value: number | undefined; most: number | undefined; onChange: (value: number | undefined) => void }) {
  const [text, setText] = useState(value?.toString() ?? "");
  useEffect(() => setText(value?.toString() ?? ""), [value]);
  const number = Number(text);
  const bad = text.trim() !== "" && !(Number.isInteger(number) && number >= 0 && (most === undefined || number <= most));
  useEffect(() => {
    const next = text.trim() === "" || number === 0 ? undefined : number;
    if (bad || next === value)
      return;
    const timer = setTimeout(() => onChange(next), 400);
    return () => clearTimeout(timer);
  }, [text]);
  return <input class="field" inputMode="numeric" aria-label="Least score" aria-invalid={bad || undefined} title={bad ? `A whole number${most === undefined ? "" : ` up to ${most}`}` : undefined} value={text} onInput={event => setText(event.currentTarget.value)} />;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Box({ checked, onChange, children }: { checked: boolean; onChange: (on: boolean) => void; children: ComponentChildren }) {
  return <label class="box"><input type="checkbox" checked={checked} onChange={event => onChange(event.currentTarget.checked)} /> <span>{children}</span></label>;
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
