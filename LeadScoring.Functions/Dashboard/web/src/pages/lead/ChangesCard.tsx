import { client, whole } from "../../api/client";
import type { ExplanationAnswer, LeadModelItem } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import type { Bounds } from "../../state/models";
import { Grade } from "../../ui/Grade";
import { listed } from "../../words/names";
import { atLimit, changesOf, type TeamOf } from "./changes";

/** What the score is today, and on which days it becomes another by itself. */
export function ChangesCard({ item, answer, bounds, teamOf }: { item: LeadModelItem; answer: ExplanationAnswer; bounds: Bounds | undefined; teamOf: TeamOf }) {
  // The day after which the next change is told.
  const next = useQuery(
    `change ${answer.lead} ${answer.model} ${answer.until} ${answer.score.exact}`,
    async signal => {
      const later = await whole(client.GET("/api/v1/leads/{lead}/explanation", { params: { path: { lead: answer.lead! }, query: { model: answer.model, asOf: answer.until! } }, signal }));
      return later.status === 202 ? undefined : (later.data as ExplanationAnswer);
    },
    { off: answer.until === null || answer.lead === undefined, keep: false },
  );
  const changes = changesOf(item, next.data ? [answer, next.data] : [answer], teamOf);
  const full = atLimit(answer);
  return (
    <section class="card">
      <h2 class="side-title">What changes, and when</h2>
      <ul class="ladder">
        {changes.map(change => (
          <li key={change.key}>
            <time>{change.when}</time>
            <span>
              {change.grade && <><Grade grade={change.grade} size="mini" bounds={bounds} /> </>}
              {change.text.replace(/:$/u, "")}
              {change.more && <small class="muted"> {change.more}</small>}
            </span>
          </li>
        ))}
        {full.length > 0 && <li><time>at the limit</time><span>{listed(full)}: more of it adds nothing until it fades.</span></li>}
      </ul>
    </section>
  );
}
