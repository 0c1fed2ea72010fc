import { Skeleton } from "../../ui/basics";

/** Grey boxes where the figures and charts will be. */
export function OverviewSkeleton() {
  return (
    <Skeleton>
      <div class="kpis">{[0, 1, 2, 3].map(index => <div key={index} class="kpi"><div class="sk l sk-0" /><div class="sk sk-1 gap-s" /></div>)}</div>
      <div class="grid three">{[0, 1, 2].map(index => <div key={index} class="card wait-chart"><div class="sk sk-0" /></div>)}</div>
      <div class="card wait-funnel"><div class="sk sk-0" /></div>
      <div class="grid three">{[0, 1, 2].map(index => <div key={index} class="card wait-list"><div class="sk sk-0" /></div>)}</div>
    </Skeleton>
  );
}
