import type { OverviewAnswer, OverviewWeek } from "../../api/schema";
import { Twin, TwinTable } from "../../charts/Twin";
import { useMarks } from "../../charts/useMarks";
import { useWidth } from "../../charts/useWidth";
import { tables } from "../../state/prefs";
import { useWide } from "../../ui/useWide";
import { dayText, num } from "../../words/time";
import { drawWeeks, weekAt, type Column } from "./weeks";
import { inWeeks, weeksSentence } from "./words";

/** How many were handed over in each week, by team. */
export function WeeksCard({ overview }: { overview: OverviewAnswer }) {
  const { weeks } = overview;
  const rows = () => [["Week from", "Sales", "Inside sales", "All"], ...weeks.map(week => [dayText(week.from), week.sales, week.insideSales, week.sales + week.insideSales])];
  return (
    <section class="card">
      <header>
        <h2>Hand-offs per week</h2>
        <span class="legend"><span><i class="k-fit" />sales</span><span><i class="k-eng" />inside sales</span></span>
      </header>
      {tables.value ? <TwinTable caption="Hand-offs per week" rows={rows()} /> : <Weeks weeks={weeks} />}
      <Twin name="hand-offs" rows={rows}>{inWeeks(weeks)}</Twin>
    </section>
  );
}

function Weeks({ weeks }: { weeks: readonly OverviewWeek[] }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const height = useWide(600) ? 286 : 220;
  const drawing = drawWeeks(weeks, Math.max(width, 200), height);
  const { at, props } = useMarks(weeks.length, x => weekAt(drawing, x));
  const column = at === undefined ? undefined : drawing.columns[at];
  return (
    <div class="chart weeks" ref={box}>
      {width > 0 && (
        <svg height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={weeksSentence(weeks)} {...props}>
          {drawing.axis.ticks.map(tick => (
            <g key={tick}>
              <line x1={drawing.left} x2={drawing.right} y1={drawing.yOf(tick)} y2={drawing.yOf(tick)} class="st-grid" />
              <text x={drawing.left - 6} y={drawing.yOf(tick) + 4} class="end">{num(tick)}</text>
            </g>
          ))}
          {drawing.columns.map((one, index) => (
            <g key={one.week.from} class={at !== undefined && index !== at ? "is-dim" : undefined}>
              {one.sales.height > 0 && <rect x={one.x} y={one.sales.y} width={one.width} height={one.sales.height} rx={2} class="f-fit" />}
              {one.inside.height > 0 && <rect x={one.x} y={one.inside.y} width={one.width} height={one.inside.height} rx={2} class="f-eng" />}
              {one.label && <text x={labelX(one)} y={height - 4} class={one.label === "end" ? "end" : one.label === "middle" ? "mid" : undefined}>{dayText(one.week.from)}</text>}
            </g>
          ))}
        </svg>
      )}
      <p class="sr" role="status">{column && `Week from ${dayText(column.week.from)}: ${column.week.sales} to sales, ${column.week.insideSales} to inside sales`}</p>
      {column && (
        <div class="tip tipbox" style={{ [column.x < width / 2 ? "left" : "right"]: `${Math.round(column.x < width / 2 ? column.x + column.width + 8 : width - column.x + 8)}px`, top: "12px" }}>
          <b>{dayText(column.week.from)} to {dayText(column.week.to)}</b>
          <span class="spread"><span><i class="k-eng" />inside sales</span><span>{num(column.week.insideSales)}</span></span>
          <span class="spread"><span><i class="k-fit" />sales</span><span>{num(column.week.sales)}</span></span>
        </div>
      )}
    </div>
  );
}

const labelX = (column: Column): number => (column.label === "end" ? column.x + column.width : column.label === "middle" ? column.x + column.width / 2 : column.x);
