import type { ServiceLevelItem } from "../api/schema";
import { keptName, keptParts } from "./kept";

/** How the hand-offs of a row were answered, as one bar of parts. */
export function KeptBar({ row }: { row: ServiceLevelItem }) {
  const parts = keptParts(row);
  if (parts.length === 0)
    return <span class="small muted">no time agreed</span>;
  return (
    <svg width="100%" height="10" viewBox="0 0 200 10" preserveAspectRatio="none" role="img" aria-label={keptName(row)}>
      <title>{keptName(row)}</title>
      {parts.map(part => <rect key={part.name} x={part.x} width={part.width} height="10" rx="2" class={part.fill} />)}
    </svg>
  );
}

/** What the colours of the bars are, in their order. */
export function KeptLegend() {
  return (
    <div class="legend gap-s">
      <span><i class="k-eng" />in time</span>
      <span><i class="k-need" />late</span>
      <span><i class="k-over" />overdue</span>
      <span><i class="k-closed" />closed</span>
      <span><i class="k-open" />time left</span>
    </div>
  );
}
