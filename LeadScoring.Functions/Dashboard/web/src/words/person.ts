import type { LeadItem, LeadModelItem } from "../api/schema";

type Profile = LeadItem["profile"];

/** One value of a profile as text; the first of several. */
export function valueOf(profile: Profile, ...fields: string[]): string | undefined {
  for (const field of fields) {
    const value = profile[field];
    const text = Array.isArray(value) ? value[0] : value;
    if (text)
      return String(text);
  }

  return undefined;
}

/** Stands for a value that the reader may not see. */
export const mask = "***";

/** Whether a lead's values are hidden from the reader. */
export const isMasked = (lead: Pick<LeadItem, "email" | "profile">): boolean => lead.email === mask || Object.values(lead.profile).includes(mask);

/** What a person is called: name, else address, else what is known. */
export function nameOf(lead: Pick<LeadItem, "id" | "email" | "profile">): string {
  if (isMasked(lead))
    return `Person ${lead.id.slice(0, 6)}`;
  const first = valueOf(lead.profile, "firstName");
  const last = valueOf(lead.profile, "lastName");
  return valueOf(lead.profile, "name", "fullName") ?? ([first, last].filter(Boolean).join(" ") || lead.email || `Visitor ${lead.id.slice(0, 6)}`);
}

/** What a person does, and where: "VP Operations, Kestrelway". */
export function roleOf(lead: Pick<LeadItem, "profile" | "email">): string {
  return [valueOf(lead.profile, "jobTitle", "title"), valueOf(lead.profile, "company")].filter(Boolean).join(", ");
}

/** The newest day on which somebody did something; it is known longer than the time. The description of the API leaves out that it is a day. */
export const lastDay = (lead: Pick<LeadItem, "lastActivity">): string | undefined => (typeof lead.lastActivity === "string" ? lead.lastActivity : undefined);

/** The entry of a lead for a model, or its first. */
export function modelOf(lead: LeadItem, model: string | undefined): LeadModelItem | undefined {
  return lead.models.find(item => item.model === model) ?? (model === undefined ? lead.models[0] : undefined);
}
