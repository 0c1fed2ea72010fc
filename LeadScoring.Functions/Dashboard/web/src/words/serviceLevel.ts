import type { AuditItem, ServiceLevelAnswer, ServiceLevelItem } from "../api/schema";
import { routeText, teams } from "./standing";
import { percent } from "./percent";
import { count, num, people } from "./time";

/** What sent the leads of a row, as people say it; with its team where two rows would be called the same. */
export function rowTitles(rows: readonly Pick<ServiceLevelItem, "route" | "to" | "model">[]): string[] {
  const titles = rows.map(row => routeText(row.route ?? ""));
  return titles.map((title, index) => (titles.filter(other => other === title).length > 1 ? `${title}, ${teamText(rows[index]!.to)}` : title));
}

/** A team within a sentence. */
export const teamText = (to: string | undefined): string => teams[to ?? ""] ?? to ?? "";

/** What kind of thing sent them. */
export const causeText = (cause: string | undefined): string => (cause === "fast-track" ? "asked for it" : cause === "persona" ? "persona" : "route");

/** The title of the report is its answer. */
export function reportTitle(report: ServiceLevelAnswer): string {
  const { total } = report;
  if (total.handOffs === 0)
    return "Nobody was handed over in these days";
  return total.keptPercent === undefined ? "No answer is due yet" : `${percent(total.keptPercent)} were answered in time`;
}

/** How many that is of, and who still waits. */
export function reportSubtitle(report: ServiceLevelAnswer): string {
  const { handOffs, agreed, overdueNow } = report.total;
  if (handOffs === 0)
    return "Take more days, or look whether the model sends anybody.";
  const waiting = overdueNow === 0 ? "Nobody waits past it now." : `${people(overdueNow)} still ${overdueNow === 1 ? "waits" : "wait"}.`;
  return `${count(handOffs, "hand-off", "hand-offs")}, ${agreed === handOffs ? "all" : num(agreed)} with an agreed time. ${waiting}`;
}

/** Whether hand-offs met their rule. */
export function auditSentence(audit: AuditItem): string {
  const unchecked = uncheckedOf(audit);
  const all = audit.proven + audit.belowThreshold + unchecked;
  if (all === 0)
    return "No hand-offs in these days to prove.";
  const open = unchecked === 0 ? "" : ` ${count(unchecked, "cannot", "cannot")} be checked.`;
  return `${num(audit.proven)} of ${count(all, "hand-off", "hand-offs")} proven to have met ${all === 1 ? "its" : "their"} rule at that moment.${open}`;
}

export const uncheckedOf = (audit: AuditItem): number => Object.values(audit.unchecked).reduce((sum, n) => sum + n, 0);

const reasons: Readonly<Record<string, string>> = {
  "not-noted": "decided by an older version of the app, which did not note what it knew",
  "model-unreadable": "that version of the model is not there any more",
  "decision-unreadable": "the stored decision is broken; the app's log names the lead",
  "log-unreadable": "the stored events are broken; the app's log names the lead",
  "log-altered": "the lead was merged or taken apart since, so that not all it was decided on is in its log",
};

/** Why hand-offs cannot be checked. */
export const uncheckedText = (reason: string): string => reasons[reason] ?? reason;

/** Hours as people say them: "under an hour", "19 h", "3 days". */
export function hoursText(hours: number | undefined): string {
  if (hours === undefined)
    return "–";
  if (hours < 1)
    return "under an hour";
  return hours < 48 ? `${num(Math.round(hours))} h` : count(Math.round(hours / 24), "day", "days");
}
