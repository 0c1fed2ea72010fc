import type { EventEntry } from "../api/schema";
import { titled } from "./names";
import { reasonText } from "./standing";
import { dayText, instantDay, timeOfDay } from "./time";

type Told = Pick<EventEntry, "type" | "properties">;

const named: Record<string, (event: Told) => string> = {
  "page.viewed": event => pageText(event),
  "asset.downloaded": event => `Took ${quoted(event, "asset", "title", "assetType") || "a paper"}`,
  "form.submitted": event => whichOne("Sent", "the form", "a form", quoted(event, "form", "formName", "formId")),
  "email.opened": event => whichOne("Opened", "the mail", "a mail", quoted(event, "campaign", "subject", "email")),
  "email.clicked": event => whichOne("Clicked in", "the mail", "a mail", quoted(event, "campaign", "subject", "link", "url")),
  "email.sent": event => whichOne("Was sent", "the mail", "a mail", quoted(event, "campaign", "subject")),
  "email.delivered": event => whichOne("Received", "the mail", "a mail", quoted(event, "campaign", "subject")),
  "email.bounced": () => "The mail came back",
  "email.replied": () => "Answered a mail",
  "email.unsubscribed": () => "Unsubscribed",
  "email.subscribed": () => "Subscribed",
  "email.complained": () => "Reported a mail as spam",
  "event.registered": event => `Registered for ${quoted(event, "event", "webinar", "asset", "title") || "an event"}`,
  "event.attended": event => `Attended ${quoted(event, "event", "webinar", "asset", "title") || text(event, "eventKind") || "an event"}`,
  "webinar.registered": event => whichOne("Registered for", "the webinar", "a webinar", quoted(event, "webinar", "event", "asset", "title")),
  "webinar.attended": event => whichOne("Attended", "the webinar", "a webinar", quoted(event, "webinar", "event", "asset", "title")),
  "meeting.booked": () => "Booked a meeting",
  "meeting.cancelled": () => "Cancelled a meeting",
  "meeting.held": () => "Met us",
  "chat.started": () => "Asked in the chat",
  "call.logged": event => (text(event, "direction") === "inbound" ? "Called us" : "Was called"),
  "trial.started": () => "Began a trial",
  "product.used": event => `Used ${text(event, "feature") ?? "the product"}`,
  "social.engaged": event => `${titled(text(event, "action") ?? "engaged")} on ${text(event, "network") ?? "a social network"}`,
  "survey.answered": event => `Answered ${quoted(event, "question") || "a survey"}${text(event, "answer") ? `: ${cut(text(event, "answer")!)}` : ""}`,
  "ticket.opened": () => "Opened a ticket",
  "profile.updated": () => "New details",
  "sales.accepted": () => "Sales accepted",
  "sales.attempted": event => `Sales tried to call${by(event)}`,
  "sales.contacted": event => `Reached by sales${by(event)}`,
  "sales.unreachable": event => `Not reached by sales${by(event)}`,
  "sales.postponed": event => `To be called again ${untilOf(event)}${by(event)}`,
  "sales.unqualified": event => `Not a fit${because(event)}`,
  "sales.qualified": () => "Sales-qualified",
  "sales.opportunity": () => "An opportunity",
  "sales.won": () => "Won",
  "sales.lost": event => `Lost${because(event)}`,
};

/** What happened, in words: "Looked at /pricing", "Took “TCO guide”". Types that nobody named are read as they are: "Quote requested". */
export function eventText(event: Told): string {
  const words = named[event.type]?.(event) ?? titled(event.type);
  return words.trim();
}

function pageText(event: Told): string {
  const title = text(event, "title");
  const path = text(event, "path", "url");
  return title ? `Looked at “${cut(title)}”` : path ? `Looked at ${cut(path)}` : "Looked at a page";
}

const quoted = (event: Told, ...names: string[]): string => {
  const value = text(event, ...names);
  return value ? `“${cut(isId(value) ? titled(value) : value)}”` : "";
};

// "tender-template" is a name that a program gave.
const isId = (value: string): boolean => /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/u.test(value);

// Without its name, which not everybody may see, it is one of its kind.
const whichOne = (verb: string, the: string, one: string, name: string): string => (name ? `${verb} ${the} ${name}` : `${verb} ${one}`);

const by = (event: Told): string => (text(event, "by") ? `, ${text(event, "by")}` : "");

const because = (event: Told): string => {
  const parts = [text(event, "reason"), text(event, "note")].filter(part => part !== undefined);
  return parts.length > 0 ? `: ${parts.map((part, index) => (index === 0 ? reasonText(part) : cut(part))).join(", ")}` : "";
};

// A day as it was sent, or a time.
function untilOf(event: Told): string {
  const until = text(event, "until");
  if (!until)
    return "later";
  return /^\d{4}-\d\d-\d\d$/u.test(until) ? `by ${dayText(until)}` : Number.isNaN(Date.parse(until)) ? `by ${cut(until)}` : `by ${instantDay(until)}, ${timeOfDay(until)}`;
}

function text(event: Told, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = event.properties[name];
    const one = Array.isArray(value) ? value.join(", ") : value;
    if (one)
      return String(one);
  }

  return undefined;
}

const cut = (value: string): string => ([...value].length > 80 ? `${[...value].slice(0, 79).join("")}…` : value);
