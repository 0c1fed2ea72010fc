import type { ExplanationAnswer, LedgerItem } from "../../../api/schema";
import type { Bounds } from "../../../state/models";
import { Card, Chip, Note, Time } from "../../../ui/basics";
import { Grade } from "../../../ui/Grade";
import { count, dayText, pts, rulePts, signed } from "../../../words/time";
import { spoken, type ModelScope } from "../doc/scope";
import { betterWords, decidedWords, routeWords } from "./words";

/** What a text gives a person: grade and score, where they go, of what it is made, what is missing. */
export function Result({ answer, before, scope, bounds, liveVersion }: { answer: ExplanationAnswer; before: ExplanationAnswer | undefined; scope: ModelScope; bounds: Bounds | undefined; liveVersion: number | undefined }) {
  return (
    <div class="stack">
      <Card>
        <div class="row wrap try-head">
          {answer.grade && <Grade grade={answer.grade} size="big" bounds={bounds} />}
          <span class="score big">{answer.score.shown}</span>
          <span class="grow">
            <b class="strong">{routeWords(answer, scope.teamOf)}</b>
            <br />
            <span class="small soft">{answer.decisions?.length ? `If nobody had decided before: ${answer.decisions.map(decidedWords).join(", ")}.` : before ? "" : "Nothing is decided at once."}</span>
          </span>
        </div>
        {before && <p class="say gap-s">{beforeWords(before, answer, liveVersion)}</p>}
        {answer.progress !== undefined && <p class="small soft gap-s">{answer.progress} % of {rulePts(answer.target ?? 0)} points.</p>}
        <UntilLine answer={answer} />
      </Card>
      <Card title="Of what it is made" aside={<p>points of the score</p>}>
        <Waterfall answer={answer} before={before} scope={scope} />
      </Card>
      {answer.whyNotYet.length > 0 && (
        <Card title="Why not yet">
          <ul class="ladder-plain">{answer.whyNotYet.map((route, index) => <li key={index}><bdi>{betterWords(route)}</bdi></li>)}</ul>
        </Card>
      )}
      {(answer.unread?.length ?? 0) > 0 && (
        <Note tone="warn" title="Values that the model cannot read">
          {answer.unread!.map(value => <span key={value.field}><bdi>{spoken(value.field)} “{value.value}”</bdi> is not a {value.expected}. </span>)}
        </Note>
      )}
    </div>
  );
}

function beforeWords(before: ExplanationAnswer, after: ExplanationAnswer, version: number | undefined) {
  const now = version === undefined ? "Now" : `Under version ${version}`;
  if (before.score.shown === after.score.shown && before.grade === after.grade && before.route === after.route)
    return <><b>The same as now.</b> {now}: {before.grade ? `${before.grade}, ` : ""}score {before.score.shown}.</>;
  const difference = after.score.shown - before.score.shown;
  return <><b>{difference === 0 ? "The score stays" : `${signed(difference)} points`}.</b> {now}: {before.grade ? `${before.grade}, ` : ""}score {before.score.shown}, {spoken(before.route).toLocaleLowerCase()}.</>;
}

function UntilLine({ answer }: { answer: ExplanationAnswer }) {
  const change = answer.untilChange;
  if (!answer.until || !change)
    return <p class="small soft gap-s">Stays so, if nothing happens.</p>;
  const to = change.grade && change.grade.from !== change.grade.to ? change.grade.to : spoken(change.route.to).toLocaleLowerCase();
  return <p class="small soft gap-s"><Time at={answer.until}>{dayText(answer.until)}</Time>: {to} by decay, if nothing more happens. Score {change.score.from} → {change.score.to}.</p>;
}

interface Part {
  readonly name: string;
  readonly share: number;
  readonly tone: string;
  readonly categories: readonly { readonly name: string; readonly share: number; readonly lines: readonly LedgerItem[] }[];
}

function partsOf(answer: ExplanationAnswer, scope: ModelScope): Part[] {
  const categories = Object.entries(answer.categories).map(([name, item]) => ({ name, share: Number(item.share), dimension: item.dimension, lines: answer.ledger.filter(line => line.category === name) }));
  const used = categories.filter(category => category.lines.length > 0);
  if (!answer.dimensions)
    return used.map(category => ({ name: spoken(category.name), share: category.share, tone: "k-fit", categories: [category] }));
  return Object.entries(answer.dimensions).map(([name, dimension]) => ({ name: spoken(name), share: Number(dimension.share), tone: `k-${scope.toneOf(name) || "fit"}`, categories: used.filter(category => category.dimension === name) }));
}

/** The score by dimension, category and rule: each with its share, the rules in points of their category, too. */
function Waterfall({ answer, before, scope }: { answer: ExplanationAnswer; before: ExplanationAnswer | undefined; scope: ModelScope }) {
  const parts = partsOf(answer, scope);
  const most = Math.max(1, ...parts.flatMap(part => part.categories.map(category => Math.abs(category.share))));
  const old = new Map((before?.ledger ?? []).map(line => [`${line.category} ${line.rule}`, line]));
  if (answer.ledger.length === 0)
    return <p class="soft">No rule holds.</p>;
  return (
    <div class="try-parts">
      {parts.map(part => (
        <section key={part.name}>
          <div class="spread try-dim"><h3><bdi>{part.name}</bdi></h3><b class="strong">{pts(part.share)}</b></div>
          {part.categories.length === 0 && <p class="small muted">Nothing yet.</p>}
          {part.categories.map(category => (
            <details key={category.name} open class="try-cat">
              <summary>
                <span class="try-cat-name"><bdi>{spoken(category.name)}</bdi></span>
                <svg class="try-bar" height="10" aria-hidden="true"><rect width={`${(100 * Math.abs(category.share)) / most}%`} height="10" rx="2" class={category.share < 0 ? "f-minus" : `f-${part.tone.slice(2)}`} /></svg>
                <span class={`num ${category.share < 0 ? "minus" : ""}`}>{signed(category.share, pts)}</span>
              </summary>
              <ul class="rules">
                {category.lines.map(line => <Line key={line.rule} line={line} old={before ? (old.get(`${line.category} ${line.rule}`) ?? null) : undefined} />)}
              </ul>
            </details>
          ))}
        </section>
      ))}
    </div>
  );
}

function Line({ line, old }: { line: LedgerItem; old: LedgerItem | null | undefined }) {
  const isCut = line.rule === "clamp";
  const was = old === undefined ? undefined : (old?.points ?? 0);
  return (
    <li>
      <span><bdi>{isCut ? "Over the limit" : line.title}</bdi> {was !== undefined && was !== line.points && <Chip tone="due">was {rulePts(was)}</Chip>}</span>
      <span class={line.points < 0 ? "minus" : "plus"}>{signed(line.points)}</span>
      {!isCut && <small>{[line.matches > 0 ? count(line.matches, "match", "matches") : "", line.newestDay ? `newest ${dayText(line.newestDay)}` : "", line.raw !== line.points ? `${rulePts(line.raw)} before it faded` : ""].filter(Boolean).join(", ")}</small>}
    </li>
  );
}
