/** The list of leads of a model that pass a filter: every number opens the people behind it. */
export const leadsLink = (model: string, filter: Readonly<Record<string, string>> = {}): string => `/app/leads?${new URLSearchParams({ model, ...filter })}`.replaceAll("%2C", ",");

/** The report of response times over the same days. */
export const serviceLevelLink = (range: string): string => `/app/reports/service-level${range === "90" ? "" : `?range=${range}`}`;
