import type { HealthAnswer, HealthCheck } from "../api/schema";
import { inWords, titled } from "./names";

/** A fact in one line, with how it is. */
export interface Line {
  readonly text: string;
  readonly note: string;
  readonly tone: "" | "warn" | "bad";
}

const queues: Readonly<Record<string, string>> = { "lead-rescore": "Scoring", "lead-sweep": "Nightly run", "lead-rebuild": "Rebuilds", "lead-report": "Reports" };

const names: Readonly<Record<string, string>> = {
  "storage": "Storage",
  "models": "Models",
  "reviews": "Reviews of models",
  "parked-leads": "Leads that cannot be scored",
  "parked-messages": "Messages that nobody takes",
  "topic": "Messages to the CRM",
  "night": "Last night",
  "sources": "Secrets of sources",
  "tracker": "Tracker",
  "access": "Keys",
};

/** A check as people say it: "queue:lead-rescore" is "Scoring: work that waits". */
export function checkText(name: string): string {
  const [kind = "", queue] = name.split(":");
  if (queue !== undefined)
    return `${queues[queue] ?? titled(queue)}: ${kind === "poison" ? "work that failed" : "work that waits"}`;
  return names[name] ?? titled(name);
}

const pages: Readonly<Record<string, { path: string; text: string }>> = {
  "models": { path: "/app/models", text: "To the models" },
  "reviews": { path: "/app/models", text: "To the models" },
  "sources": { path: "/app/sources", text: "To the sources" },
  "tracker": { path: "/app/sources?tab=tracker", text: "To the website" },
};

/** The page on which a check that is not good is made so; undefined where there is none. */
export const pageOf = (check: HealthCheck): { path: string; text: string } | undefined => (check.status === "healthy" ? undefined : pages[check.name]);

export const toneOf = (status: string): Line["tone"] => (status === "healthy" ? "" : status === "degraded" ? "warn" : "bad");

export const stateText = (status: string): string => (status === "healthy" ? "good" : status === "degraded" ? "needs a look" : "does not work");

const bad = (checks: readonly HealthCheck[], status: string): number => checks.filter(check => check.status === status).length;

/** The title is the answer. */
export function healthTitle(health: HealthAnswer): string {
  const broken = bad(health.checks, "unhealthy");
  const doubtful = bad(health.checks, "degraded");
  if (broken > 0)
    return `${things(broken)} not work`.replace(/^One thing do /u, "One thing does ");
  return doubtful > 0 ? `${doubtful === 1 ? "One thing needs" : `${capital(inWords(doubtful))} things need`} a look` : "Everything works";
}

const things = (n: number): string => (n === 1 ? "One thing do" : `${capital(inWords(n))} things do`);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** What works, in a sentence. */
export function healthSubtitle(health: HealthAnswer): string {
  const good = bad(health.checks, "healthy");
  return good === health.checks.length ? `All ${inWords(good)} checks are good. The page asks again every 15 seconds.` : `${capital(inWords(good))} of ${inWords(health.checks.length)} checks are good. The page asks again every 15 seconds.`;
}

/** The worst first; those of the same state in the app's order. */
export function sorted(checks: readonly HealthCheck[]): HealthCheck[] {
  const rank = (check: HealthCheck): number => ({ unhealthy: 0, degraded: 1 })[check.status] ?? 2;
  return checks.map((check, index) => ({ check, index })).sort((one, other) => rank(one.check) - rank(other.check) || one.index - other.index).map(({ check }) => check);
}

/** Health in few lines: each check that is not good, the messages, and how many are good. */
export function linesOf(checks: readonly HealthCheck[]): Line[] {
  const wrong = sorted(checks).filter(check => check.status !== "healthy");
  const topic = checks.find(check => check.name === "topic" && check.status === "healthy");
  return [
    ...wrong.map(check => ({ text: checkText(check.name), note: stateText(check.status), tone: toneOf(check.status) })),
    ...(topic ? [{ text: checkText("topic"), note: "are taken", tone: "" as const }] : []),
    { text: "Checks of the app", note: wrong.length === 0 ? `all ${checks.length} good` : `${checks.length - wrong.length} of ${checks.length} good`, tone: "" as const },
  ];
}
