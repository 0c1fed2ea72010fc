import type { ExplanationAnswer, LeadItem } from "../../api/schema";
import { fieldText, listed } from "../../words/names";
import { lastDay, mask } from "../../words/person";
import { dayText, instantDay } from "../../words/time";

/** What is known of a person: a name of the value, the value. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** The reader may not see it. */
  readonly hidden: boolean;
  /** A stranger could have told it. */
  readonly claimed: boolean;
}

// What the band says already.
const said = new Set(["email", "firstName", "lastName"]);
const order = ["jobTitle", "company", "department", "industry", "employees", "country", "city", "phone", "website"];

/** The values of a profile by their names in words; known ones first, in the order in which one asks for them. */
export function factsOf(lead: LeadItem): Fact[] {
  const claimed = new Set(lead.claimed ?? []);
  const rank = (field: string): number => (order.indexOf(field) + 1 || order.length + 1);
  const fact = (field: string, value: string): Fact => ({ name: fieldText(field), value: value === mask ? "hidden" : value, hidden: value === mask, claimed: claimed.has(field) });
  const fields = Object.keys(lead.profile).filter(field => !said.has(field) || lead.profile[field] === mask).sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  const day = lastDay(lead);
  const active = lead.lastActivityAt ? instantDay(lead.lastActivityAt) : day && dayText(day);
  return [
    ...(lead.email === null ? [] : [fact("email", lead.email)]),
    ...fields.filter(field => field !== "email").map(field => fact(field, textOf(lead.profile[field]!, field))),
    ...(lead.firstSeenAt ? [{ name: "First seen", value: instantDay(lead.firstSeenAt), hidden: false, claimed: false }] : []),
    ...(active ? [{ name: "Last active", value: active, hidden: false, claimed: false }] : []),
  ];
}

const textOf = (value: string | string[], field: string): string => (Array.isArray(value) ? value.join(", ") : field === "country" ? countryText(value) : value);

let regions: Intl.DisplayNames | undefined;

/** A country by its name in the reader's language, where its code is known. */
export function countryText(code: string): string {
  if (!/^[A-Z]{2}$/u.test(code))
    return code;
  regions ??= new Intl.DisplayNames(undefined, { type: "region" });
  return regions.of(code) ?? code;
}

/** "Software, 3,490 people, Denmark." */
export function companyText(profile: LeadItem["profile"]): string {
  const one = (field: string): string | undefined => {
    const value = profile[field];
    const text = Array.isArray(value) ? value[0] : value;
    return text && text !== mask ? text : undefined;
  };
  const size = one("employees");
  const industry = one("industry");
  const country = one("country");
  const parts = [industry && industry.charAt(0).toLocaleUpperCase() + industry.slice(1), size && (/^\d+$/u.test(size) ? `${new Intl.NumberFormat().format(Number(size))} people` : `${size} people`), country && countryText(country)];
  const text = parts.filter(Boolean).join(", ");
  return text ? `${text}.` : "";
}

/** What is wrong with the profile, in sentences. */
export function troubles(lead: LeadItem, answer: ExplanationAnswer | undefined): string[] {
  const unread = (answer?.unread ?? []).map(value => `${value.value === mask ? `The ${fieldText(value.field).toLocaleLowerCase()}` : `${fieldText(value.field)} “${value.value}”`} is not a ${value.expected === "true or false" ? "yes or no" : value.expected} that the model can read.`);
  const emptied = answer?.emptied ?? [];
  const leftOut = answer?.leftOut ?? lead.leftOut ?? [];
  return [
    ...unread,
    ...(emptied.length > 0 ? [`Known once and emptied since: ${listed(emptied.map(fieldText))}.`] : []),
    ...(leftOut.length > 0 ? [`Told, and left out because there is too much: ${listed(leftOut.map(fieldText))}.`] : []),
    ...(lead.proven === false ? ["All that is known could come from a stranger; nothing proves it yet."] : []),
    ...(answer?.provenScore !== undefined && answer.provenScore !== answer.score.shown ? [`What is proven alone would give ${answer.provenScore} points.`] : []),
  ];
}
