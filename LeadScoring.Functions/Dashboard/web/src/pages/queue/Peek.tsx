import type { ComponentChildren } from "preact";

import { body, client } from "../../api/client";
import type { LeadItem, LeadModelItem } from "../../api/schema";
import { useQuery } from "../../api/useQuery";
import { Standing } from "../../people/Standing";
import { useColleagues } from "../../people/useColleagues";
import type { Bounds } from "../../state/models";
import { now } from "../../state/now";
import { leadPath } from "../../ui/address";
import { Cut, longName, Say, Time } from "../../ui/basics";
import { Grade, Progress } from "../../ui/Grade";
import { Icon } from "../../ui/Icon";
import { becauseOf } from "../../words/because";
import { eventText } from "../../words/events";
import { nameOf, roleOf, valueOf } from "../../words/person";
import { lately } from "../../words/time";
import { ofCalls, phoneOf, plain, telOf } from "../../words/why";

/** A person at a glance, beside the list: how to reach them, why now, what came of it, what they did lately, who else is there. */
export function Peek({ lead, item, bounds, children }: { lead: LeadItem; item: LeadModelItem; bounds: Bounds | undefined; children: ComponentChildren }) {
  const name = nameOf(lead);
  const phone = phoneOf(lead);
  const reasons = (item.reasons ?? []).map(plain);
  const country = valueOf(lead.profile, "country");
  return (
    <aside class="peek card" aria-label={name}>
      <div class="spread">
        <div>
          <h2 class="peek-name"><a href={leadPath(lead.id, item.model)}><bdi class="two-lines" title={name}>{name}</bdi></a></h2>
          <p class="soft"><Cut as="span" text={roleOf(lead)} />{country ? ` (${country})` : ""}</p>
        </div>
        <div class="peek-score">
          <span class="score">{item.score}</span>
          {item.grade ? <Grade grade={item.grade} bounds={bounds} /> : <Progress item={item} />}
        </div>
      </div>
      <div class="row gap-s">
        {phone && <a class="btn primary grow" href={telOf(phone)}><Icon name="call" />{phone}</a>}
        {lead.email && <a class={`btn ${phone ? "" : "primary grow"}`} href={`mailto:${encodeURIComponent(lead.email)}`} aria-label={`Write to ${name}`}><Icon name="mail" />{phone ? null : <span class="two-lines">{lead.email}</span>}</a>}
      </div>
      <div class="gap-s">
        <Say><b>Why now:</b> {becauseOf(item, now.value)}{reasons.length > 0 && <> Most of the score: {reasons.slice(0, 3).join("; ")}.</>}</Say>
      </div>
      <h3 class="gap">What came of it? <span class="muted">{ofCalls(item)}</span></h3>
      <div class="gap-s">{children}</div>
      <Lately id={lead.id} />
      <Colleagues lead={lead} model={item.model} bounds={bounds} />
      <p class="gap-s"><a class="link" href={leadPath(lead.id, item.model)}>The whole story{[...name].length > longName ? "" : <> of <bdi>{name}</bdi></>}</a></p>
    </aside>
  );
}

function Lately({ id }: { id: string }) {
  const timeline = useQuery(`lately ${id}`, async signal => body(client.GET("/api/v1/leads/{lead}/timeline", { params: { path: { lead: id }, query: { limit: 20 } }, signal })), { keep: false });
  const events = (timeline.data?.entries ?? []).flatMap(entry => (entry.kind === "event" && "id" in entry ? [entry] : [])).slice(0, 5);
  if (events.length === 0)
    return null;
  return (
    <>
      <div class="hr" />
      <h3>Lately</h3>
      <ul class="mini">
        {events.map(event => (
          <li key={event.key}>
            <Time at={event.occurredAt}>{lately(event.occurredAt)}</Time>
            <span class={`grow ${event.suspected ? "suspected" : ""}`}><bdi>{eventText(event)}</bdi></span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Colleagues({ lead, model, bounds }: { lead: LeadItem; model: string; bounds: Bounds | undefined }) {
  const { company, others } = useColleagues(lead, model, 4);
  if (!company || others.length === 0)
    return null;
  return (
    <>
      <div class="hr" />
      <h3>Also at <bdi>{company}</bdi></h3>
      <ul class="mini">
        {others.slice(0, 4).map(other => {
          const item = other.models[0];
          return (
            <li key={other.id}>
              {item?.grade && <Grade grade={item.grade} size="mini" bounds={bounds} />}
              <a class="grow" href={leadPath(other.id, model)}><bdi>{[nameOf(other), valueOf(other.profile, "jobTitle")].filter(Boolean).join(", ")}</bdi></a>
              {item && <Standing item={item} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}
