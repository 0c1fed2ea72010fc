import type { AuditFailure, AuditItem } from "../../../api/schema";
import { leadPath } from "../../../ui/address";
import { Card, Note, Time } from "../../../ui/basics";
import { routeText } from "../../../words/standing";
import { auditSentence, teamText, uncheckedText } from "../../../words/serviceLevel";
import { instantDay, num, timeOfDay } from "../../../words/time";

/** Whether each hand-off met its rule at that moment, proven again from the log. */
export function AuditCard({ audit }: { audit: AuditItem }) {
  const unchecked = Object.entries(audit.unchecked);
  return (
    <Card title="Did every hand-off meet its rule?" class="gap">
      <p class={`trust-figure ${audit.belowThreshold > 0 ? "over" : ""}`}><b>{num(audit.belowThreshold)} below the line</b><span class="soft">{auditSentence(audit)}</span></p>
      {audit.belowThreshold > 0 && <Note tone="bad" title="This is a defect, or stored data were changed by hand.">Send the list below to the people who run the system; it is never a matter of opinion.</Note>}
      {audit.failures.length > 0 && (
        <ul class="failures">
          {audit.failures.map(failure => <Failure key={`${failure.lead} ${failure.model} ${failure.fact}`} failure={failure} />)}
        </ul>
      )}
      {audit.cut && <p class="small muted">Not all are listed; all are counted.</p>}
      {unchecked.length > 0 && (
        <>
          <h3 class="gap">Cannot be checked any more</h3>
          <ul class="mini">
            {unchecked.map(([reason, n]) => <li key={reason}><b class="strong">{num(n)}</b><span class="grow">{uncheckedText(reason)}</span></li>)}
          </ul>
        </>
      )}
      <p class="small muted gap-s">Each hand-off is proven again from the lead's own events, as they were known at that moment, under the version of the model that decided. What happened later plays no part.</p>
    </Card>
  );
}

function Failure({ failure }: { failure: AuditFailure }) {
  const { claimed } = failure;
  return (
    <li>
      <Time at={failure.at}>{instantDay(failure.at)}, {timeOfDay(failure.at)}</Time>
      <span class="grow">
        <a class="link" href={leadPath(failure.lead, failure.model)}>The lead and its story</a>
        <span> was handed to {teamText(claimed.to)} by <bdi>“{routeText(claimed.route)}”</bdi>{claimed.from ? <>, was <bdi>“{routeText(claimed.from)}”</bdi></> : ""} (version {failure.version} of the model).</span>
        <br />
        <span class="soft"><bdi>{failure.found}</bdi></span>
      </span>
    </li>
  );
}
