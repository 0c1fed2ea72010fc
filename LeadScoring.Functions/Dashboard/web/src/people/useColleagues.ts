import { askLeads } from "../api/leads";
import type { LeadItem, LeadPage } from "../api/schema";
import { useQuery, type Query } from "../api/useQuery";
import { may } from "../state/session";
import { valueOf } from "../words/person";

/** Who else is at the company of a lead, whom to call first on top; asks nothing where no company is known. */
export function useColleagues(lead: LeadItem, model: string, most: number): Query<LeadPage> & { company: string | undefined; others: readonly LeadItem[] } {
  const company = valueOf(lead.profile, "company");
  const query = useQuery(`colleagues ${model} ${most} ${company}`, signal => askLeads(colleaguesOf(company!, model, most), signal), { off: company === undefined, keep: false });
  return { ...query, company, others: (query.data?.leads ?? []).filter(other => other.id !== lead.id) };
}

// By words the app finds them in an index; the attribute makes it exact. Who sees leads masked may not look for words.
function colleaguesOf(company: string, model: string, most: number): URLSearchParams {
  const query = new URLSearchParams({ model, "profile.company": company.replaceAll(",", " "), "sort": "priority", "limit": String(most + 1) });
  if (may("read"))
    query.set("q", wordsOf(company));
  return query;
}

// The app takes at most eight words.
const wordsOf = (company: string): string => company.split(/\s+/u).slice(0, 8).join(" ");

/** The list of all of them. */
export const colleaguesPath = (company: string): string => `/app/leads?${new URLSearchParams({ ...(may("read") ? { q: wordsOf(company) } : {}), "profile.company": company.replaceAll(",", " ") })}`;
