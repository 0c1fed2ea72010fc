import { useMemo } from "preact/hooks";

import { body, client } from "../api/client";
import type { ModelItem } from "../api/schema";
import { useQuery, type Query } from "../api/useQuery";
import { chosenModel } from "./prefs";

/** The bounds of the grades of a model. */
export interface Bounds {
  readonly letterOf: string;
  readonly numberOf: string;
  readonly letters: Readonly<Record<string, number>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** The models, asked for once a minute at most by all pages together. */
export function useModels(): Query<ModelItem[]> {
  return useQuery("models", async signal => (await body(client.GET("/api/v1/models", { signal }))).models, { every: 60_000 });
}

/** The model that the reader looks at: the one of the address, else the one chosen last, else the first that is published and hands somebody over. */
export function useModel(asked?: string): { models: Query<ModelItem[]>; model: ModelItem | undefined } {
  const models = useModels();
  const model = useMemo(() => {
    const known = models.data ?? [];
    const published = known.filter(item => item.version !== undefined);
    return known.find(item => item.model === asked) ?? published.find(item => item.model === chosenModel.value) ?? published.find(sends) ?? published[0] ?? known[0];
  }, [models.data, asked, chosenModel.value]);
  return { models, model };
}

const sends = ({ outline }: ModelItem): boolean => outline?.mode === "live" && [...outline.routes, ...outline.fastTracks].some(way => way.to === "sales" || way.to === "inside-sales");

/** The bounds of a model's grades; undefined where points add up, or before it is published. */
export function boundsOf(model: ModelItem | undefined): Bounds | undefined {
  const grades = model?.outline?.grades;
  return grades ? { letterOf: grades.letter, numberOf: grades.number, letters: grades.letters, numbers: grades.numbers } : undefined;
}
