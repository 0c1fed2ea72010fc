import type { Asked } from "./computed";
import { askReport, type ReportQuestion } from "./reports";
import type { ComputingReport, ServiceLevelAnswer } from "./schema";

/** Asks for the report of response times; 202 says that it is being computed. */
export const askServiceLevel = (query: ReportQuestion, signal: AbortSignal): Promise<Asked<ServiceLevelAnswer | ComputingReport>> => askReport("service-level", query, signal);

/** The address of the same report as a spreadsheet. */
export const serviceLevelCsv = (query: ReportQuestion): string => `/api/v1/reports/service-level.csv?${new URLSearchParams({ ...query })}`;
