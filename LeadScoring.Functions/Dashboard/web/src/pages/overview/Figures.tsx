import type { OverviewAnswer } from "../../api/schema";
import { now } from "../../state/now";
import { leadsLink, serviceLevelLink } from "../../ui/links";
import { percent } from "../../words/percent";
import type { Range } from "../../words/period";
import { num } from "../../words/time";
import { daysOf, longest } from "./words";

/** Four figures; each opens the people behind it. */
export function Figures({ overview, range }: { overview: OverviewAnswer; range: Range }) {
  const { model, leads, funnel, overdue, serviceLevel } = overview;
  const kept = serviceLevel.total.keptPercent;
  return (
    <div class="kpis">
      <a class="kpi" href={leadsLink(model)}><b>{num(leads.total)}</b><span>leads, {num(leads.new)} new in {daysOf(overview)} days</span></a>
      <a class="kpi" href={serviceLevelLink(range)}><b>{num(funnel.handedOver)}</b><span>handed over in {daysOf(overview)} days</span></a>
      <a class={`kpi ${overdue.leads > 0 ? "over" : ""}`} href={leadsLink(model, { overdue: "true", sort: "respondBy" })}><b>{num(overdue.leads)}</b><span>{longest(overdue.oldest, now.value)}</span></a>
      <a class="kpi" href={serviceLevelLink(range)}><b>{kept === undefined ? "–" : percent(kept)}</b><span>{kept === undefined ? "no answers to judge yet" : "of answers in time"}</span></a>
    </div>
  );
}
