import type { ServiceLevelAnswer } from "../../../api/schema";
import { useReport } from "../../../api/reports";
import { askServiceLevel, serviceLevelCsv } from "../../../api/serviceLevel";
import { useModel } from "../../../state/models";
import { now } from "../../../state/now";
import { useAddress } from "../../../ui/address";
import { Blank, Failed, PageHead, Skeleton, Time } from "../../../ui/basics";
import { Computing } from "../../../ui/Computing";
import { leadsLink } from "../../../ui/links";
import { percent } from "../../../words/percent";
import { readDays } from "../../../words/period";
import { hoursText, reportSubtitle, reportTitle } from "../../../words/serviceLevel";
import { ago, dayText, num } from "../../../words/time";
import { AuditCard } from "./AuditCard";
import { PeriodPick } from "./PeriodPick";
import { RowsCard } from "./RowsCard";

/** Whether those handed over were called as agreed, and whether they should have been handed over at all. */
export function ServiceLevel() {
  const { query } = useAddress();
  const days = readDays(query, now.value);
  const { models, model } = useModel(query["model"]);
  const question = { ...(model ? { model: model.model } : {}), from: days.from, to: days.to };
  const report = useReport<ServiceLevelAnswer>(`service-level ${model?.model} ${days.from} ${days.to}`, signal => askServiceLevel(question, signal), { off: !model });
  const data = report.data?.model === model?.model ? report.data : undefined;
  return (
    <>
      <PageHead title={data ? reportTitle(data) : "Answered as agreed"} crumbs={<><a class="link" href="/app/reports">Reports</a> › Answered as agreed</>} aside={<PeriodPick days={days} />}>
        {data ? reportSubtitle(data) : "Response times by route and team, and the audit of hand-offs."}
      </PageHead>
      {models.error && !models.data && <Failed error={models.error} what="The report cannot be shown." again={models.again} />}
      {models.data?.length === 0 && (
        <Blank title="Nothing to report yet" action={<a class="btn primary" href="/app/models">To the models</a>}>
          Without a model nobody is handed over. Once one is published, this report says how they were answered.
        </Blank>
      )}
      {report.error && <Failed error={report.error} what={data ? "The report cannot be renewed; below is what was known before." : "The report cannot be shown."} again={report.again} />}
      {report.progress !== undefined && <Computing progress={report.progress} what="The figures" />}
      {!data && !report.error && (models.data ? models.data.length > 0 : !models.error) && <Skeleton rows={9} />}
      {data && (
        <div class="dim" aria-busy={(report.busy && (data.from !== days.from || data.to !== days.to)) || undefined}>
          <Figures report={data} />
          <RowsCard report={data} csv={serviceLevelCsv(question)} />
          <AuditCard audit={data.audit} />
          <p class="small muted gap">
            Days in UTC, {dayText(data.from)} to {dayText(data.to)}; {num(data.leads)} leads were looked at, <Time at={data.computedAt}>{ago(data.computedAt, now.value)}</Time>.
            {data.refreshing && " Newer figures are on their way."}
          </p>
        </div>
      )}
    </>
  );
}

function Figures({ report }: { report: ServiceLevelAnswer }) {
  const { total, model } = report;
  const filter = (more: Record<string, string>): string => (model ? leadsLink(model, more) : `/app/leads?${new URLSearchParams(more)}`);
  return (
    <div class="kpis">
      <a class="kpi" href={filter({ stage: "qualified,accepted,sales-qualified,opportunity,customer,lost" })}><b>{num(total.handOffs)}</b><span>hand-offs, {num(total.accepted)} accepted</span></a>
      <a class={`kpi ${total.overdueNow > 0 ? "over" : ""}`} href={filter({ overdue: "true", sort: "respondBy" })}><b>{num(total.overdueNow)}</b><span>wait past the agreed time now</span></a>
      <div class="kpi"><b>{total.keptPercent === undefined ? "–" : percent(total.keptPercent)}</b><span>{num(total.inTime)} in time, {num(total.late)} late, {num(total.overdue)} overdue</span></div>
      <div class="kpi"><b>{hoursText(total.medianHours)}</b><span>until half were answered{total.attemptsPerHandOff === undefined ? "" : `, ${total.attemptsPerHandOff.toLocaleString(undefined, { maximumFractionDigits: 1 })} tries each`}</span></div>
    </div>
  );
}
