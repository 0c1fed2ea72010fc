import { client, whole } from "./client";
import type { Asked } from "./computed";
import type { ComputingCurve, CurveAnswer } from "./schema";

/** Which curve of a lead is wanted: days of the model's time zone, both included. Without them it is 90 days up to today and 30 ahead. */
export interface CurveQuestion {
  readonly model: string;
  readonly from?: string;
  readonly to?: string;
}

/** Asks for the score of a lead over time; 202 says that it is being computed. */
export const askCurve = (lead: string, query: CurveQuestion, signal: AbortSignal): Promise<Asked<CurveAnswer | ComputingCurve>> =>
  whole(client.GET("/api/v1/leads/{lead}/curve", { params: { path: { lead }, query }, signal }));
