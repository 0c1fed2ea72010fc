import type { ChangedItem, LeadItem } from "../../../api/schema";
import type { Bounds } from "../../../state/models";
import { leadPath } from "../../../ui/address";
import { Grade } from "../../../ui/Grade";
import { nameOf, roleOf } from "../../../words/person";
import { decisionWords } from "../publish/words";

/** People whom the draft moves: grade or score before and after, who, and why. */
export function Moves({ items, leads, model, bounds, withReasons }: { items: readonly ChangedItem[]; leads: ReadonlyMap<string, LeadItem>; model: string; bounds: Bounds | undefined; withReasons: boolean }) {
  return (
    <>
      {items.map(item => {
        const lead = leads.get(item.lead);
        const [before, after] = [item.before, item.after];
        return (
          <div class="move" key={item.lead}>
            <span class="row move-grades">
              {before?.grade && <Grade grade={before.grade} size="mini" bounds={bounds} />}
              {before?.grade && after?.grade && <span class="muted" aria-label="becomes">→</span>}
              {after?.grade && <Grade grade={after.grade} size="mini" bounds={bounds} />}
            </span>
            <span class="wrap-any">
              <a href={leadPath(item.lead, model)} class="move-name"><bdi>{lead ? nameOf(lead) : `Visitor ${item.lead.slice(0, 6)}`}</bdi></a>
              {lead && <small><bdi>{roleOf(lead)}</bdi></small>}
              {withReasons && item.decisions.length > 0 && <small class="strong">{item.decisions.map(decisionWords).join(", ")}</small>}
              {withReasons && item.reasons.length > 0 && <small><bdi>{item.reasons.slice(0, 3).join("; ")}</bdi></small>}
            </span>
            <span class="small soft nowrap">{before ? before.score : "new"} → {after ? after.score : "none"}</span>
          </div>
        );
      })}
    </>
  );
}
