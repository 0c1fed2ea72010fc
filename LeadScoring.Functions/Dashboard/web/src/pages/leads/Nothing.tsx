import { askLeads } from "../../api/leads";
import { useQuery } from "../../api/useQuery";
import { may } from "../../state/session";
import { Blank, Button } from "../../ui/basics";
import { num } from "../../words/time";
import { asked, everybody, isEmpty, keyOf, type Filter } from "./filter";
import { partsOf } from "./filterWords";

/** No lead is listed: none is known yet, or none passes the filter. Then it is offered which part to take away, with how many there would be. */
export function Nothing({ filter, model, onChange }: { filter: Filter; model: string | undefined; onChange: (filter: Filter) => void }) {
  if (isEmpty(filter)) {
    return (
      <Blank title="Nobody is known yet" action={may("marketing") ? <a class="btn primary" href="/app/sources">Connect a source</a> : undefined}>
        People appear here seconds after a form, a visit or an import names them. {may("marketing") ? "" : "Marketing connects the sources."}
      </Blank>
    );
  }

  return <NobodyPasses filter={filter} model={model} onChange={onChange} />;
}

function NobodyPasses({ filter, model, onChange }: { filter: Filter; model: string | undefined; onChange: (filter: Filter) => void }) {
  const parts = partsOf(filter).slice(0, 6);
  const counts = useQuery(
    `without ${model} ${keyOf(filter)}`,
    async signal => {
      const answers = await Promise.all(parts.map(async part => {
        const query = asked(part.without, model, "score", Date.now());
        query.set("limit", "1");
        const answer = await askLeads(query, signal);
        return answer.total ?? (answer.leads.length > 0 ? { leads: 1, exact: false } : { leads: 0, exact: true });
      }));
      return parts.map((part, index) => ({ part, total: answers[index]! }));
    },
    { keep: false },
  );
  const offers = (counts.data ?? []).filter(offer => offer.total.leads > 0).sort((left, right) => left.total.leads - right.total.leads);
  const single = parts.length === 1;
  return (
    <Blank
      title="Nobody passes the filter"
      action={
        <div class="offers">
          {!single && offers.map(({ part, total }) => <Button key={part.key} onClick={() => onChange(part.without)}>Without {part.text}: {total.exact ? "" : "at least "}{num(total.leads)}</Button>)}
          <Button kind={offers.length === 0 || single ? "primary" : "quiet"} onClick={() => onChange(everybody)}>Take all away</Button>
        </div>
      }
    >
      {single ? "Nobody is like this today." : counts.busy && !counts.data ? "Looking which part to take away ..." : offers.length === 0 ? "No single part is to blame: more than one must go." : "Each of these would find somebody:"}
    </Blank>
  );
}
