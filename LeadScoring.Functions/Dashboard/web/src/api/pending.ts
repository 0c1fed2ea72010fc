import type { LeadItem, LeadModelItem, LeadPage } from "./schema";
import { body, client, whole } from "./client";

// What the app answers and the generated types do not know yet. Types and calls here go as soon as they do.

/** Answer of `GET /api/v1/leads/{lead}/curve`: the score of a lead over time, as steps. */
export interface Curve {
  readonly lead: string;
  readonly model: string;
  readonly version: number;
  readonly timeZone: string;
  /** First and last day; the last may lie ahead. */
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly step: "day" | "week";
  /** Absent where points add up. */
  readonly dimensions?: readonly CurveDimension[];
  /** Absent in a model with grades. */
  readonly target?: number;
  /** Only days on which something differs from the point before; a point holds until the next one. */
  readonly points: readonly CurvePoint[];
  readonly decisions: readonly CurveDecision[];
  readonly versions: readonly CurveVersion[];
}

export interface CurveDimension {
  readonly name: string;
  /** What it can give, in points of the score. */
  readonly most: number;
}

export interface CurvePoint {
  readonly day: string;
  readonly score: number;
  readonly grade?: string;
  readonly route: string;
  /** Points of the score, by dimension. */
  readonly shares?: Readonly<Record<string, number>>;
  readonly progress?: number;
  /** It is still to come, if nothing more happens. */
  readonly ahead?: boolean;
}

export interface CurveDecision {
  readonly type: string;
  readonly at: string;
  readonly day: string;
  readonly version: number;
  readonly epoch?: number;
  readonly cause?: string;
  readonly route?: string;
  readonly to?: string;
  readonly text: string;
}

export interface CurveVersion {
  readonly version: number;
  readonly at: string;
  readonly day: string;
  readonly reason?: string;
}

/** The score at the ends of the last days, oldest first; null where it is not known. */
export const sparkOf = (item: LeadModelItem): readonly (number | null)[] => (item as { spark?: readonly (number | null)[] }).spark ?? [];

interface Untyped {
  GET(path: string, init: { signal: AbortSignal }): Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

const get = async <T>(path: string, query: URLSearchParams, signal: AbortSignal): Promise<{ data?: T; error?: unknown; response: Response }> =>
  (await (client as unknown as Untyped).GET(`${path}?${query}`, { signal })) as { data?: T; error?: unknown; response: Response };

/** Asks for the curve; 202 says that it is being computed. */
export const askCurve = (lead: string, query: URLSearchParams, signal: AbortSignal): Promise<{ status: number; retryAfter: number; data: Curve }> =>
  whole(get<Curve>(`/api/v1/leads/${encodeURIComponent(lead)}/curve`, query, signal));

/** Asks for a page of leads by parameters whose names the types cannot say, such as `profile.country`. */
export const askLeads = (query: URLSearchParams, signal: AbortSignal): Promise<LeadPage & { leads: LeadItem[] }> => body(get<LeadPage>("/api/v1/leads", query, signal));
