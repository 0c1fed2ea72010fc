import type { ComponentChildren } from "preact";

import { tables } from "../state/prefs";
import { csvOf, save } from "./csv";

type Rows = readonly (readonly (string | number)[])[];

/** Below a chart: the same figures as a table and back, remembered for all charts; from the table also as a file. */
export function Twin({ name, rows, children }: { name: string; rows: () => Rows; children?: ComponentChildren }) {
  return (
    <div class="twins">
      <span class="small muted">{children}</span>
      <span class="row">
        {tables.value && <button type="button" class="twin" onClick={() => save(`${name}.csv`, csvOf(rows()))}>CSV</button>}
        <button type="button" class="twin nowrap" onClick={() => tables.set(!tables.value)}>{tables.value ? "As a chart" : "As a table"}</button>
      </span>
    </div>
  );
}

/** The figures of a chart: the first row is the head, the first column names the rows. */
export function TwinTable({ caption, rows }: { caption: string; rows: Rows }) {
  const [head = [], ...body] = rows;
  return (
    <div class="twin-table scroll-x" tabIndex={0} role="region" aria-label={caption}>
      <table class="table">
        <caption class="sr">{caption}</caption>
        <thead><tr>{head.map((cell, index) => <th key={index} scope="col" class={index === 0 ? undefined : "num"}>{cell}</th>)}</tr></thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>{row.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column} class="num">{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
