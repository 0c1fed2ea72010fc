import type { ServiceLevelAnswer, ServiceLevelItem } from "../../../api/schema";
import { KeptBar, KeptLegend } from "../../../charts/KeptBar";
import { tables } from "../../../state/prefs";
import { Card } from "../../../ui/basics";
import { Icon } from "../../../ui/Icon";
import { leadsLink } from "../../../ui/links";
import { percent } from "../../../words/percent";
import { causeText, hoursText, rowTitles, teamText } from "../../../words/serviceLevel";
import { num } from "../../../words/time";

/** Response times by what sent the people and to which team: as bars, or with all figures. */
export function RowsCard({ report, csv }: { report: ServiceLevelAnswer; csv: string }) {
  const rows = [...report.rows].sort((one, other) => other.handOffs - one.handOffs);
  if (rows.length === 0)
    return null;
  const titles = rowTitles(rows);
  return (
    <Card title="By route and team" class="gap" aside={<a class="link small nowrap download" href={csv} download={`service-level-${report.from}-${report.to}.csv`}><Icon name="download" size={14} />CSV</a>}>
      <div class="scroll-x" tabIndex={0} role="region" aria-label="Response times by route and team">
        <table class={`table rows ${tables.value ? "" : "bars"}`}>
          <thead>{tables.value ? <FigureHead /> : <BarHead />}</thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.model} ${row.cause} ${row.route} ${row.to}`}>
                <th scope="row"><bdi class="two-lines" title={titles[index]}>{titles[index]}</bdi><small>{[causeText(row.cause), `to ${teamText(row.to)}`].join(", ")}</small></th>
                <td class="num" data-label="Sent"><a class="plain-link" href={linkOf(report, row)}>{num(row.handOffs)}</a></td>
                {tables.value ? <FigureCells row={row} /> : <BarCells row={row} report={report} />}
              </tr>
            ))}
          </tbody>
          {tables.value && <tfoot><tr><th scope="row">All</th><td class="num">{num(report.total.handOffs)}</td><FigureCells row={report.total} /></tr></tfoot>}
        </table>
      </div>
      <div class="twins">
        {tables.value ? <span class="small muted">In time, of those in time, late and overdue.</span> : <KeptLegend />}
        <button type="button" class="twin nowrap" onClick={() => tables.set(!tables.value)}>{tables.value ? "As a chart" : "As a table"}</button>
      </div>
    </Card>
  );
}

const linkOf = (report: ServiceLevelAnswer, row: ServiceLevelItem, more: Record<string, string> = {}): string => leadsLink(row.model ?? report.model ?? "", { route: row.route ?? "", owner: row.to ?? "", ...more });

const BarHead = () => (
  <tr>
    <th scope="col">Sent by</th><th scope="col" class="num">Sent</th><th scope="col" class="kept-bar"><span class="sr">How they were answered</span></th>
    <th scope="col" class="num">In time</th><th scope="col" class="num">Wait now</th><th scope="col" class="num">Half within</th><th scope="col" class="num">Accepted</th>
  </tr>
);

function BarCells({ row, report }: { row: ServiceLevelItem; report: ServiceLevelAnswer }) {
  return (
    <>
      <td class="kept-bar"><KeptBar row={row} /></td>
      <td class="num strong in-time">{row.keptPercent === undefined ? "–" : percent(row.keptPercent)}</td>
      <td class="num" data-label="Wait now">{row.overdueNow === 0 ? <span class="muted">0</span> : <a class="plain-link over" href={linkOf(report, row, { overdue: "true", sort: "respondBy" })}>{num(row.overdueNow)}</a>}</td>
      <td class="num" data-label="Half within">{hoursText(row.medianHours)}</td>
      <td class="num" data-label="Accepted">{num(row.accepted)}</td>
    </>
  );
}

const FigureHead = () => (
  <tr>
    <th scope="col">Sent by</th>
    {["Sent", "Agreed", "In time", "Late", "Overdue", "Closed", "Time left", "Kept", "Tries", "Half within", "Accepted", "Given up", "Back", "Not for sales", "Unproven"].map(text => <th key={text} scope="col" class="num">{text}</th>)}
  </tr>
);

function FigureCells({ row }: { row: ServiceLevelItem }) {
  const counts = [row.agreed, row.inTime, row.late, row.overdue, row.closed, row.running];
  const ends = [row.accepted, row.abandoned, row.recycled, row.disqualified, row.belowThreshold + row.unchecked];
  return (
    <>
      {counts.map((count, index) => <td key={index} class="num">{num(count)}</td>)}
      <td class="num strong">{row.keptPercent === undefined ? "–" : percent(row.keptPercent)}</td>
      <td class="num">{num(row.attempts)}</td>
      <td class="num">{hoursText(row.medianHours)}</td>
      {ends.map((count, index) => <td key={index} class="num">{num(count)}</td>)}
    </>
  );
}
