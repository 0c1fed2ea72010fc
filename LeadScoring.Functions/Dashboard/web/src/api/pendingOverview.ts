import { client, whole } from "./client";
import type { ComputingReport, FieldValue, ServiceLevelItem } from "./schema";

// The overview report, which the generated types do not know yet. Types and call go as soon as they do.

/** A grade, how many leads have it, and where the routes that ask for nothing but the grade send it; absent without such a route to a team. */
export interface GradeCell {
  readonly grade: string;
  readonly leads: number;
  readonly to?: string;
  readonly route?: string;
}

/** How many leads have which score; bin i is scores i * binWidth to (i + 1) * binWidth - 1, the last one is open upwards. */
export interface ScoreBins {
  readonly binWidth: number;
  readonly leads: readonly number[];
  /** Of them: whom the routes of today send to a team. */
  readonly routed: readonly number[];
  /** Of them: who is with a team by the newest decision. */
  readonly sent: readonly number[];
  /** How many were below a bin `days` ago and reached it since; `unknown` are those whose score of then is not known. */
  readonly crossed: { readonly days: number; readonly leads: readonly number[]; readonly unknown: number };
}

/** Hand-offs of a week, Monday to Sunday; the first and last are cut to the period. */
export interface WeekItem {
  readonly from: string;
  readonly to: string;
  readonly sales: number;
  readonly insideSales: number;
}

/** Leads of the model, and how far those that were handed over in the period have come since. */
export interface FunnelItem {
  readonly known: number;
  readonly active: number;
  readonly handedOver: number;
  readonly accepted: number;
  readonly salesQualified: number;
  readonly opportunity: number;
  readonly won: number;
}

/** A lead whose grade or route is another tomorrow, if nothing more happens. */
export interface TonightLead {
  readonly lead: string;
  readonly profile: Readonly<Record<string, FieldValue>>;
  readonly score: { readonly from: number; readonly to: number };
  readonly grade?: { readonly from: string; readonly to: string };
  readonly route: { readonly from: string; readonly to: string };
  readonly owner: string;
  /** It would be taken back from sales. */
  readonly leaves: boolean;
}

/** Answer of `GET /api/v1/reports/overview`. */
export interface Overview {
  readonly report: string;
  readonly model: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly computedAt: string;
  /** Newer figures are being computed. */
  readonly refreshing: boolean;
  readonly today: string;
  readonly timeZone: string;
  /** In a model whose points add up. */
  readonly target?: number;
  readonly leads: { readonly total: number; readonly scored: number; readonly new: number; readonly active: number; readonly activeDays: number; readonly unreadable: number };
  /** A1 to D4; absent in a model whose points add up. */
  readonly grades?: readonly GradeCell[];
  readonly scores: ScoreBins;
  readonly weeks: readonly WeekItem[];
  readonly funnel: FunnelItem;
  readonly overdue: { readonly leads: number; readonly oldest?: string };
  readonly serviceLevel: { readonly total: ServiceLevelItem; readonly rows: readonly ServiceLevelItem[] };
  readonly tonight: { readonly day: string; readonly grade: number; readonly route: number; readonly leaving: number; readonly leads: readonly TonightLead[] };
}

interface Untyped {
  GET(path: string, init: { signal: AbortSignal }): Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

/** Asks for the overview; 202 says that it is being computed, and how far that is. */
export async function askOverview(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<{ status: number; retryAfter: number; data: Overview | ComputingReport }> {
  const answer = (client as unknown as Untyped).GET(`/api/v1/reports/overview?${new URLSearchParams(query)}`, { signal });
  return whole(answer as Promise<{ data?: Overview | ComputingReport; error?: unknown; response: Response }>);
}
