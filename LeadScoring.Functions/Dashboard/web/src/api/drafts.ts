import { body, client, whole } from "./client";
import type { ModelAnswer } from "./schema";

/** A model with its text: the draft, else the live version. */
export type ModelText = Omit<ModelAnswer, "draftAt"> & {
  /** When the draft was saved. The description of the API leaves out that it is a time, and that it may be absent. */
  readonly draftAt?: string;
};

/** What a save must find: the text that was read, or no model at all. */
export type Precondition = { readonly etag: string | null } | { readonly isNew: true };

/** A model with the tag that a save has to give back. */
export async function readModel(model: string, signal?: AbortSignal): Promise<{ data: ModelText; etag: string | null }> {
  const { data, etag } = await whole(client.GET("/api/v1/models/{model}", { params: { path: { model } }, ...(signal ? { signal } : {}) }));
  return { data: data as ModelText, etag };
}

/** The text of a version. */
export async function readVersion(model: string, version: number, signal?: AbortSignal): Promise<string> {
  return (await body(client.GET("/api/v1/models/{model}", { params: { path: { model }, query: { version } }, ...(signal ? { signal } : {}) }))).yaml;
}

/** Saves a draft. Answers the tag of what is saved now. */
export async function saveDraft(model: string, yaml: string, condition: Precondition): Promise<string | null> {
  const header = "isNew" in condition ? { "If-None-Match": "*" } : ifMatch(condition.etag);
  const { etag } = await whole(
    client.PUT("/api/v1/models/{model}", { params: { path: { model }, header }, body: yaml, bodySerializer: text => text, headers: { "content-type": "application/yaml" } }),
  );
  return etag;
}

/** Throws the draft away; the live version stays. */
export async function discardDraft(model: string, etag: string | null): Promise<void> {
  await body(client.DELETE("/api/v1/models/{model}/draft", { params: { path: { model }, header: ifMatch(etag) } }));
}

const ifMatch = (etag: string | null): { "If-Match"?: string } => (etag === null ? {} : { "If-Match": etag });
