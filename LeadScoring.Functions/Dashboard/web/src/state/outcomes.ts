import { signal } from "@preact/signals";

import { ApiError, body, client } from "../api/client";
import type { FeedbackRequest } from "../api/schema";
import { toast, undoTime } from "../ui/toast";
import { session } from "./session";

/** What a person says came of a lead. It is sent after the time in which it can be undone, or when the page is left. */
interface Outcome {
  readonly lead: string;
  readonly name: string;
  readonly report: FeedbackRequest;
  readonly done: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Outcome>();

/** Leads about which something was just said: lists show them as done. */
export const saidOf = signal<ReadonlyMap<string, string>>(new Map());

/** What could not be sent, by lead. */
export const unsent = signal<ReadonlyMap<string, { name: string; report: FeedbackRequest; error: ApiError }>>(new Map());

/**
 * Says what came of a lead.
 * @param lead Its id.
 * @param name What the person is called.
 * @param report What happened.
 * @param words What the toast says, such as "Reached".
 * @param done Called when the app has taken it: what is shown may be asked for again.
 */
export function say(lead: string, name: string, report: FeedbackRequest, words: string, done: () => void): void {
  flush(lead);
  // Its own id: a repetition, after an answer that was lost, counts once.
  const whole: FeedbackRequest = { id: crypto.randomUUID(), occurredAt: new Date().toISOString(), ...(session.value?.name ? { by: session.value.name } : {}), ...report };
  const timer = setTimeout(() => flush(lead), undoTime);
  waiting.set(lead, { lead, name, report: whole, done, timer });
  saidOf.value = new Map(saidOf.value).set(lead, words);
  toast(`${name}: ${words}.`, () => take(lead));
}

/** Sends again what could not be sent. */
export function sendAgain(lead: string, done: () => void): void {
  const failed = unsent.value.get(lead);
  if (failed)
    void send({ lead, name: failed.name, report: failed.report, done, timer: setTimeout(() => undefined, 0) });
}

// Undone: nothing was sent.
function take(lead: string): void {
  const outcome = waiting.get(lead);
  if (!outcome)
    return;
  clearTimeout(outcome.timer);
  waiting.delete(lead);
  forgetSaid(lead);
}

function flush(lead: string): void {
  const outcome = waiting.get(lead);
  if (!outcome)
    return;
  clearTimeout(outcome.timer);
  waiting.delete(lead);
  void send(outcome);
}

async function send(outcome: Outcome): Promise<void> {
  const { lead, report } = outcome;
  try {
    // Goes on when the page is left.
    await body(client.POST("/api/v1/leads/{lead}/feedback", { params: { path: { lead } }, body: report, keepalive: true }));
    drop(lead);
    outcome.done();
    // Lists follow a moment later, as the app does.
    setTimeout(() => {
      outcome.done();
      forgetSaid(lead);
    }, 2_500);
  } catch (fault) {
    const error = fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.");
    unsent.value = new Map(unsent.value).set(lead, { name: outcome.name, report, error });
    forgetSaid(lead);
  }
}

function drop(lead: string): void {
  const left = new Map(unsent.value);
  left.delete(lead);
  unsent.value = left;
}

function forgetSaid(lead: string): void {
  if (waiting.has(lead))
    return;
  const left = new Map(saidOf.value);
  left.delete(lead);
  saidOf.value = left;
}

addEventListener("pagehide", () => [...waiting.keys()].forEach(flush));
