import { Card, Note } from "../../../ui/basics";
import { rulePts } from "../../../words/time";
import { conditionWords, durationWords } from "../doc/conditions";
import { daysOf, mapOf, mapsOf, numberOf, stringOf, type Fields, type RulePart, type Value } from "../doc/parse";
import type { Path } from "../doc/rewrite";
import { fadingOf, spoken, type CategoryScope } from "../doc/scope";
import type { Work } from "../work";
import { newestOf } from "./curve";
import { asDuration, durationFault, pointsFault, SelectField, TextField, wholeFault } from "./fields";

type Write = (path: Path, value: Value | undefined) => void;

/** The fields of a rule: each is written into the text, where all else stays as it is. */
export function RuleForm({ work, rule, category, write }: { work: Work; rule: RulePart; category: CategoryScope | undefined; write: Write }) {
  const { data } = rule;
  const isEvent = data["on"] !== undefined && data["bands"] === undefined;
  const newest = newestOf(data, work.scope?.addsUp ? undefined : category?.most);
  return (
    <Card title="Rule" class="rule-form">
      {work.unreadable && <Note tone="warn" title={`Fix the error on line ${work.unreadable.line} first.`}>Until then the fields cannot be written into the text.</Note>}
      <TextField label="Title" value={stringOf(data["title"]) ?? ""} optional maxLength={200} onWrite={value => write(["title"], value)} hint="What people read" />
      <TextField label="Why we believe it" value={stringOf(data["note"]) ?? ""} optional onWrite={value => write(["note"], value)} />
      <Points data={data} write={write} />
      <div class="form-two">
        <SelectField label="Category" value={stringOf(data["category"]) ?? ""} options={(work.scope?.categories ?? []).map(item => ({ value: item.name, text: spoken(item.name) }))} onWrite={value => write(["category"], value)} />
        <SelectField label="Owner" value={stringOf(data["owner"]) ?? ""} options={[{ value: "", text: "nobody" }, { value: "marketing", text: "marketing" }, { value: "sales", text: "sales" }]} onWrite={value => write(["owner"], value || undefined)} />
      </div>
      {isEvent && (
        <>
          <Counting data={data} write={write} />
          <div class="form-two">
            <TextField label="Most a day" type="number" value={stringOf(data["perDay"]) ?? ""} optional check={wholeFault} onWrite={value => write(["perDay"], value)} hint="empty: any number" />
            <TextField label="Newest that count" type="number" value={stringOf(data["newest"]) ?? ""} optional check={wholeFault} onWrite={value => write(["newest"], value)} hint={data["newest"] === undefined && newest !== undefined ? `empty: ${newest}, as many as fill the category` : "empty: all that fill the category"} />
          </div>
        </>
      )}
      {(isEvent || data["together"] !== undefined) && <TextField label="Only matches of the last days" value={daysText(data["within"])} optional check={durationFault} onWrite={value => write(["within"], value && asDuration(value))} hint="empty: any age" />}
      {(isEvent || data["together"] !== undefined) && <FadingKind data={data} category={category} write={write} />}
      <label class="row check">
        <input type="checkbox" checked={stringOf(data["signal"]) === "true"} onChange={event => write(["signal"], event.currentTarget.checked ? "true" : undefined)} />
        A buying signal: it counts as hot
      </label>
    </Card>
  );
}

const daysText = (value: Value | undefined): string => (daysOf(value) === undefined ? (stringOf(value) ?? "") : String(daysOf(value)));

/** Points of one match, or of each step. */
function Points({ data, write }: { data: Fields; write: Write }) {
  if (data["points"] !== undefined)
    return <TextField label="Points" type="number" value={stringOf(data["points"]) ?? ""} check={text => pointsFault(text) ?? (Number(text) === 0 ? "A rule of nothing does nothing." : undefined)} onWrite={value => write(["points"], value)} />;
  const [key, bound] = data["tiers"] !== undefined ? ["tiers", undefined] as const : data["bands"] !== undefined ? ["bands", "atLeast"] as const : ["silence", "for"] as const;
  const steps = mapsOf(key === "tiers" ? data["tiers"] : mapOf(data[key])?.["steps"]);
  const path = (index: number, field: string): Path => (key === "tiers" ? [key, index, field] : [key, "steps", index, field]);
  return (
    <fieldset class="steps">
      <legend class="label">Points in steps</legend>
      {steps.map((step, index) => (
        <div key={index} class={key === "tiers" ? "step-tier" : "step-band"}>
          {key === "tiers" ? (
            <p class="small soft wrap-any"><bdi>{conditionWords(step["when"]) || "always"}</bdi></p>
          ) : bound === "for" ? (
            <TextField label="Days of silence" type="number" value={daysText(step["for"])} check={durationFault} onWrite={value => write(path(index, "for"), value && asDuration(value))} />
          ) : (
            <TextField label="From" type="number" value={stringOf(step["atLeast"]) ?? ""} check={pointsFault} onWrite={value => write(path(index, "atLeast"), value)} />
          )}
          <TextField label="Points" type="number" width="short" value={stringOf(step["points"]) ?? ""} check={pointsFault} onWrite={value => write(path(index, "points"), value)} />
        </div>
      ))}
    </fieldset>
  );
}

function Counting({ data, write }: { data: Fields; write: Write }) {
  const distinct = stringOf(mapOf(data["count"])?.["distinct"]);
  const kind = distinct !== undefined ? "distinct" : (stringOf(data["count"]) ?? "each");
  return (
    <div class="form-two">
      <SelectField
        label="What counts"
        value={kind}
        options={[{ value: "each", text: "each match" }, { value: "once", text: "the newest only" }, { value: "distinct", text: "each different ..." }]}
        onWrite={value => {
          write(["count"], value === "each" ? undefined : value === "distinct" ? { distinct: "path" } : value);
          // The language knows no limit a day for different ones.
          if (value === "distinct" && data["perDay"] !== undefined)
            write(["perDay"], undefined);
        }}
      />
      {distinct !== undefined && <TextField label="Different in" value={distinct} maxLength={63} onWrite={value => value && write(["count", "distinct"], value)} hint="a property of the event" />}
    </div>
  );
}

function FadingKind({ data, category, write }: { data: Fields; category: CategoryScope | undefined; write: Write }) {
  const own = data["decay"] !== undefined;
  const fading = fadingOf(data, category);
  const kind = !own ? "category" : (fading?.kind ?? "none");
  const inherited = fadingOf({ on: "any", points: "1" }, category);
  const days = String(fading && fading.days > 0 ? fading.days : 30);
  return (
    <SelectField
      label="Fading"
      value={kind}
      options={[
        { value: "category", text: inherited && numberOf(data["points"])! > 0 ? `with its category: half in ${durationWords(`${inherited.days}d`)}` : "with its category: none" },
        { value: "halfLife", text: "halves again and again" },
        { value: "linear", text: "falls evenly to nothing" },
        { value: "expire", text: "ends at once" },
        { value: "none", text: "never" },
      ]}
      onWrite={value => write(["decay"], value === "category" ? undefined : value === "none" ? "none" : { [value]: `${days}d` })}
      hint={fading?.own && fading.kind !== "none" ? `${rulePts(fading.days)} days: the slider below the curve` : undefined}
    />
  );
}
