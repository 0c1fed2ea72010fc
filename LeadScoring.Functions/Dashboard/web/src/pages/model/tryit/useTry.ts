import { body, client } from "../../../api/client";
import type { ExplanationAnswer, LeadItem, TriedEventRequest } from "../../../api/schema";
import { tryLead } from "../../../api/tryLead";
import { useQuery, type Query } from "../../../api/useQuery";
import { usePaused } from "../state/usePaused";
import type { Work } from "../work";
import { leadEvents } from "./person";

/** The last text without errors: what can be tried. Nothing until the app has looked. */
export function useValidText(work: Work): string | undefined {
  const isValid = work.checked.text === work.draft.text.value && !work.findings.some(finding => finding.isError);
  return isValid ? work.checked.text : (work.preview.text ?? work.liveText);
}

interface Tried {
  readonly draft: ExplanationAnswer;
  /** Under the live version; undefined where there is none. */
  readonly live: ExplanationAnswer | undefined;
}

/** Tries a person under the text and under the live version. */
export function useTried(work: Work, name: string, person: { profile?: Record<string, string>; events: TriedEventRequest[] } | undefined, text: string | undefined): Query<Tried> {
  const key = usePaused(JSON.stringify([name, person, text]), 400);
  return useQuery(
    `try ${work.id} ${work.data.version} ${key}`,
    async signal => {
      const request = { ...(person!.profile ? { profile: person!.profile } : {}), events: person!.events };
      const [draft, live] = await Promise.all([
        tryLead(work.id, { ...request, yaml: text! }, signal),
        work.data.version === undefined ? undefined : tryLead(work.id, { ...request, version: work.data.version }, signal),
      ]);
      return { draft, live };
    },
    { off: person === undefined || text === undefined },
  );
}

/** A person of the app with the events that are tried. */
export function useLeadToTry(lead: string | undefined): Query<{ lead: LeadItem; events: TriedEventRequest[]; isWhole: boolean }> {
  return useQuery(
    `to try ${lead}`,
    async signal => {
      const [item, log] = await Promise.all([body(client.GET("/api/v1/leads/{lead}", { params: { path: { lead: lead! } }, signal })), leadEvents(lead!, signal)]);
      return { lead: item, ...log };
    },
    { off: lead === undefined, keep: false },
  );
}
