import { kept } from "../../state/prefs";
import { everybody, keyOf, readFilter, readSort, writeFilter, type Filter, type Sort } from "./filter";

/** A list that a reader comes back to. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** Kept in the reader's browser: it can be renamed and deleted. */
  readonly own: boolean;
}

interface Saved {
  readonly id: string;
  readonly name: string;
  /** The filter and sort as an address says them. */
  readonly query: string;
}

const saved = kept<readonly Saved[]>("views", []);

/**
 * The views that everybody has.
 * @param hot What is hot under the model that is looked at: its best grades, or its target where points add up.
 */
export function builtIn(hot: Pick<Filter, "grade" | "minScore">): View[] {
  const view = (id: string, name: string, filter: Partial<Filter>, sort: Sort = "score"): View => ({ id, name, filter: { ...everybody, ...filter }, sort, own: false });
  return [
    view("all", "All", {}),
    view("sales", "With sales", { owner: ["sales", "inside-sales"] }, "priority"),
    view("overdue", "Overdue", { overdue: true }, "respondBy"),
    view("hot", "Hot, not with sales", { ...hot, owner: ["marketing"], stage: ["nurture"] }),
    view("quiet", "Went quiet", { scoreRoute: ["inactive"] }),
  ];
}

/** Those that the reader saved. */
export const ownViews = (): View[] =>
  saved.value.filter(entry => typeof entry?.query === "string" && typeof entry.name === "string").map(entry => {
    const query = Object.fromEntries(new URLSearchParams(entry.query));
    return { id: entry.id, name: entry.name, filter: readFilter(query), sort: readSort(query["sort"]), own: true };
  });

/** Keeps a list under a name. Answers its id. */
export function saveView(name: string, filter: Filter, sort: Sort): string {
  const id = `own-${Date.now().toString(36)}`;
  saved.set([...saved.value, { id, name, query: queryOf(filter, sort) }]);
  return id;
}

export function changeView(id: string, change: { name?: string; list?: { filter: Filter; sort: Sort } }): void {
  saved.set(saved.value.map(entry => (entry.id === id ? { ...entry, name: change.name ?? entry.name, query: change.list ? queryOf(change.list.filter, change.list.sort) : entry.query } : entry)));
}

/** Deletes a view. Answers a way back. */
export function deleteView(id: string): () => void {
  const before = saved.value;
  saved.set(before.filter(entry => entry.id !== id));
  return () => saved.set(before);
}

/** The view that is looked at: the one that asks for the same. */
export const currentView = (views: readonly View[], filter: Filter, sort: Sort): View | undefined => {
  const same = views.filter(view => keyOf(view.filter) === keyOf(filter));
  return same.find(view => view.sort === sort) ?? same[0];
};

const queryOf = (filter: Filter, sort: Sort): string => new URLSearchParams({ ...writeFilter(filter), ...(sort === "score" ? {} : { sort }) }).toString();
