import type { ComputingReport, ServiceLevelAnswer } from "./schema";
import { client, whole } from "./client";

/** What the report is asked for: days in UTC, both included. */
export interface ReportQuestion {
  readonly model?: string;
  readonly from: string;
  readonly to: string;
}

/** Asks for the report of response times; 202 says that it is being computed. */
export const askServiceLevel = (query: ReportQuestion, signal: AbortSignal): Promise<{ status: number; retryAfter: number; data: ServiceLevelAnswer | ComputingReport }> =>
  whole(client.GET("/api/v1/reports/{name}", { params: { path: { name: "service-level" }, query }, signal })) as Promise<{ status: number; retryAfter: number; data: ServiceLevelAnswer | ComputingReport }>;

/** The address of the same report as a spreadsheet. */
export const serviceLevelCsv = (query: ReportQuestion): string => `/api/v1/reports/service-level.csv?${new URLSearchParams({ ...query })}`;
