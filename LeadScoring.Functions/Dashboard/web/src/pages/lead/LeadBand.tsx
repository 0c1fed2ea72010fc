import type { ExplanationAnswer, LeadItem, LeadModelItem } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { now } from "../../state/now";
import { Chip } from "../../ui/basics";
import { Grade } from "../../ui/Grade";
import { nameOf, roleOf } from "../../words/person";
import { callAgain } from "../../words/promised";
import { routeText, standing } from "../../words/standing";
import { count, num, promise, signed } from "../../words/time";
import { bandWhy } from "./bandWhy";
import { companyText } from "./personFacts";

/** Who it is, one sentence why, how hot, and where it is going. */
export function LeadBand({ lead, item, answer, bounds }: { lead: LeadItem; item: LeadModelItem | undefined; answer: ExplanationAnswer | undefined; bounds: Bounds | undefined }) {
  const role = roleOf(lead);
  const company = companyText(lead.profile);
  const why = item && bandWhy(item, answer);
  const clock = item?.respondBy && !item.respondedAt && item.stage === "qualified" ? promise(item.respondBy, now.value) : undefined;
  const again = item && callAgain(item, now.value);
  return (
    <section class="card idband">
      <div>
        <div class="row wrap">
          <h1 tabIndex={-1} id="title" class="wrap-any"><bdi class="long">{nameOf(lead)}</bdi></h1>
          {clock && <Chip tone={clock.tone}>{clock.text}</Chip>}
          {again && <Chip tone={again.tone}>{again.text}</Chip>}
          {item && <Chip tone={item.owner === "marketing" ? "" : "ok"}>{standing(item)}</Chip>}
          {item?.status === "Customer" && item.stage !== "customer" && <Chip tone="ok">customer</Chip>}
        </div>
        {(role || company) && <p class="soft band-role"><span class="long">{role && <><bdi>{role}</bdi>. </>}<bdi>{company}</bdi></span></p>}
        {why && <p class="lead-in"><bdi><b>{why.strong}</b>{why.rest}</bdi></p>}
        {(lead.pending ?? 0) > 0 && <p class="small muted gap-s" role="status">{count(lead.pending ?? 0, "event is", "events are")} captured and not counted yet.</p>}
      </div>
      {item && <ScoreBox item={item} bounds={bounds} />}
    </section>
  );
}

function ScoreBox({ item, bounds }: { item: LeadModelItem; bounds: Bounds | undefined }) {
  if (item.score === undefined)
    return <p class="soft small no-score">This model scores them no more: it is for people who have not bought yet, or for others.</p>;
  return (
    <div class="scorebox">
      <div>
        <span class="score big">{num(item.score)}</span>
        <span class={`small block ${(item.trend ?? 0) > 0 ? "plus" : (item.trend ?? 0) < 0 ? "minus" : "muted"}`}>{item.trend === undefined ? "" : item.trend === 0 ? "as a week ago" : `${signed(item.trend, num)} in a week`}</span>
      </div>
      <div class="band-grade">
        {item.grade && <Grade grade={item.grade} size="big" bounds={bounds} />}
        {item.progress !== undefined && <b class="score progress">{item.progress} %</b>}
        <span class="small muted">{item.progress !== undefined ? `of ${num(item.target ?? 0)} points` : item.scoreRoute ? routeText(item.scoreRoute) : ""}</span>
      </div>
    </div>
  );
}
