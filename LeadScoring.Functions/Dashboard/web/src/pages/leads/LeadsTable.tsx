import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Bounds } from "../../state/models";
import { leadPath } from "../../ui/address";
import { Icon } from "../../ui/Icon";
import { nameOf } from "../../words/person";
import { headOf, underName, type Column, type Row } from "./columns";
import type { Sort } from "./filter";
import { useVirtual } from "./useVirtual";

interface ListProps {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly bounds: Bounds | undefined;
  readonly model: string | undefined;
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly open: (row: Row) => void;
  /** Brings a row into sight and gives it the focus. */
  readonly focusing: { current: (at: number) => void };
}

/** The list as a table; of more than 200 rows those in sight are drawn. */
export function LeadsTable({ rows, total, bounds, model, at, onAt, open, focusing, columns, sort, onSort }: ListProps & { columns: readonly Column[]; sort: Sort; onSort: (sort: Sort) => void }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtual(body, rows.length);
  focusing.current = focusOn(body, virtual.show);
  const width = columns.length + 1;
  const [box, scrolls] = useOverflow();
  return (
    <div class="card leads-card">
      <div class={`leads-scroll ${scrolls ? "scrolls" : ""}`} ref={box} tabIndex={scrolls ? 0 : undefined}>
        <table class="table leads-table" aria-rowcount={total ?? -1}>
          <thead>
            <tr>
              <th scope="col" class="c-person">Person</th>
              {columns.map(column => (
                <th key={column.id} scope="col" class={column.class} aria-sort={column.sort === undefined ? undefined : column.sort === sort ? column.order : "none"}>
                  {column.sort === undefined ? headOf(column, rows[0]) : <button type="button" onClick={() => onSort(column.sort!)}>{column.head}{column.sort === sort && <span class={column.order === "ascending" ? "turned" : undefined}><Icon name="down" size={12} /></span>}</button>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {virtual.before > 0 && <tr aria-hidden="true" class="gap-row"><td colSpan={width} style={{ height: `${virtual.before}px` }} /></tr>}
            {rows.slice(virtual.from, virtual.to).map((row, index) => {
              const place = virtual.from + index;
              return (
                <tr
                  key={row.lead.id}
                  class="is-link"
                  data-at={place}
                  aria-rowindex={place + 2}
                  aria-current={place === at ? "true" : undefined}
                  onClick={event => {
                    if (!(event.target instanceof Element && event.target.closest("a, button")))
                      open(row);
                  }}
                >
                  <th scope="row" class="c-person">
                    <a href={leadPath(row.lead.id, model)} tabIndex={place === at ? 0 : -1} onFocus={() => onAt(place)}><bdi>{nameOf(row.lead)}</bdi></a>
                    <span title={underName(row.lead) || undefined}><bdi>{underName(row.lead)}</bdi></span>
                  </th>
                  {columns.map(column => <td key={column.id} class={column.class}>{column.cell(row, bounds)}</td>)}
                </tr>
              );
            })}
            {virtual.behind > 0 && <tr aria-hidden="true" class="gap-row"><td colSpan={width} style={{ height: `${virtual.behind}px` }} /></tr>}
          </tbody>
        </table>
      </div>
    </div>
  );
}

// A head that stays in view and a box that scrolls sideways exclude each other: the box scrolls only where the columns do not fit.
function useOverflow(): [RefObject<HTMLDivElement | null>, boolean] {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = (): void => setScrolls((element.firstElementChild?.scrollWidth ?? 0) > element.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(element.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  return [box, scrolls];
}

/** Gives a row's link the focus, once it is drawn. */
export function focusOn(box: { current: HTMLElement | null }, show: (at: number) => void): (at: number) => void {
  return at => {
    show(at);
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-at="${at}"] a`)?.focus()));
  };
}

export type { ListProps };
