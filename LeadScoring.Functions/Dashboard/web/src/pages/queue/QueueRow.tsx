import type { LeadItem, LeadModelItem } from "../../api/schema";
import { Spark } from "../../charts/Spark";
import { sayNotReached, sayReached } from "../../outcomes/Outcomes";
import type { Bounds } from "../../state/models";
import { LastActive } from "../../people/LastActive";
import { now } from "../../state/now";
import { Button, CallAgain, Chip, Clock, Cut } from "../../ui/basics";
import { Grade, Progress } from "../../ui/Grade";
import { Icon } from "../../ui/Icon";
import { lastDay, nameOf, roleOf } from "../../words/person";
import { callAgain } from "../../words/promised";
import { ago } from "../../words/time";
import { phoneOf, telOf, whyOf } from "../../words/why";

/** A person of the queue: clock, person, reason, grade and score, the last two weeks. On a phone it is a card with its own buttons. */
export function QueueRow({ lead, item, bounds, said, selected, onSelect, done }: { lead: LeadItem; item: LeadModelItem; bounds: Bounds | undefined; said: string | undefined; selected: boolean; onSelect: () => void; done: () => void }) {
  const why = whyOf(item, now.value);
  const again = callAgain(item, now.value);
  const phone = phoneOf(lead);
  const told = { id: lead.id, name: nameOf(lead), model: item.model, epoch: item.epoch };
  const busy = said ? `“${said}” is said.` : undefined;
  return (
    <div class="q" role="listitem" data-lead={lead.id} tabIndex={selected ? 0 : -1} aria-current={selected ? "true" : undefined} onClick={onSelect} onFocus={onSelect}>
      {item.respondBy && !item.respondedAt ? <Clock by={item.respondBy} /> : again ? <CallAgain item={item} /> : <div class="clock"><span>{lead.lastActivityAt || lastDay(lead) ? <>active <LastActive lead={lead} words={ago} /></> : "no time agreed"}</span></div>}
      <div class="mark">
        <span class="row">
          {item.grade ? <Grade grade={item.grade} bounds={bounds} /> : <Progress item={item} />}
          <span class="score">{item.score}</span>
        </span>
        <span class="only-mid"><Spark scores={item.spark} /></span>
      </div>
      <div class="who">
        <Cut as="b" text={nameOf(lead)} />
        <Cut as="span" text={roleOf(lead)} />
        {said && <> <Chip tone="ok">{said}</Chip></>}
      </div>
      <p class="why"><b>{why.strong}</b>{why.rest}</p>
      <div class="acts">
        {phone ? <a class="btn primary" href={telOf(phone)}><Icon name="call" />Call</a> : lead.email ? <a class="btn primary" href={`mailto:${encodeURIComponent(lead.email)}`}><Icon name="mail" />Write</a> : <span />}
        <Button why={busy} onClick={() => sayReached(told, done)}>Reached</Button>
        <Button why={busy} onClick={() => sayNotReached(told, done)}>Not reached</Button>
      </div>
    </div>
  );
}
