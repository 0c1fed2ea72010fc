import type { LeadItem, LeadModelItem } from "../api/schema";
import { titleOfId } from "./because";
import { ago, count } from "./time";

/** Why this lead, in one sentence: what begins it is strong. */
export interface Why {
  readonly strong: string;
  readonly rest: string;
}

/** The words of a queue row: what the lead asked for, or its grade and the two strongest reasons; what changes the call is added. */
export function whyOf(item: LeadModelItem, now = Date.now()): Why {
  const tried = item.tried ?? 0;
  const calls = item.stage === "qualified" && tried > 0 ? ` ${notReached(tried)}` : "";
  const reasons = (item.reasons ?? []).slice(0, 2).map(plain);
  const because = item.because;
  if (because.kind === "fast-track" && because.at)
    return { strong: `Asked to be contacted ${ago(because.at, now)}.`, rest: reasons.length > 0 ? ` ${capital(join(reasons))}.${calls}` : calls };
  if (because.kind === "persona" && because.name)
    return { strong: `${capital(titleOfId(because.name))}:`, rest: ` ${uncapital(join(reasons)) || "all that it asks for holds"}.${calls}` };
  if (reasons.length === 0)
    return { strong: sentence(because.text), rest: calls };
  const head = item.grade ? `${item.grade}:` : item.target !== undefined ? `${item.progress ?? 0} % of ${item.target} points:` : `Score ${item.score ?? 0}:`;
  return { strong: head, rest: ` ${uncapital(join(reasons))}.${calls}` };
}

/** A reason without its points: "Pricing page, twice this week (+4)" says how many elsewhere. */
export const plain = (reason: string): string => reason.replace(/\s*\([+−-][\d.,]+\)$/u, "");

const times = ["", "once", "twice", "three times", "four times", "five times", "six times"];
const notReached = (tried: number): string => `Tried ${times[tried] ?? `${tried} times`}.`;

const join = (texts: readonly string[]): string => (texts.length < 2 ? (texts[0] ?? "") : `${texts[0]} and ${uncapital(texts[1] ?? "")}`);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

// Not where the first word is one in capitals, such as "CEO".
const uncapital = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);

const sentence = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);

/** A number to call, as people wrote it; undefined where none is known. */
export function phoneOf(lead: LeadItem): string | undefined {
  for (const field of ["phone", "mobilePhone", "mobile", "phoneNumber"]) {
    const value = lead.profile[field];
    const text = Array.isArray(value) ? value[0] : value;
    if (text)
      return String(text);
  }

  return undefined;
}

/** tel: of a number: digits and a leading plus alone, so that nothing else can be said by it. */
export const telOf = (phone: string): string => `tel:${phone.trim().startsWith("+") ? "+" : ""}${phone.replace(/\D/gu, "")}`;

/** Which attempt the next call is: "attempt 4 of 6". */
export const ofCalls = (item: LeadModelItem): string => (item.attempts ? `attempt ${Math.min((item.tried ?? 0) + 1, item.attempts)} of ${item.attempts}` : count(item.tried ?? 0, "attempt so far", "attempts so far"));
