import { body, client, whole } from "./client";
import type { ExplanationAnswer, ModelAnswer, ModelItem, TryRequest } from "./schema";

/** What the app answers and docs/reference/openapi.json does not describe yet: typed by hand, and called through the one client. */

/** What a model is, without its rules: enough to draw it. */
export interface Outline {
  readonly title: string;
  readonly mode: "live" | "assess";
  /** In words, to be shown. */
  readonly audience: string;
  readonly scoring: "grades" | "points";
  readonly scale?: number;
  readonly dimensions?: readonly { readonly name: string; readonly weight: number; readonly categories: readonly { readonly name: string; readonly weight: number; readonly mostShare?: string }[] }[];
  readonly grades?: { readonly letter: string; readonly number: string; readonly letters: Readonly<Record<string, number>>; readonly numbers: Readonly<Record<string, number>> };
  readonly target?: number;
  readonly categories?: readonly { readonly name: string; readonly atLeast?: number; readonly atMost?: number; readonly mostShare?: string }[];
  readonly routes?: readonly OutlineRoute[];
  readonly fastTracks?: readonly OutlineRoute[];
  readonly personas?: readonly OutlineRoute[];
  readonly rules?: readonly { readonly rule: string; readonly title: string; readonly category: string; readonly points: string }[];
}

export interface OutlineRoute {
  readonly id: string;
  readonly to?: "sales" | "inside-sales" | "nurture";
  readonly respondWithin?: string;
  readonly attempts?: number;
  readonly escalate?: string;
  readonly grades?: readonly string[];
}

export type OutlinedModel = ModelItem & { readonly outline?: Outline; readonly reviewBy?: string };

export interface DraftNote {
  /** `key:ann` or `person:<object id>`. */
  readonly draftBy?: string;
  readonly draftAt?: string;
}

export type DraftedModel = ModelAnswer & DraftNote & { readonly outline?: Outline };

/** One day of a curve. */
export interface CurveDay {
  readonly day: string;
  readonly score: number;
  readonly grade?: string;
  readonly points: Readonly<Record<string, number>>;
}

export type CurveAnswer = ExplanationAnswer & { readonly curve?: readonly CurveDay[] };

/** An event as it is tried; the document describes the values of its maps too narrowly. */
export interface TriedEvent {
  readonly type: string;
  readonly id?: string;
  readonly source?: string;
  readonly daysAgo?: number;
  readonly occurredAt?: string;
  readonly times?: number;
  readonly claimed?: boolean;
  readonly cleared?: readonly string[];
  readonly properties?: Readonly<Record<string, string | readonly string[]>>;
  readonly profile?: Readonly<Record<string, string | readonly string[]>>;
}

export interface CurveRequest {
  readonly profile?: Readonly<Record<string, string>>;
  readonly events: readonly TriedEvent[];
  readonly asOf?: string;
  readonly version?: number;
  readonly yaml?: string;
  /** The curve of so many days from `asOf` on. */
  readonly days?: number;
  /** Rules whose points the curve tells. */
  readonly rules?: readonly string[];
}

/** What a save must find: the text that was read, or no model at all. */
export type Precondition = { readonly etag: string | null } | { readonly isNew: true };

const headersOf = (condition: Precondition): Record<string, string> => ("isNew" in condition ? { "if-none-match": "*" } : condition.etag === null ? {} : { "if-match": condition.etag });

/** A model with the tag that a save has to give back. */
export async function readModel(model: string, signal?: AbortSignal): Promise<{ data: DraftedModel; etag: string | null }> {
  const { data, etag } = await whole(client.GET("/api/v1/models/{model}", { params: { path: { model } }, ...(signal ? { signal } : {}) }));
  return { data: data as DraftedModel, etag };
}

/** The text of a version. */
export async function readVersion(model: string, version: number, signal?: AbortSignal): Promise<string> {
  return (await body(client.GET("/api/v1/models/{model}", { params: { path: { model }, query: { version } }, ...(signal ? { signal } : {}) }))).yaml;
}

/** Saves a draft. Answers the tag of what is saved now. */
export async function saveDraft(model: string, yaml: string, condition: Precondition): Promise<string | null> {
  const { etag } = await whole(
    client.PUT("/api/v1/models/{model}", { params: { path: { model } }, body: yaml, bodySerializer: text => text, headers: { "content-type": "application/yaml", ...headersOf(condition) } }),
  );
  return etag;
}

/** Throws the draft away; the live version stays. */
export async function discardDraft(model: string, etag: string | null): Promise<void> {
  const untyped = client as unknown as { DELETE: (path: string, init: object) => Promise<{ data?: undefined; response: Response }> };
  await body(untyped.DELETE("/api/v1/models/{model}/draft", { params: { path: { model } }, headers: headersOf({ etag }) }));
}

/** What a lead would score, today and on each day that follows. Nothing is stored. */
export async function tryLead(model: string, request: CurveRequest, signal?: AbortSignal): Promise<CurveAnswer> {
  return (await body(client.POST("/api/v1/models/{model}/try", { params: { path: { model } }, body: request as TryRequest, ...(signal ? { signal } : {}) }))) as CurveAnswer;
}

/** `key:ann` as people say it. A person of the directory is known by an id alone, which says nothing. */
export const whoSaved = (by: string | undefined): string => (by === undefined ? "somebody" : by.startsWith("person:") ? "a colleague" : by.replace(/^\w+:/u, ""));
