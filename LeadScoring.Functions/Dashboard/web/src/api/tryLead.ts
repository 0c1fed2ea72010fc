import { body, client } from "./client";
import type { ExplanationAnswer, TryRequest } from "./schema";

/** What a lead would score, today and on each day that follows. Nothing is stored. */
export const tryLead = (model: string, request: TryRequest, signal: AbortSignal): Promise<ExplanationAnswer> =>
  body(client.POST("/api/v1/models/{model}/try", { params: { path: { model } }, body: request, signal }));
