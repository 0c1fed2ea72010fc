import type { LeadItem } from "../../api/schema";
import { Standing } from "../../people/Standing";
import { colleaguesPath, useColleagues } from "../../people/useColleagues";
import type { Bounds } from "../../state/models";
import { leadPath } from "../../ui/address";
import { Failed } from "../../ui/basics";
import { Grade } from "../../ui/Grade";
import { nameOf, valueOf } from "../../words/person";
import { people } from "../../words/time";

const most = 5;

/** Who else is at the company, whom to call first on top. */
export function ColleaguesCard({ lead, model, bounds }: { lead: LeadItem; model: string; bounds: Bounds | undefined }) {
  const { company, others, data, error, again } = useColleagues(lead, model, most);
  if (error)
    return <section class="card"><Failed error={error} what="Colleagues cannot be shown." again={again} /></section>;
  if (!company || !data || others.length === 0)
    return null;
  const total = data.total?.leads ?? others.length + 1;
  return (
    <section class="card">
      <h2 class="side-title">{people(total)} at <bdi class="wrap-any">{company}</bdi></h2>
      <ul class="mini">
        {others.slice(0, most).map(other => {
          const item = other.models.find(entry => entry.model === model) ?? other.models[0];
          const role = valueOf(other.profile, "jobTitle");
          return (
            <li key={other.id}>
              {item?.grade && <Grade grade={item.grade} size="mini" bounds={bounds} />}
              <a class="grow" href={leadPath(other.id, model)}>
                <bdi>{nameOf(other)}</bdi>
                {role && <span class="small muted block"><bdi>{role}</bdi></span>}
              </a>
              {item && <Standing item={item} />}
            </li>
          );
        })}
      </ul>
      {total > most + 1 && <p class="gap-s small"><a class="link" href={colleaguesPath(company)}>All of them</a></p>}
    </section>
  );
}
