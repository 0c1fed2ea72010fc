import { body, client } from "./client";
import type { LeadPage } from "./schema";

/**
 * Asks for a page of leads.
 * @param query As an address says it: names such as `profile.country` are part of the question, and the client would write the object of these in its own way.
 */
export const askLeads = (query: URLSearchParams, signal: AbortSignal): Promise<LeadPage> => body(client.GET("/api/v1/leads", { querySerializer: () => query.toString(), signal }));
