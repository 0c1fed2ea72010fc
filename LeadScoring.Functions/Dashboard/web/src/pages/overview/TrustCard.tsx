import { askServiceLevel } from "../../api/serviceLevel";
import { useReport } from "../../api/reports";
import { useHealth } from "../../api/health";
import { useSources } from "../../api/sources";
import { now } from "../../state/now";
import { may } from "../../state/session";
import { Card, Failed, Skeleton } from "../../ui/basics";
import { serviceLevelLink } from "../../ui/links";
import { periodOf, type Range } from "../../words/period";
import { num } from "../../words/time";
import { auditSentence } from "../../words/serviceLevel";
import { linesOf } from "../../words/health";
import { receivedLines } from "../../words/received";

/** Whether the figures can be believed: the audit of hand-offs, how the app is, and which sources were heard. */
export function TrustCard({ model, range }: { model: string; range: Range }) {
  const period = periodOf(range, now.value);
  const report = useReport(`service-level ${model} ${period.from} ${period.to}`, signal => askServiceLevel({ model, ...period }, signal));
  const health = useHealth(60_000);
  const sources = useSources({ every: 60_000, off: !may("marketing") });
  const audit = report.data?.model === model ? report.data.audit : undefined;
  return (
    <Card title="Can it be trusted?" aside={<a class="link small" href="/app/health">Health</a>}>
      {audit && (
        <a href={serviceLevelLink(range)} class={`trust-figure ${audit.belowThreshold > 0 ? "over" : ""}`}>
          <b>{num(audit.belowThreshold)} below the line</b>
          <span class="small soft">{auditSentence(audit)}</span>
        </a>
      )}
      {!audit && !report.error && <Skeleton rows={2} />}
      {report.error && <Failed error={report.error} what={audit ? "The audit cannot be renewed." : "The audit cannot be shown."} again={report.again} />}
      <ul class="health">
        {health.data && linesOf(health.data.checks).map(line => <Line key={line.text} {...line} />)}
        {sources.data && receivedLines(sources.data, now.value).map(line => <Line key={line.text} {...line} />)}
      </ul>
      {health.error && <Failed error={health.error} what="Health cannot be shown." again={health.again} />}
      {sources.error && <Failed error={sources.error} what="The sources cannot be shown." again={sources.again} />}
    </Card>
  );
}

function Line({ text, note, tone }: { text: string; note: string; tone: "" | "warn" | "bad" }) {
  return (
    <li>
      <i class={`dot ${tone}`} role="img" aria-label={tone === "" ? "good" : tone === "warn" ? "needs a look" : "does not work"} />
      <span class="grow"><bdi>{text}</bdi></span>
      <span class="muted note-end">{note}</span>
    </li>
  );
}
