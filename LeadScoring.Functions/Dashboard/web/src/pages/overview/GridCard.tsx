import type { OverviewAnswer } from "../../api/schema";
import { Twin, TwinTable } from "../../charts/Twin";
import type { Bounds } from "../../state/models";
import { tables } from "../../state/prefs";
import { Say } from "../../ui/basics";
import { meaningOf } from "../../ui/Grade";
import { leadsLink } from "../../ui/links";
import { titled } from "../../words/names";
import { num } from "../../words/time";
import { cellRest, frameOf, gridRows, gridSentence, letters, levelOf, numbers, tellingCell } from "./grid";

/** How many leads have which grade: a cell opens them. Frames are around grades that go to a team. */
export function GridCard({ overview, bounds }: { overview: OverviewAnswer; bounds: Bounds | undefined }) {
  const cells = overview.grades ?? [];
  const most = Math.max(0, ...cells.map(cell => cell.leads));
  const cellOf = (grade: string) => cells.find(cell => cell.grade === grade) ?? { grade, leads: 0 };
  const telling = tellingCell(cells);
  const sentence = telling && gridSentence(telling, cells, bounds);
  const title = `${titled(bounds?.letterOf ?? "fit")} by ${bounds?.numberOf ?? "engagement"}`;
  return (
    <section class="card">
      <header>
        <h2>{title}</h2>
        <Frames cells={cells.map(cell => cell.to)} />
      </header>
      {tables.value ? (
        <TwinTable caption={title} rows={gridRows(cells)} />
      ) : (
        <div class="gg" role="group" aria-label={`Leads by ${bounds?.letterOf ?? "fit"} and ${bounds?.numberOf ?? "engagement"}`}>
          <span class="h" />
          {numbers.map(number => <span key={number} class="h" title={meaningOf(`·${number}`, bounds) || undefined}>{number}</span>)}
          {letters.map(letter => [
            <span key={letter} class="h strong" title={meaningOf(`${letter}·`, bounds) || undefined}>{letter}</span>,
            ...numbers.map(number => {
              const cell = cellOf(letter + number);
              const meaning = meaningOf(cell.grade, bounds);
              return (
                <a key={cell.grade} href={leadsLink(overview.model, { grade: cell.grade })} class={`h${levelOf(cell.leads, most)} ${frameOf(cell.to)}`} title={meaning || undefined}>
                  {num(cell.leads)} <small>{cell.grade}</small> <span class="sr">{cellRest(cell)}</span>
                </a>
              );
            }),
          ])}
        </div>
      )}
      <Twin name="grades" rows={() => gridRows(cells)}>{num(overview.leads.scored)} with a grade</Twin>
      {telling && sentence && <Say><b>{sentence.strong}</b> {sentence.rest} <a class="link nowrap" href={leadsLink(overview.model, { grade: telling.grade })}>See them</a></Say>}
    </section>
  );
}

// What the frames mean, where there are some.
function Frames({ cells }: { cells: readonly (string | undefined)[] }) {
  const sales = cells.includes("sales");
  const inside = cells.includes("inside-sales");
  if (!sales && !inside)
    return null;
  return (
    <p class="legend" aria-label="Frames: where a grade goes">
      {sales && <span><i class="k-frame" />to sales</span>}
      {inside && <span><i class="k-frame dashed" />inside sales</span>}
    </p>
  );
}
