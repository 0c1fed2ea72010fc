import { Chip } from "../../../ui/basics";
import type { Card, Was } from "../doc/cards";
import type { Finding } from "../doc/findings";

/** A rule as people read it. A press shows it in the text; the link opens it. */
export function RuleCard({ card, was, findings, selected, to, onSelect }: { card: Card; was: Was; findings: readonly Finding[]; selected: boolean; to: string; onSelect: () => void }) {
  const wrong = findings.some(finding => finding.isError);
  return (
    <article class={["rule", was.state === "same" ? "" : "changed", selected ? "sel" : ""].filter(Boolean).join(" ")} data-rule={card.id} aria-current={selected || undefined} onClick={onSelect}>
      <b>
        <button
          type="button"
          class="rule-title"
          onClick={event => {
            event.stopPropagation();
            onSelect();
          }}
        >
          <bdi>{card.title}</bdi>
        </button>
      </b>
      <span class={`pts ${card.sign > 0 ? "plus" : card.sign < 0 ? "minus" : ""}`}>{card.points}</span>
      {card.note && <p><bdi>{card.note}</bdi></p>}
      <span class="foot">
        {findings.length > 0 && <Chip tone={wrong ? "over" : "due"} title={findings.map(finding => `${finding.detail} ${finding.fix}`).join("\n")}>{findings.length === 1 ? cut(findings[0]!.detail) : `${findings.length} ${wrong ? "errors" : "warnings"}`}</Chip>}
        {card.chips.map(chip => <Chip key={chip}><bdi>{chip}</bdi></Chip>)}
        {was.chips.map(chip => <Chip key={chip} tone="due"><bdi>{chip}</bdi></Chip>)}
        {card.isSignal && <Chip title="A buying signal">signal</Chip>}
        <a class="rule-open" href={to} aria-label={`Open ${card.title}`} onClick={event => event.stopPropagation()}>Open</a>
      </span>
    </article>
  );
}

/** A rule of the live version that the draft has no more. */
export function GoneCard({ title, points }: { title: string; points: string }) {
  return (
    <article class="rule changed gone">
      <b><s><bdi>{title}</bdi></s></b>
      <span class="pts"><s>{points}</s></span>
      <span class="foot"><Chip tone="due">taken out</Chip></span>
    </article>
  );
}

const cut = (text: string): string => ([...text].length > 60 ? `${[...text].slice(0, 59).join("")}…` : text);
