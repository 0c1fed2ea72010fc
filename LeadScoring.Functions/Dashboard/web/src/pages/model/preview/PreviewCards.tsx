import { Card, Failed, Say, Skeleton } from "../../../ui/basics";
import { ago, num } from "../../../words/time";
import { now } from "../../../state/now";
import { boundsOfDoc } from "../doc/bounds";
import { isHandedOff, movedWords, weekWords } from "../publish/words";
import type { Work } from "../work";
import { GradesChart } from "./GradesChart";
import { Moves } from "./Moves";
import { useLeads } from "./useLeads";

/** In short what the draft would do, below the rules: the whole is a tab of its own. */
export function PreviewCards({ work }: { work: Work }) {
  const { preview } = work;
  const { answer } = preview;
  const sent = answer?.changed.filter(isHandedOff) ?? [];
  const other = answer?.changed.filter(item => !isHandedOff(item)) ?? [];
  const leads = useLeads([...sent.slice(0, 5), ...other.slice(0, 4)].map(item => item.lead));
  const bounds = work.doc && boundsOfDoc(work.doc);
  if (preview.error && !answer)
    return <Card title="What it would do"><Failed error={preview.error} what="The preview cannot be made." /></Card>;
  if (!answer)
    return <Card title="What it would do"><Skeleton rows={6} /></Card>;
  const places = answer.grades.length > 0 ? answer.grades : answer.routes;
  return (
    <>
      <Card title={answer.grades.length > 0 ? "Grades, now and with the draft" : "Routes, now and with the draft"} aside={<Legend version={answer.against} />}>
        <GradesChart places={places} what={answer.grades.length > 0 ? "grade" : "route"} version={answer.against} />
        <Say><b>{movedWords(answer)}</b> {weekWords(answer)}</Say>
        <PreviewState work={work} />
      </Card>
      <Card title={sent.length > 0 ? "Who is handed off" : "Who changes most"} aside={<p>{sent.length > 0 ? `${num(answer.handOffs.atOnce.number)} at once` : other.length === 0 ? "nobody" : ""}</p>}>
        <Moves items={sent.length > 0 ? sent.slice(0, 5) : other.slice(0, 4)} leads={leads} model={work.id} bounds={bounds} withReasons={sent.length === 0} />
        {sent.length > 0 && other.length > 0 && (
          <>
            <div class="hr" />
            <h3>Who else changes most</h3>
            <Moves items={other.slice(0, 3)} leads={leads} model={work.id} bounds={bounds} withReasons={false} />
          </>
        )}
        {sent.length === 0 && other.length === 0 && <p class="soft">No lead stands elsewhere with the draft.</p>}
      </Card>
    </>
  );
}

export function Legend({ version }: { version: number | undefined }) {
  return (
    <span class="legend">
      <span><i class="k-heat" />{version === undefined ? "now" : `version ${version}`}</span>
      <span><i class="k-draft" />draft</span>
    </span>
  );
}

/** Of which text the figures are, and of how many leads. */
export function PreviewState({ work }: { work: Work }) {
  const { preview } = work;
  const { answer, progress } = preview;
  const isOld = preview.text !== undefined && preview.text !== work.draft.text.value;
  const hasErrors = work.findings.some(finding => finding.isError) || work.unreadable !== undefined;
  return (
    <p class="small muted gap-s" aria-busy={progress !== undefined || undefined}>
      {answer && answer.buckets < 256 && <>From {num(answer.tried)} leads, a sample. </>}
      {isOld && hasErrors && <>Of the last text without errors, {ago(preview.at, now.value)}. </>}
      {isOld && !hasErrors && progress === undefined && !preview.error && <>Of the text {ago(preview.at, now.value)}; the newest is next. </>}
      {progress && <>Trying {progress.of < 256 ? "a sample" : "all leads"}: {Math.floor((100 * progress.done) / Math.max(1, progress.of))} %. </>}
      {preview.error && answer && <>The newest text cannot be previewed: {preview.error.detail}</>}
    </p>
  );
}
