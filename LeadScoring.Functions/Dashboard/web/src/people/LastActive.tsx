import type { LeadItem } from "../api/schema";
import { Time } from "../ui/basics";
import { lastDay } from "../words/person";
import { dayText } from "../words/time";

/**
 * When somebody was active last; the day where only that is known, nothing where they never were.
 * @param words An instant in words.
 */
export function LastActive({ lead, words }: { lead: LeadItem; words: (at: string) => string }) {
  if (lead.lastActivityAt)
    return <Time at={lead.lastActivityAt}>{words(lead.lastActivityAt)}</Time>;
  const day = lastDay(lead);
  return day ? <time dateTime={day}>{dayText(day)}</time> : null;
}
