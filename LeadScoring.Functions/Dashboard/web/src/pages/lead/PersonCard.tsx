import type { ExplanationAnswer, LeadItem } from "../../api/schema";
import { may } from "../../state/session";
import { Chip } from "../../ui/basics";
import { Icon } from "../../ui/Icon";
import { isMasked } from "../../words/person";
import { factsOf, troubles } from "./personFacts";
import { PersonActions } from "./PersonActions";

/** Who it is, as far as is known, and what an admin can do about the person. */
export function PersonCard({ lead, answer, renew }: { lead: LeadItem; answer: ExplanationAnswer | undefined; renew: () => void }) {
  const wrong = troubles(lead, answer);
  return (
    <section class="card">
      <h2 class="side-title">Person</h2>
      {isMasked(lead) && <p class="small muted gap-s"><Icon name="info" /> Your role sees companies and positions, not who somebody is.</p>}
      <dl class="facts">
        {factsOf(lead).map(fact => (
          <>
            <dt>{fact.name}</dt>
            <dd>
              {fact.hidden ? <Chip>hidden</Chip> : <bdi class="long">{fact.value}</bdi>}
              {fact.claimed && <> <Chip tone="sus" title="A stranger could have told it; nothing proves it yet.">claimed</Chip></>}
            </dd>
          </>
        ))}
        {answer && <><dt>Known</dt><dd>{answer.known} % of what the model asks for</dd></>}
      </dl>
      {wrong.length > 0 && <ul class="troubles">{wrong.map(text => <li key={text}><Icon name="warn" /><span><bdi>{text}</bdi></span></li>)}</ul>}
      {may("admin") && <PersonActions lead={lead} renew={renew} />}
    </section>
  );
}
