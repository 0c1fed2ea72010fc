import { useRef } from "preact/hooks";

import { Spark } from "../../charts/Spark";
import { LastActive } from "../../people/LastActive";
import { leadPath } from "../../ui/address";
import { CallAgain, Chip, Clock } from "../../ui/basics";
import { Grade, Progress } from "../../ui/Grade";
import { becauseText } from "../../words/because";
import { lastDay, nameOf } from "../../words/person";
import { standing } from "../../words/standing";
import { lately, num } from "../../words/time";
import { underName } from "./columns";
import { focusOn, type ListProps } from "./LeadsTable";
import { useVirtual } from "./useVirtual";

/** The list as cards, for a phone. All are of one height, so that only those in sight need be drawn. */
export function LeadCards({ rows, total, bounds, model, at, onAt, open, focusing }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(box, rows.length);
  focusing.current = focusOn(box, virtual.show);
  return (
    <div class="card flush" role="list" aria-label="Leads" ref={box}>
      {virtual.before > 0 && <div aria-hidden="true" style={{ height: `${virtual.before}px` }} />}
      {rows.slice(virtual.from, virtual.to).map((row, index) => {
        const place = virtual.from + index;
        const { lead, item } = row;
        return (
          <div
            key={lead.id}
            class="lead-card"
            role="listitem"
            data-at={place}
            aria-setsize={total ?? -1}
            aria-posinset={place + 1}
            onClick={event => {
              if (!(event.target instanceof Element && event.target.closest("a, button")))
                open(row);
            }}
          >
            <div class="who">
              <a href={leadPath(lead.id, model)} tabIndex={place === at ? 0 : -1} onFocus={() => onAt(place)}><bdi>{nameOf(lead)}</bdi></a>
              <span><bdi>{underName(lead)}</bdi></span>
            </div>
            <div class="mark">
              <span class="row">
                {item.grade ? <Grade grade={item.grade} bounds={bounds} /> : <Progress item={item} />}
                {item.score !== undefined && <span class="score">{num(item.score)}</span>}
              </span>
              <Spark scores={item.spark} />
            </div>
            <p class="why two-lines">{becauseText(item)}</p>
            <div class="foot">
              <Chip tone={item.owner === "marketing" ? "" : "ok"}>{standing(item)}</Chip>
              {item.respondBy && !item.respondedAt ? <Clock by={item.respondBy} /> : item.callAgainBy ? <CallAgain item={item} /> : (lead.lastActivityAt || lastDay(lead)) && <span class="muted small">active <LastActive lead={lead} words={lately} /></span>}
            </div>
          </div>
        );
      })}
      {virtual.behind > 0 && <div aria-hidden="true" style={{ height: `${virtual.behind}px` }} />}
    </div>
  );
}
