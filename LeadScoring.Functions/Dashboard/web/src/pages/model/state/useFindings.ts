import { useEffect, useState } from "preact/hooks";

import { ApiError, body, client } from "../../../api/client";
import { findingOf, findingsOf, type Finding } from "../doc/findings";

/** What the app finds in a text, and of which text it says so. */
export interface Checked {
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
  /** The app does not answer, or refuses to look: the last findings stay. */
  readonly error: ApiError | undefined;
}

/** How long a pause in typing is before the app is asked, in milliseconds. */
const pause = 400;

// Comparing names with those of the log reads leads: it waits until nobody types any more.
const calm = 1_500;

const again = 5_000;

/** Has a text checked with every pause in typing. An answer to an older text never takes the place of a newer one's. */
export function useFindings(text: string, isOn: boolean): Checked {
  const [checked, setChecked] = useState<Checked>({ text: undefined, findings: [], error: undefined });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isOn)
      return;
    const abort = new AbortController();
    const timers: ReturnType<typeof setTimeout>[] = [];
    const run = async (log: boolean): Promise<void> => {
      try {
        const findings = await check(text, log, abort.signal);
        if (!abort.signal.aborted)
          setChecked({ text, findings, error: undefined });
        if (!log && !abort.signal.aborted)
          timers.push(setTimeout(() => void run(true), calm));
      } catch (fault) {
        if (abort.signal.aborted)
          return;
        const error = fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Load the page again.");
        setChecked(old => ({ ...old, error }));
        if (error.isAway)
          timers.push(setTimeout(() => setTurn(old => old + 1), again));
      }
    };
    timers.push(setTimeout(() => void run(false), turn === 0 ? pause : 0));
    return () => {
      abort.abort();
      timers.forEach(clearTimeout);
    };
  }, [text, isOn, turn]);
  return checked;
}

async function check(text: string, log: boolean, signal: AbortSignal): Promise<Finding[]> {
  try {
    const answer = await body(client.POST("/api/v1/models/validate", { params: { query: log ? { log: true } : {} }, body: text, bodySerializer: value => value, headers: { "content-type": "application/yaml" }, signal }));
    return answer.findings.map(findingOf);
  } catch (fault) {
    if (fault instanceof ApiError && fault.status === 400 && fault.problem?.errors?.length) {
      const found = findingsOf(fault.problem.errors);
      if (found.length > 0)
        return found;
    }

    throw fault;
  }
}
