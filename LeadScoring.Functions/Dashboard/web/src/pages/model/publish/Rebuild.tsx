import { body, client } from "../../../api/client";
import { useQuery } from "../../../api/useQuery";
import { may } from "../../../state/session";
import { num } from "../../../words/time";
import type { Work } from "../work";

/** After a publish: how far the scores are renewed. Shown until all are. */
export function Rebuild({ work }: { work: Work }) {
  const { version } = work.data;
  const isOn = version !== undefined && may("marketing");
  const first = useQuery(`rebuild ${work.id} ${version}`, async signal => body(client.GET("/api/v1/models/{model}/rebuild", { params: { path: { model: work.id } }, signal })), { off: !isOn, keep: false });
  const isRunning = first.data?.state === "running";
  const next = useQuery(`rebuild on ${work.id} ${version}`, async signal => body(client.GET("/api/v1/models/{model}/rebuild", { params: { path: { model: work.id } }, signal })), { off: !isRunning, every: 1_000, keep: false });
  const rebuild = next.data ?? first.data;
  if (!isOn || !isRunning || !rebuild)
    return null;
  const share = Math.floor((100 * rebuild.bucketsDone) / Math.max(1, rebuild.buckets));
  const isDone = rebuild.state === "done";
  return (
    <section class="card rebuild" aria-label="Scores are renewed">
      <div class="spread">
        <b class="strong">{isDone ? `All scores are those of version ${rebuild.version}.` : `Version ${rebuild.version} is live. Scores are being renewed.`}</b>
        <span class="small soft nowrap">{num(rebuild.leads)} leads, {share} %</span>
      </div>
      <progress class="progress" max={rebuild.buckets} value={rebuild.bucketsDone} aria-label="Leads whose scores are renewed">{share} %</progress>
      <p class="small muted">{isDone ? "Lists and figures follow within moments." : "Until its turn comes, each lead has the score of the version before. Nobody is sent twice."}</p>
    </section>
  );
}
