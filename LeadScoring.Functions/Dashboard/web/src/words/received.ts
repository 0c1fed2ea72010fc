import type { ConnectionItem, SourceItem, SourceList } from "../api/schema";
import type { Line } from "./health";
import { listed, titled } from "./names";
import { ago, daysBetween } from "./time";

const day = 86_400_000;

/** A week without a word is worth a look. */
const silentDays = 7;

/** A connection as people say it: "Typeform, signup". */
export function connectionText(connection: Pick<ConnectionItem, "source" | "connection">, sources: readonly SourceItem[]): string {
  return `${sourceText(connection.source, sources)}, ${connection.connection}`;
}

const sourceText = (name: string, sources: readonly SourceItem[]): string => sources.find(source => source.source === name)?.title ?? titled(name);

/** When a connection last received something, in words, and whether that is worth a look. */
export function received(lastReceivedAt: string | null, now: number): { note: string; tone: "" | "warn" } {
  if (lastReceivedAt === null)
    return { note: "nothing received yet", tone: "warn" };
  const silent = Math.floor((now - Date.parse(lastReceivedAt)) / day);
  return silent >= silentDays ? { note: `silent for ${silent} days`, tone: "warn" } : { note: `received ${ago(lastReceivedAt, now)}`, tone: "" };
}

/** Sources in few lines: those that received something today together, each silent one by itself. */
export function receivedLines(list: SourceList, now: number): Line[] {
  if (list.connections.length === 0)
    return [{ text: "Sources", note: "none is connected", tone: "" }];
  const isToday = (connection: ConnectionItem): boolean => connection.lastReceivedAt !== null && daysBetween(new Date(connection.lastReceivedAt), new Date(now)) <= 0;
  const today = list.connections.filter(isToday);
  const others = list.connections.filter(connection => !isToday(connection)).map(connection => ({ text: connectionText(connection, list.sources), ...received(connection.lastReceivedAt, now) }));
  const titles = [...new Set(today.map(connection => sourceText(connection.source, list.sources)))];
  const together = today.length === 0 ? [] : [{ text: `Sources: ${listed(titles.length > 4 ? [...titles.slice(0, 3), `${titles.length - 3} more`] : titles)}`, note: today.length === 1 ? "received today" : "all received today", tone: "" as const }];
  return [...others.filter(line => line.tone === "warn"), ...together, ...others.filter(line => line.tone === "")].slice(0, 5);
}
