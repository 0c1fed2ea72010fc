import type { ExplanationAnswer, LeadItem, LeadModelItem } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { now } from "../../state/now";
import { Grade } from "../../ui/Grade";
import { lastDay } from "../../words/person";
import { dayOf, daysBetween, num, signed } from "../../words/time";
import { whyNot } from "./whyNot";

/** Why somebody is not with sales yet, or not an opportunity, and the nearest ways there. */
export function WhyNotCard({ lead, item, answer, bounds }: { lead: LeadItem; item: LeadModelItem; answer: ExplanationAnswer | undefined; bounds: Bounds | undefined }) {
  const day = lastDay(lead);
  const last = lead.lastActivityAt ? new Date(lead.lastActivityAt) : day && dayOf(day);
  const quiet = last ? daysBetween(last, new Date(now.value)) : undefined;
  const why = whyNot(item, answer, bounds, quiet);
  if (!why)
    return null;
  return (
    <section class="card">
      <h2>{why.title}</h2>
      <p class="soft side-text">{why.sentence}</p>
      {why.ways.length > 0 && (
        <>
          <h3 class="gap-s">{why.ways.length === 1 ? "This would do" : "Any of these would do"}</h3>
          <ul class="ways">
            {why.ways.slice(0, 4).map(way => (
              <li key={way.key}>
                {way.grade && <Grade grade={way.grade} size="mini" bounds={bounds} />}
                <span class="grow">
                  <b class="strong"><bdi>{way.steps.join(", and ")}</bdi></b>
                  <span class="small muted"> {way.goal}</span>
                </span>
                <b class="plus" title="Points of the score">{signed(way.gain, num)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
