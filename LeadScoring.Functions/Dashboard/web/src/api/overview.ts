import type { Asked } from "./computed";
import { askReport, type ReportQuestion } from "./reports";
import type { ComputingReport, OverviewAnswer } from "./schema";

/** Asks for the overview of a model; 202 says that it is being computed, and how far that is. */
export const askOverview = (query: ReportQuestion & { readonly model: string }, signal: AbortSignal): Promise<Asked<OverviewAnswer | ComputingReport>> => askReport("overview", query, signal);
