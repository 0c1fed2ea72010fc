import type { ConnectionItem, ReplayAnswer, ReplayItem, SecretItem, SourceList } from "../../api/schema";
import { received } from "../../words/received";
import { inWords } from "../../words/names";
import { ago, count, num } from "../../words/time";

/** How a connection is, in a word or two. */
export interface State {
  readonly tone: "ok" | "due" | "over";
  readonly text: string;
}

/** What is the matter with a connection; what keeps it from delivering comes first. */
export function stateOf(connection: ConnectionItem, now: number): State {
  const lacking = connection.secrets.find(secret => secret.state === "missing" || secret.state === "unusable");
  if (lacking && !connection.secrets.some(secret => secret.state === "active"))
    return { tone: "over", text: lacking.state === "missing" ? "secret is missing" : "secret cannot be used" };
  if (connection.secrets.length > 0 && connection.secrets.every(secret => secret.state === "over"))
    return { tone: "over", text: "secret has ended" };
  const { lastReceivedAt, lastRefusedAt } = connection;
  if (lastRefusedAt !== null && (lastReceivedAt === null || Date.parse(lastRefusedAt) > Date.parse(lastReceivedAt)))
    return { tone: "due", text: "last delivery refused" };
  if (connection.accepted === 0 && connection.duplicates === 0 && connection.rejected > 0)
    return { tone: "due", text: "not understood" };
  const { tone, note } = received(lastReceivedAt, now);
  return tone === "warn" ? { tone: "due", text: note } : { tone: "ok", text: "delivers" };
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The title is the answer: whether all deliver. */
export function sourcesTitle(list: SourceList, now: number): string {
  const all = list.connections.length;
  const wrong = list.connections.filter(connection => stateOf(connection, now).tone !== "ok").length;
  if (all === 0)
    return "No source is connected yet";
  if (wrong === 0)
    return all === 1 ? "The source delivers" : `All ${inWords(all)} sources deliver`;
  return all === 1 ? "The source needs a look" : `${capital(inWords(wrong))} of ${inWords(all)} sources ${wrong === 1 ? "needs" : "need"} a look`;
}

/** What came in all, and what came to no connection. */
export function sourcesSubtitle(list: SourceList, now: number): string {
  if (list.connections.length === 0)
    return "A form, a mail platform or a CRM sends what happens to a hook of this app.";
  const accepted = list.connections.reduce((sum, connection) => sum + connection.accepted, 0);
  const rejected = list.connections.reduce((sum, connection) => sum + connection.rejected, 0);
  const { refused, lastRefusedAt } = list.nowhere;
  const nowhere = refused === 0 ? "" : ` ${count(refused, "request", "requests")} came to an address of no connection${lastRefusedAt ? `, the last ${ago(lastRefusedAt, now)}` : ""}: a vendor may have a wrong one.`;
  return `${count(accepted, "event", "events")} taken, ${num(rejected)} rejected.${nowhere}`;
}

/** How a secret is, and what to do. */
export function secretText(secret: SecretItem): { text: string; tone: "ok" | "due" | "over"; fix?: string } {
  const setting = `LeadScoring__Secrets__${secret.name}`;
  switch (secret.state) {
    case "active":
      return { text: "is there and counts", tone: "ok" };
    case "early":
      return { text: "counts from its first day on", tone: "due" };
    case "over":
      return { text: "has ended", tone: "due", fix: "Take it out of the document below, or give it another last day." };
    case "missing":
      return { text: "is not set: deliveries are refused", tone: "over", fix: `Set \`${setting}\`, or let the app read it from Key Vault; on your own machine \`leads secrets set ${secret.name}\`.` };
    default:
      return { text: "is set, but is not a key of this source", tone: "over", fix: `Set \`${setting}\` to the secret as the vendor shows it.` };
  }
}

/** What the secret is for. */
export const useText = (use: string): string => (use === "url" ? "in the address" : "proves a delivery");

/** The address that the vendor is told: whole, so that it can be pasted. */
export const hookAddress = (hook: string, origin: string): string => (hook.startsWith("/") ? origin + hook : hook);

/** What became of a replay, in a sentence. */
export function replayText(answer: Pick<ReplayAnswer, "replayed" | "kept" | "results" | "more">): string {
  const gone = answer.results.filter(item => item.outcome === "gone").length;
  const parts = [
    answer.replayed > 0 ? `${count(answer.replayed, "is", "are")} taken now` : "",
    answer.kept > 0 ? `${count(answer.kept, "is", "are")} still refused` : "",
    gone > 0 ? `${count(gone, "was", "were")} gone already` : "",
  ].filter(Boolean);
  return `${parts.length === 0 ? "Nothing was there to take" : parts.join(", ")}.${answer.more ? " There are more: take them again." : ""}`;
}

/** What became of one, in words. */
export function resultText(item: ReplayItem): { text: string; tone: "ok" | "due" } {
  if (item.outcome === "replayed")
    return { text: "Taken now.", tone: "ok" };
  return item.outcome === "gone" ? { text: "It was gone already: somebody took or deleted it.", tone: "ok" } : { text: [item.detail, item.fix].filter(Boolean).join(" "), tone: "due" };
}
