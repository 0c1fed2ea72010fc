import { askOverview } from "../../api/overview";
import { useReport } from "../../api/reports";
import { boundsOf, useModel } from "../../state/models";
import { now } from "../../state/now";
import { may } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Blank, Failed, PageHead, Segment } from "../../ui/basics";
import { Computing } from "../../ui/Computing";
import { periodOf, ranges, readRange, type Range } from "../../words/period";
import { AnsweredCard } from "./AnsweredCard";
import { Figures } from "./Figures";
import { Funnel } from "./Funnel";
import { GridCard } from "./GridCard";
import { HistogramCard } from "./HistogramCard";
import { OverviewSkeleton } from "./OverviewSkeleton";
import { TonightCard } from "./TonightCard";
import { TrustCard } from "./TrustCard";
import { WeeksCard } from "./WeeksCard";
import { subtitleOf, titleOf, unscored } from "./words";

/** How many leads are where, whom the model sends and what a score would send, what came of it, and whether that can be trusted. */
export function OverviewPage() {
  const { query, set } = useAddress();
  const range = readRange(query["range"]);
  const { models, model } = useModel(query["model"]);
  const published = model?.version !== undefined;
  const period = periodOf(range, now.value);
  const report = useReport(
    `overview ${model?.model} ${range} ${period.to}`,
    signal => askOverview({ model: model!.model, ...period }, signal),
    { off: !published },
  );
  // Two models never stand in one figure: what is known of another is not kept.
  const overview = report.data?.model === model?.model ? report.data : undefined;
  const nothing = models.data !== undefined && !published;
  const rest = overview ? unscored(overview.leads) : "";
  return (
    <>
      <PageHead
        title={overview ? titleOf(overview) : "How many are ready, and where"}
        aside={<Segment<Range> label="Period" value={range} onChange={value => set({ range: value === "90" ? undefined : value })} options={ranges.map(value => ({ value, text: `${value} days` }))} />}
      >
        {overview ? subtitleOf(overview) : "Whom the model sends, what came of it, and what changes tonight."}
      </PageHead>
      {models.error && !models.data && <Failed error={models.error} what="The figures cannot be shown." again={models.again} />}
      {report.error && <Failed error={report.error} what={overview ? "The figures cannot be renewed; below are those known before." : "The figures cannot be shown."} again={report.again} />}
      {report.progress !== undefined && <Computing progress={report.progress} what={overview ? "Newer figures" : "The figures"} />}
      {nothing && <NoModel />}
      {!overview && !report.error && !nothing && !models.error && <OverviewSkeleton />}
      {overview && overview.leads.total === 0 && <Nobody />}
      {overview && overview.leads.total > 0 && (
        <div class="overview dim" aria-busy={report.busy && overview.from !== period.from ? true : undefined}>
          <Figures overview={overview} range={range} />
          <div class={`grid gap ${overview.grades ? "three" : "two"}`}>
            {overview.grades ? <GridCard overview={overview} bounds={boundsOf(model)} /> : null}
            <HistogramCard overview={overview} />
            <WeeksCard overview={overview} />
          </div>
          <Funnel overview={overview} />
          <div class="grid three gap">
            <AnsweredCard overview={overview} range={range} />
            <TonightCard overview={overview} bounds={boundsOf(model)} />
            <TrustCard model={overview.model} range={range} />
          </div>
          {rest && <p class="small muted gap-s">{rest}</p>}
        </div>
      )}
    </>
  );
}

function NoModel() {
  return (
    <Blank title="No model is published yet" action={<a class="btn primary" href="/app/models">To the models</a>}>
      A model says who is ready for a call. Once one is published, this page shows how many are where, and why.
    </Blank>
  );
}

function Nobody() {
  return (
    <Blank title="Nobody is known yet" action={may("marketing") ? <a class="btn primary" href="/app/sources?tab=connect">Connect a source</a> : undefined}>
      People appear here as soon as a form, a mail platform or the website tells about the first one.
    </Blank>
  );
}
