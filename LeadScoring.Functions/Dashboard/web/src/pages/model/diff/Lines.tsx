import { count } from "../../../words/time";
import type { DiffLine } from "../doc/lines";

const signs = { same: " ", ins: "+", del: "−" } as const;
const names = { same: "", ins: "added: ", del: "taken out: " } as const;

/** Lines of a comparison. Signs and words carry what colours say. */
export function Lines({ lines, label = "Lines that differ" }: { lines: readonly (DiffLine | { readonly kind: "gap"; readonly lines: number })[]; label?: string }) {
  return (
    <div class="code diff diff-box" role="region" aria-label={label} tabIndex={0}>
      <ol>
        {lines.map((line, index) =>
          line.kind === "gap" ? (
            <li key={index} class="c">{`  … ${count(line.lines, "line", "lines")} the same`}</li>
          ) : (
            <li key={index} class={line.kind === "same" ? "" : line.kind}>
              {names[line.kind] && <span class="sr">{names[line.kind]}</span>}
              <span aria-hidden="true">{signs[line.kind]} </span>
              {line.text}
            </li>
          ),
        )}
      </ol>
    </div>
  );
}
