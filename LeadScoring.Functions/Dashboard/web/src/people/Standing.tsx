import type { LeadModelItem } from "../api/schema";
import { now } from "../state/now";
import { Chip } from "../ui/basics";
import { callAgain } from "../words/promised";
import { promise } from "../words/time";

/** Where somebody is, as a chip: what was promised, or who has it. */
export function Standing({ item }: { item: LeadModelItem }) {
  if (item.respondBy && !item.respondedAt && item.stage === "qualified") {
    const { tone, text } = promise(item.respondBy, now.value);
    return <Chip tone={tone}>{text}</Chip>;
  }

  const again = callAgain(item, now.value);
  if (again)
    return <Chip tone={again.tone}>{again.text}</Chip>;
  if (item.owner === "marketing")
    return <Chip>{item.stage === "disqualified" ? "not for sales" : item.stage === "lost" ? "lost" : "marketing"}</Chip>;
  return <Chip tone="ok">{item.stage === "qualified" ? "with sales" : item.stage === "customer" ? "customer" : "talking"}</Chip>;
}
