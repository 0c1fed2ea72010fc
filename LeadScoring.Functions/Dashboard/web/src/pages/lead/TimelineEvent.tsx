import { useState } from "preact/hooks";

import { ApiError, body, client } from "../../api/client";
import type { EventEntry, LeadItem } from "../../api/schema";
import { may } from "../../state/session";
import { Chip, Failed } from "../../ui/basics";
import { toast } from "../../ui/toast";
import { eventText } from "../../words/events";
import { fieldText, listed } from "../../words/names";
import { exactTime, timeOfDay } from "../../words/time";
import { suspicion } from "./decisionWords";
import { worth, worthWords, type Given } from "./eventPoints";
import { canLeaveOut, flagText, stayText } from "./timelineWords";

interface LineProps {
  readonly lead: LeadItem;
  readonly points: ReadonlyMap<string, readonly Given[]>;
  readonly renew: () => void;
}

const most = 8;

/** What was done in one visit; of a long one the first lines, and the rest when asked for. */
export function Visit({ events, ...line }: LineProps & { events: readonly EventEntry[] }) {
  const [all, setAll] = useState(false);
  const shown = all || events.length <= most + 2 ? events : events.slice(0, most);
  return (
    <div class="visit">
      {shown.map(event => <EventLine key={event.key} event={event} {...line} />)}
      {shown.length < events.length && <button type="button" class="twin" onClick={() => setAll(true)}>{events.length - shown.length} more in this visit</button>}
    </div>
  );
}

/** Something somebody did, when, and what it is worth today. Who may can leave it out of the score, or let it count. */
export function EventLine({ event, lead, points, renew }: LineProps & { event: EventEntry }) {
  const { say, busy, error, drop } = useCounting(lead, event, renew);
  const given = points.get(event.key) ?? [];
  const suspected = event.suspected !== undefined && !event.countedAnyway;
  const byHand = event.suspected?.includes("person") ?? false;
  const stay = stayText(event);
  const flags = event.flags.map(flagText).filter(text => text !== undefined);
  const told = event.type === "profile.updated" ? [...Object.keys(event.profile), ...(event.cleared ?? [])].map(fieldText) : [];
  const mayJudge = (may("sales") || may("marketing")) && canLeaveOut(event);
  const button = (text: string, counts: boolean, extra = "") => mayJudge && <button type="button" class={`twin ${extra}`} aria-busy={busy || undefined} onClick={() => say(counts)}>{text}</button>;
  return (
    <div class="ev-box">
      <div class="ev">
        <time dateTime={event.occurredAt} title={exactTime(event.occurredAt)}>{timeOfDay(event.occurredAt)}</time>
        <span>
          <span class={`wrap-any ${suspected ? "suspected" : ""}`}><bdi>{eventText(event)}{told.length > 0 && `: ${listed(told)}`}</bdi></span>
          {stay && <span class="muted"> ({stay})</span>}
          {flags.length > 0 && <span class="small muted"> {flags.join(", ")}</span>}
          {!suspected && !event.countedAnyway && given.length > 0 && <> {button("Leave it out", false, "leave-out")}</>}
        </span>
        <span class="nowrap">{suspected ? <Chip tone="sus">{byHand ? "left out" : "suspected"}</Chip> : <Worth given={given} />}</span>
      </div>
      {suspected && <p class="small muted counting">{byHand ? "Left out by hand." : `Looks like a machine: ${suspicion(event.suspected!)}.`} No points. {button(byHand ? "Put it back" : "Count it anyway", true)}</p>}
      {event.countedAnyway && <p class="small muted counting">Looked like a machine ({suspicion(event.suspected ?? [])}); somebody said that it counts. {button("Leave it out", false)}</p>}
      {error && <Failed error={error} what="What you said about it is not saved." again={drop} />}
    </div>
  );
}

function Worth({ given }: { given: readonly Given[] }) {
  const value = worth(given);
  if (!value)
    return null;
  return (
    <span title={worthWords(given)}>
      <b class={value.isOver ? "over-limit" : value.isMinus ? "minus" : "plus"}>{value.text}</b>
      {(value.shared > 0 || value.isOver) && <span class="muted small only-mid">{value.shared > 0 && ` with ${value.shared} more`}{value.isOver && `${value.shared > 0 ? "," : ""} over the limit`}</span>}
      <span class="sr">: {worthWords(given)}</span>
    </span>
  );
}

// The word of a person about an event. The score follows within seconds.
function useCounting(lead: LeadItem, event: EventEntry, renew: () => void): { say: (counts: boolean) => void; busy: boolean; error: ApiError | undefined; drop: () => void } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const say = async (counts: boolean): Promise<void> => {
    if (busy)
      return;
    setBusy(true);
    setError(undefined);
    try {
      await body(client.POST("/api/v1/leads/{lead}/events/{event}/count", { params: { path: { lead: lead.id, event: event.key } }, body: { counts } }));
      toast(counts ? "It counts; the score follows in a moment." : "It is left out; the score follows in a moment.", () => say(!counts));
      renew();
    } catch (fault) {
      setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again."));
    }

    setBusy(false);
  };
  return { say: counts => void say(counts), busy, error, drop: () => setError(undefined) };
}
