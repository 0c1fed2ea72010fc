import { body, client } from "../../../api/client";
import type { EventEntry, TriedEventRequest } from "../../../api/schema";
import { listOf, mapOf, mapsOf, stringOf, type Fields, type ModelDoc } from "../doc/parse";

/** A person who is not in the app, as a form writes them. */
export interface Invented {
  readonly profile: readonly { readonly name: string; readonly value: string }[];
  readonly events: readonly InventedEvent[];
}

export interface InventedEvent {
  readonly type: string;
  readonly daysAgo: number;
  readonly times: number;
  /** `path=/pricing, durationSeconds=60`. */
  readonly properties: string;
}

export const nobody: Invented = {
  profile: [
    { name: "email", value: "ann@sample.example" },
    { name: "company", value: "Sample" },
    { name: "jobTitle", value: "VP Operations" },
  ],
  events: [{ type: "page.viewed", daysAgo: 1, times: 1, properties: "path=/pricing" }],
};

/** What is sent of an invented person. */
export function requestOf(person: Invented): { profile: Record<string, string>; events: TriedEventRequest[] } {
  const profile = Object.fromEntries(person.profile.filter(field => field.name.trim() !== "" && field.value.trim() !== "").map(field => [field.name.trim(), field.value.trim()]));
  const events = person.events.filter(event => event.type.trim() !== "").map(event => ({ type: event.type.trim(), daysAgo: event.daysAgo, times: event.times, properties: propertiesOf(event.properties) }));
  return { profile, events };
}

/** `path=/pricing, form=contact` as properties. A comma within a value is written as it is, where no equals sign follows. */
export function propertiesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  let last: string | undefined;
  for (const part of text.split(",")) {
    const at = part.indexOf("=");
    if (at > 0) {
      last = part.slice(0, at).trim();
      found[last] = part.slice(at + 1).trim();
    } else if (last !== undefined && part.trim() !== "") {
      found[last] += `,${part}`;
    }
  }

  return found;
}

/** The golden leads of a document: people to begin with. */
export function goldenLeads(doc: ModelDoc): readonly { readonly id: string; readonly person: Invented }[] {
  return mapsOf(doc.data["tests"]).flatMap(test => {
    const id = stringOf(test["lead"]);
    if (!id)
      return [];
    const profile = Object.entries(mapOf(test["profile"]) ?? {}).flatMap(([name, value]) => (stringOf(value) === undefined ? [] : [{ name, value: stringOf(value)! }]));
    return [{ id, person: { profile, events: mapsOf(test["events"]).map(eventOf) } }];
  });
}

const own = new Set(["on", "type", "daysAgo", "times"]);

function eventOf(event: Fields): InventedEvent {
  const properties = Object.entries(event).filter(([name]) => !own.has(name)).map(([name, value]) => `${name}=${listOf(value).join(" ")}`).join(", ");
  return { type: stringOf(event["on"]) ?? "", daysAgo: Number(stringOf(event["daysAgo"]) ?? "0"), times: Number(stringOf(event["times"]) ?? "1"), properties };
}

// As many events as a try takes.
const mostEvents = 1_000;
const page = 200;

/** What is known of a person of the app: as it is sent to be tried under another text. */
export async function leadEvents(lead: string, signal: AbortSignal): Promise<{ events: TriedEventRequest[]; isWhole: boolean }> {
  const events: TriedEventRequest[] = [];
  let before: string | undefined;
  do {
    const { entries, continuation } = await body(client.GET("/api/v1/leads/{lead}/timeline", { params: { path: { lead }, query: { limit: page, ...(before ? { before } : {}) } }, signal }));
    events.push(...entries.flatMap(entry => (entry.kind === "event" ? [triedEvent(entry as EventEntry)] : [])));
    before = continuation ?? undefined;
  } while (before !== undefined && events.length < mostEvents);
  return { events: events.slice(0, mostEvents), isWhole: before === undefined && events.length <= mostEvents };
}

function triedEvent(entry: EventEntry): TriedEventRequest {
  return {
    type: entry.type,
    id: entry.id,
    source: entry.source,
    occurredAt: entry.occurredAt,
    properties: entry.properties,
    profile: entry.profile,
    ...(entry.cleared ? { cleared: entry.cleared } : {}),
    ...(entry.flags.includes("claimed") ? { claimed: true } : {}),
  };
}
