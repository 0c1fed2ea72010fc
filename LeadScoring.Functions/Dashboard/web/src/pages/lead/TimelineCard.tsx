import { useMemo } from "preact/hooks";

import type { ExplanationAnswer, LeadItem } from "../../api/schema";
import { useAddress } from "../../ui/address";
import { Button, Failed, Segment, Skeleton } from "../../ui/basics";
import { Icon } from "../../ui/Icon";
import { leadPath } from "../../ui/address";
import { dayOf, dayText, exactTime, longDay, num, signed, timeOfDay } from "../../words/time";
import { decisionWords } from "./decisionWords";
import { pointsByEvent } from "./eventPoints";
import { EventLine, Visit } from "./TimelineEvent";
import { identity, partsOf, type Day, type Item, type Quiet, type Shown } from "./timelineDays";
import { visitText } from "./timelineWords";
import type { Timeline } from "./useTimeline";

/** What somebody did and what was decided, newest first: by day, with what it did to the score. */
export function TimelineCard({ lead, model, answer, timeline, titleOf, renew }: { lead: LeadItem; model: string; answer: ExplanationAnswer | undefined; timeline: Timeline; titleOf: (model: string) => string; renew: () => void }) {
  const { query, set } = useAddress();
  const show: Shown = query["show"] === "points" || query["show"] === "sales" ? query["show"] : "all";
  const points = useMemo(() => pointsByEvent(answer), [answer]);
  const parts = useMemo(() => partsOf(timeline.entries ?? [], { show, model, hasPoints: event => points.has(event.key) }), [timeline.entries, show, model, points]);
  const line = { lead, points, renew };
  return (
    <section class="card">
      <header>
        <h2>What happened</h2>
        <Segment label="What is shown" value={show} onChange={value => set({ show: value === "all" ? undefined : value })} options={[{ value: "all", text: "All" }, { value: "points", text: "With points" }, { value: "sales", text: "Sales" }]} />
      </header>
      {timeline.error && <Failed error={timeline.error} what={timeline.entries ? "What happened cannot be renewed or continued." : "What happened cannot be shown."} again={timeline.again} />}
      {!timeline.entries && !timeline.error && <Skeleton rows={9} />}
      {timeline.entries && parts.length === 0 && <p class="soft">{show === "all" ? "Nothing yet." : show === "sales" ? "Nothing of sales" : "Nothing with points"}{show !== "all" && (timeline.isWhole ? "." : " in what is loaded; there is more.")}</p>}
      <div class={`tl ${(timeline.entries?.length ?? 0) > 200 ? "is-long" : ""}`}>
        {parts.map(part => (part.kind === "quiet" ? <QuietLine key={`quiet ${part.quiet.to}`} quiet={part.quiet} /> : <DayPart key={part.day.day} day={part.day} model={model} titleOf={titleOf} {...line} />))}
      </div>
      {timeline.entries && !timeline.isWhole && <p class="gap"><Button busy={timeline.busy} onClick={timeline.more}>{timeline.busy ? "Loading ..." : `Earlier than ${earlier(timeline)}`}</Button></p>}
    </section>
  );
}

const earlier = (timeline: Timeline): string => dayText(timeline.entries?.at(-1)?.occurredAt ?? "");

interface LineProps {
  readonly lead: LeadItem;
  readonly points: ReturnType<typeof pointsByEvent>;
  readonly renew: () => void;
}

function DayPart({ day, model, titleOf, ...line }: LineProps & { day: Day; model: string; titleOf: (model: string) => string }) {
  const change = day.score !== undefined && day.was !== undefined ? day.score - day.was : 0;
  return (
    <section class="tl-day">
      <h3>
        <span>{longDay(dayOf(day.day))}{visitText(day)}</span>
        {day.score !== undefined && <b title={day.grade ? `Grade ${day.grade} at the end of the day` : undefined}>{num(day.score)} {change !== 0 && <span class={change > 0 ? "plus" : "minus"}>{signed(change, num)}</span>}</b>}
      </h3>
      {day.items.map(item => <ItemPart key={keyOf(item)} item={item} model={model} titleOf={titleOf} {...line} />)}
    </section>
  );
}

const keyOf = (item: Item): string => (item.kind === "visit" ? item.events.at(-1)!.key : item.kind === "event" ? item.event.key : identity(item.decision));

function ItemPart({ item, model, titleOf, ...line }: LineProps & { item: Item; model: string; titleOf: (model: string) => string }) {
  if (item.kind === "visit")
    return <Visit events={item.events} {...line} />;
  if (item.kind === "event")
    return <div class="visit"><EventLine event={item.event} {...line} /></div>;
  const words = decisionWords(item.decision);
  return (
    <div class={`decide ${words.tone}`}>
      <Icon name={words.tone === "over" ? "warn" : "check"} />
      <span>
        <time dateTime={item.decision.occurredAt} title={exactTime(item.decision.occurredAt)}>{timeOfDay(item.decision.occurredAt)}</time> <b><bdi>{words.strong}</bdi></b> <bdi>{words.rest}</bdi>
        {item.decision.into && <> <a class="link" href={leadPath(item.decision.into, model)}>Open the other</a></>}
        {item.decision.model !== model && <span class="muted"> {titleOf(item.decision.model)}</span>}
      </span>
    </div>
  );
}

function QuietLine({ quiet }: { quiet: Quiet }) {
  const fell = quiet.score < quiet.was;
  return <p class="tl-quiet"><span>{quiet.from === quiet.to ? dayText(quiet.from) : `${dayText(quiet.from)} to ${dayText(quiet.to)}`}: {fell ? "faded" : "changed"} from {num(quiet.was)} to {num(quiet.score)}</span></p>;
}
