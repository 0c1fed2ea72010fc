import type { OverviewAnswer, OverviewNightLead } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { leadPath } from "../../ui/address";
import { Card, Say } from "../../ui/basics";
import { Grade } from "../../ui/Grade";
import { mask, nameOf, valueOf } from "../../words/person";
import { routeText, teams } from "../../words/standing";
import { num } from "../../words/time";
import { tonightAll, tonightCount, tonightSentence } from "./words";

const shown = 7;

/** Whose grade or route is another tomorrow, if nothing more happens. */
export function TonightCard({ overview, bounds }: { overview: OverviewAnswer; bounds: Bounds | undefined }) {
  const { tonight, model } = overview;
  const changes = tonight.leads.length;
  return (
    <Card title="Tonight, by decay" aside={<p>{tonightCount(overview)}</p>}>
      <ul class="mini tonight">
        {tonight.leads.slice(0, shown).map(lead => (
          <li key={lead.lead}>
            {lead.grade ? (
              <span class="row nowrap"><Grade grade={lead.grade.from} size="mini" bounds={bounds} /><span class="muted" aria-label="becomes">→</span><Grade grade={lead.grade.to} size="mini" bounds={bounds} /></span>
            ) : (
              <span class="row nowrap">{num(lead.score.from)}<span class="muted" aria-label="becomes">→</span>{num(lead.score.to)}</span>
            )}
            <span class="grow">
              <a href={leadPath(lead.lead, model)} class="two-lines"><bdi>{nameOf({ id: lead.lead, email: null, profile: { ...lead.profile } })}</bdi>{companyOf(lead) && <>, <bdi>{companyOf(lead)}</bdi></>}</a>
              {becomes(lead) && <span class={`small ${lead.leaves ? "strong" : "muted"}`}>{becomes(lead)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {changes === 0 && <p class="soft small">Every grade and route is the same tomorrow, if nothing more happens.</p>}
      {changes > shown && <p class="small muted">The first {num(shown)} of {tonightAll(tonight)}.</p>}
      <div class="gap-s"><Say>{tonightSentence(tonight)}</Say></div>
    </Card>
  );
}

// Not where the reader may not see it.
function companyOf(lead: OverviewNightLead): string | undefined {
  const company = valueOf({ ...lead.profile }, "company");
  return company === mask ? undefined : company;
}

// What it means for the person: who has them, and whether that stays.
function becomes(lead: OverviewNightLead): string {
  const team = teams[lead.owner] ?? lead.owner;
  if (lead.leaves)
    return `leaves ${team}, back to marketing`;
  if (lead.owner !== "marketing")
    return `with ${team}, stays there`;
  return lead.route.from === lead.route.to ? "" : `then on the way “${routeText(lead.route.to)}”`;
}
