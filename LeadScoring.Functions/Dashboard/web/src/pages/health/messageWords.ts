import type { MessageItem } from "../../api/schema";
import { listed, titled } from "../../words/names";
import { nameOf } from "../../words/person";
import { routeText, teams } from "../../words/standing";
import { instantDay, timeOfDay } from "../../words/time";

/** A message as a CloudEvent: the parts that are told. */
export interface Told {
  readonly id: string;
  readonly type: string;
  /** When it was decided. */
  readonly at: string;
  /** The lead it is about. */
  readonly lead: string;
  /** What the lead is called; undefined where the message does not say, as after an erasure. */
  readonly name: string | undefined;
  readonly model: string | undefined;
  readonly says: string;
}

/** The kinds of messages, in the order in which people look for them. */
export const kinds: Readonly<Record<string, string>> = {
  "lead.qualified": "Handed over",
  "lead.upgraded": "Better route",
  "lead.overdue": "Past the agreed time",
  "lead.signal": "Wants contact again",
  "lead.recycled": "Back, cooled down",
  "lead.abandoned": "Given up",
  "lead.disqualified": "Not for sales",
  "lead.restored": "No longer kept from sales",
  "lead.inquired": "First inquiry",
  "lead.respond": "Automatic answer",
  "lead.followup": "Follow-up asked",
  "lead.followup.overdue": "Follow-up overdue",
  "lead.routed": "Other track",
  "lead.merged": "Merged",
  "lead.erased": "Erased",
};

/** What a type is called. */
export const kindText = (type: string): string => kinds[type] ?? titled(type.replace(/^lead\./u, ""));

type Data = Readonly<Record<string, unknown>>;

const textOf = (data: Data, name: string): string | undefined => (typeof data[name] === "string" && data[name] !== "" ? data[name] : undefined);

/** Reads a message; what a newer version of the app says besides is passed over. */
export function tell(message: MessageItem): Told {
  const event = message as Readonly<Record<string, unknown>>;
  const data = (isObject(event["data"]) ? event["data"] : {}) as Data;
  const lead = isObject(data["lead"]) ? (data["lead"] as Data) : {};
  const type = typeof event["type"] === "string" ? event["type"] : "";
  const id = typeof event["subject"] === "string" ? event["subject"] : message.sessionId;
  const profile = isObject(lead["profile"]) ? (lead["profile"] as Record<string, string | string[]>) : undefined;
  const email = textOf(lead, "email");
  return {
    id: message.messageId,
    type,
    at: typeof event["time"] === "string" ? event["time"] : "",
    lead: id,
    name: profile || email ? nameOf({ id, email: email ?? null, profile: profile ?? {} }) : undefined,
    model: textOf(data, "model"),
    says: saysOf(type, data),
  };
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function saysOf(type: string, data: Data): string {
  const figures = [textOf(data, "grade"), typeof data["score"] === "number" ? `score ${data["score"]}` : undefined].filter(Boolean).join(", ");
  const route = textOf(data, "route");
  const by = route ? ` by “${routeText(route)}”` : "";
  const to = teams[textOf(data, "to") ?? ""] ?? textOf(data, "to") ?? "";
  const respondBy = textOf(data, "respondBy");
  const due = respondBy ? `, to be answered by ${instantDay(respondBy)}, ${timeOfDay(respondBy)}` : "";
  const reason = textOf(data, "reason");
  switch (type) {
    case "lead.qualified":
    case "lead.upgraded":
      return `${to ? `To ${to}` : "Handed over"}${by}${due}${figures ? ` (${figures})` : ""}.`;
    case "lead.routed":
      return `Now on the way “${routeText(textOf(data, "track") ?? route ?? "")}”${figures ? ` (${figures})` : ""}.`;
    case "lead.overdue":
      return `${textOf(data, "callAgainBy") ? "A call was promised, and none was reported" : "Nobody answered in time"}${textOf(data, "escalate") ? `; ${titled(textOf(data, "escalate")!)} is to be told` : ""}.`;
    case "lead.respond":
      return `Send the answer “${titled(textOf(data, "response") ?? "")}”.`;
    case "lead.disqualified":
      return reason ? `Because: ${titled(reason)}.` : "A rule keeps the lead from sales.";
    case "lead.merged":
      return "Goes on as part of another lead.";
    case "lead.erased":
      return "The person wants to be forgotten: delete what is held under this id.";
    default: {
      const more = [by.trim(), textOf(data, "by") ? `for ${titled(textOf(data, "by")!)}` : "", figures].filter(Boolean);
      return more.length > 0 ? `${capital(listed(more))}.` : "";
    }
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
