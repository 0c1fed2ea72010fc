import type { OverviewAnswer } from "../../api/schema";
import { KeptBar, KeptLegend } from "../../charts/KeptBar";
import { Card } from "../../ui/basics";
import { leadsLink, serviceLevelLink } from "../../ui/links";
import { percent } from "../../words/percent";
import type { Range } from "../../words/period";
import { num } from "../../words/time";
import { daysOf } from "./words";
import { rowTitles } from "../../words/serviceLevel";

const shown = 7;

/** Whether those handed over were called by the agreed time, by what sent them. */
export function AnsweredCard({ overview, range }: { overview: OverviewAnswer; range: Range }) {
  const rows = [...overview.serviceLevel.rows].sort((one, other) => other.handOffs - one.handOffs);
  const titles = rowTitles(rows);
  return (
    <Card title="Answered as agreed" aside={<a class="link small" href={serviceLevelLink(range)}>Report</a>}>
      {rows.length === 0 ? (
        <p class="soft small">Nobody was handed over in these {daysOf(overview)} days, so there is nothing to answer.</p>
      ) : (
        <>
          <table class="table kept">
            <thead><tr><th scope="col">Sent by</th><th scope="col" class="num">Sent</th><th scope="col" class="kept-bar"><span class="sr">How they were answered</span></th><th scope="col" class="num">In time</th></tr></thead>
            <tbody>
              {rows.slice(0, shown).map((row, index) => (
                <tr key={`${row.cause} ${row.route} ${row.to}`}>
                  <th scope="row"><bdi class="two-lines" title={titles[index]}>{titles[index]}</bdi></th>
                  <td class="num"><a class="plain-link" href={leadsLink(overview.model, { route: row.route ?? "", owner: row.to ?? "" })}>{num(row.handOffs)}</a></td>
                  <td class="kept-bar"><KeptBar row={row} /></td>
                  <td class="num strong">{row.keptPercent === undefined ? "–" : percent(row.keptPercent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <KeptLegend />
          {rows.length > shown && <p class="small muted gap-s">{num(rows.length - shown)} more in the <a class="link" href={serviceLevelLink(range)}>report</a>.</p>}
        </>
      )}
    </Card>
  );
}
