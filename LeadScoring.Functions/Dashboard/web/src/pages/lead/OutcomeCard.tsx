import type { LeadItem, LeadModelItem } from "../../api/schema";
import { Outcomes } from "../../outcomes/Outcomes";
import { now } from "../../state/now";
import { Icon } from "../../ui/Icon";
import { nameOf } from "../../words/person";
import { callAgain } from "../../words/promised";
import { promise } from "../../words/time";
import { ofCalls, phoneOf, telOf } from "../../words/why";

/** How to reach them, and buttons for what came of it. */
export function OutcomeCard({ lead, item, renew }: { lead: LeadItem; item: LeadModelItem; renew: () => void }) {
  const phone = phoneOf(lead);
  const calls = ofCalls(item);
  const clock = item.respondBy && !item.respondedAt ? promise(item.respondBy, now.value) : undefined;
  const again = callAgain(item, now.value);
  const by = again ? (again.tone === "over" ? ` A call was promised for ${again.day}, and none was reported.` : ` They want to be called again by ${again.day}.`) : clock && (clock.tone === "over" ? ` The agreed time passed: ${clock.text}.` : ` ${clock.text.charAt(0).toLocaleUpperCase()}${clock.text.slice(1)}, ${clock.until}.`);
  return (
    <section class="card first">
      <h2>What came of it?</h2>
      <p class="small muted side-text">{item.owner === "marketing" ? "They are with marketing; what you report is kept and counts." : `${calls.charAt(0).toLocaleUpperCase()}${calls.slice(1)}.${by ?? ""}`}</p>
      {phone && <a class="btn primary wide gap-s" href={telOf(phone)}><Icon name="call" /><bdi>{phone}</bdi></a>}
      {!phone && lead.email && <a class="btn primary wide gap-s" href={`mailto:${encodeURIComponent(lead.email)}`}><Icon name="mail" /><bdi class="long-btn">{lead.email}</bdi></a>}
      <div class="gap-s"><Outcomes lead={{ id: lead.id, name: nameOf(lead), model: item.model, epoch: item.epoch }} stage={item.stage} done={renew} /></div>
    </section>
  );
}
