import { localDay } from "../../words/time";

/** Which leads a list has. All that are given must hold; of several values of one, one. */
export interface Filter {
  readonly owner: readonly string[];
  readonly to: readonly string[];
  readonly stage: readonly string[];
  readonly grade: readonly string[];
  readonly route: readonly string[];
  readonly scoreRoute: readonly string[];
  readonly waiting: boolean | undefined;
  readonly overdue: boolean | undefined;
  /** A day (yyyy-mm-dd), or so many days back: "7d". */
  readonly since: string | undefined;
  readonly minScore: number | undefined;
  readonly q: string | undefined;
  /** Values of attributes, by name; several with commas. */
  readonly profile: Readonly<Record<string, string>>;
}

export type Sort = "score" | "priority" | "respondBy" | "lastActivity";

export const everybody: Filter = { owner: [], to: [], stage: [], grade: [], route: [], scoreRoute: [], waiting: undefined, overdue: undefined, since: undefined, minScore: undefined, q: undefined, profile: {} };

/** Parts of which several values may be asked for. */
export const lists = ["owner", "to", "stage", "grade", "route", "scoreRoute"] as const;

export const owners = ["marketing", "sales", "inside-sales"] as const;
export const destinations = ["sales", "inside-sales", "nurture", "nobody"] as const;
export const stagesInOrder = ["nurture", "qualified", "accepted", "sales-qualified", "opportunity", "customer", "lost", "disqualified"] as const;
export const grades = ["A", "B", "C", "D"].flatMap(letter => ["1", "2", "3", "4"].map(number => letter + number));

const known: Partial<Record<(typeof lists)[number], readonly string[]>> = { owner: owners, to: destinations, stage: stagesInOrder, grade: grades };
const sorts: readonly string[] = ["score", "priority", "respondBy", "lastActivity"];
const prefix = "profile.";

/** Reads a filter from an address. What cannot be meant is left out, so that an old link still shows something. */
export function readFilter(query: Readonly<Record<string, string>>): Filter {
  const values = (name: (typeof lists)[number]): string[] => {
    const texts = (query[name] ?? "").split(",").map(text => text.trim()).filter(Boolean);
    return [...new Set(texts)].filter(text => known[name]?.includes(text) ?? true);
  };
  const profile = Object.fromEntries(Object.entries(query).filter(([name, value]) => name.startsWith(prefix) && name.length > prefix.length && value.trim()).map(([name, value]) => [name.slice(prefix.length), value.trim()]).slice(0, 10));
  const least = Number(query["minScore"]);
  return {
    owner: values("owner"),
    to: values("to"),
    stage: values("stage"),
    grade: values("grade"),
    route: values("route"),
    scoreRoute: values("scoreRoute"),
    waiting: truth(query["waiting"]),
    overdue: truth(query["overdue"]),
    since: /^(\d{1,3}d|\d{4}-\d\d-\d\d)$/u.test(query["since"] ?? "") ? query["since"] : undefined,
    minScore: query["minScore"] && Number.isInteger(least) && least > 0 ? least : undefined,
    q: query["q"]?.trim() || undefined,
    profile,
  };
}

export const readSort = (text: string | undefined): Sort => (text !== undefined && sorts.includes(text) ? (text as Sort) : "score");

/** A filter as an address says it, always in the same order: two that ask for the same are the same text. */
export function writeFilter(filter: Filter): Record<string, string> {
  const texts: [string, string | undefined][] = [
    ...lists.map((name): [string, string | undefined] => [name, filter[name].length > 0 ? filter[name].join(",") : undefined]),
    ["waiting", filter.waiting?.toString()],
    ["overdue", filter.overdue?.toString()],
    ["since", filter.since],
    ["minScore", filter.minScore?.toString()],
    ["q", filter.q],
    ...Object.keys(filter.profile).sort().map((name): [string, string | undefined] => [prefix + name, filter.profile[name]]),
  ];
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The same as a key: equal for filters that ask for the same. */
export const keyOf = (filter: Filter): string => new URLSearchParams(writeFilter({ ...filter, ...Object.fromEntries(lists.map(name => [name, [...filter[name]].sort()])) })).toString();

/** What the app is asked: days back are days now. */
export function asked(filter: Filter, model: string | undefined, sort: Sort, now: number): URLSearchParams {
  const query = new URLSearchParams(writeFilter(filter));
  const back = /^(\d+)d$/u.exec(filter.since ?? "")?.[1];
  if (back !== undefined)
    query.set("since", localDay(now - Number(back) * 86_400_000));
  if (model)
    query.set("model", model);
  if (sort !== "score")
    query.set("sort", sort);
  return query;
}

export const isEmpty = (filter: Filter): boolean => keyOf(filter) === "";

function truth(text: string | undefined): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}
