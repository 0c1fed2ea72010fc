import type { ModelText } from "../../api/drafts";
import { ago, count, instantDay, timeOfDay } from "../../words/time";
import { whoSaved } from "../../words/whoSaved";

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** "three changes". */
export const changesWords = (n: number): string => `${small[n] ?? n} ${n === 1 ? "change" : "changes"}`;

/** Where the text stands: "Draft with three changes on version 1, which is live." */
export function standWords(data: ModelText, changes: number | undefined, isText: boolean): string {
  if (data.version === undefined)
    return "Not published yet: nobody is scored by it.";
  const live = data.versions.find(version => version.version === data.version);
  if (!isText)
    return `Version ${data.version} is live${live ? ` since ${instantDay(live.at)}` : ""}. The draft does not differ from it.`;
  const many = changes === undefined ? "Draft" : changes === 0 ? "Draft that means the same" : `Draft with ${changesWords(changes)}`;
  return `${many}, on version ${data.version}, which is live.`;
}

/** Whether the text is saved: "Saved 20 seconds ago", "Saved by bob yesterday, 14:05". */
export function savedWords(data: ModelText, state: { isDirty: boolean; isSaving: boolean; savedAt: number; keptAt: number | undefined; me: string }, now: number): string {
  if (state.isSaving)
    return "Saving ...";
  if (state.isDirty)
    return state.keptAt === undefined ? "Not saved yet." : state.keptAt === 0 ? "Not saved, and this browser keeps nothing: save before you leave." : `Not saved; kept in this browser since ${timeOfDay(state.keptAt)}.`;
  if (state.savedAt > 0 && now - state.savedAt < 60_000)
    return now - state.savedAt < 5_000 ? "Saved." : `Saved ${count(Math.round((now - state.savedAt) / 1_000), "second", "seconds")} ago.`;
  if (!data.draft || data.draftAt === undefined)
    return "";
  const by = whoSaved(data.draftBy);
  return `Saved${by === state.me ? "" : ` by ${by}`} ${ago(data.draftAt, now)}.`;
}
