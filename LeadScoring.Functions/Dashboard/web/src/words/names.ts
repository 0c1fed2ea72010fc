/** Ids of routes, rules and categories as people say them: "dated-project" is "Dated project", "sdr" is "SDR". */
export function titled(id: string): string {
  const words = id.replaceAll(/[._-]+/gu, " ").trim();
  const whole = words.split(" ").map(word => (isShort(word) ? word.toUpperCase() : word)).join(" ");
  return whole.charAt(0).toLocaleUpperCase() + whole.slice(1);
}

// "sdr" and "crm" are spoken by their letters.
const isShort = (word: string): boolean => /^[bcdfghj-np-tv-xz]{2,4}$/u.test(word);

const fields: Record<string, string> = {
  email: "Address",
  firstName: "First name",
  lastName: "Last name",
  jobTitle: "Job title",
  employees: "People",
  phone: "Phone",
  website: "Website",
  company: "Company",
  industry: "Industry",
  country: "Country",
  city: "City",
  department: "Department",
};

/** An attribute as people say it: "jobTitle" is "Job title", "toolToday" is "Tool today". */
export function fieldText(name: string): string {
  const known = fields[name];
  if (known)
    return known;
  const words = name.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").replaceAll(/[._-]+/gu, " ").trim();
  const [first = "", ...rest] = words.split(" ");
  return [first.charAt(0).toLocaleUpperCase() + first.slice(1), ...rest.map(word => (word === word.toLocaleUpperCase() && word.length > 1 ? word : word.toLocaleLowerCase()))].join(" ");
}

/** With a capital first letter, as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** As it stands within a sentence; not where the first word is one in capitals, such as "CEO". */
export const uncapital = (text: string): string => (/^\p{Lu}\p{Ll}|^A\s/u.test(text) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);

/** "a, b and c". */
export function listed(texts: readonly string[], last = "and"): string {
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} ${last} ${texts.at(-1)}`;
}

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** A number within a sentence: small ones as words. */
export const inWords = (n: number): string => numbers[n] ?? new Intl.NumberFormat().format(n);

/** "3rd". */
export function ordinal(n: number): string {
  const end = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[ordinals.select(n)];
  return `${n}${end}`;
}

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
