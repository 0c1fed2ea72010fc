import type { ComponentType } from "preact";

/** A report: what it is called, what it answers, and what shows it. */
export interface Report {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  /** For whom it is made, and what it is read for. */
  readonly use: string;
  /** Its place in the list. */
  readonly order: number;
  /** A page of its own elsewhere. */
  readonly href?: string;
  /** What shows it, loaded when it is opened. */
  readonly load?: () => Promise<ComponentType>;
}

// A file in the folder `all` is a report: to add one is to add a file.
const files = import.meta.glob<Report>("./all/*.ts", { eager: true, import: "report" });

/** All reports in the order of the list. */
export const reports: readonly Report[] = Object.values(files).sort((one, other) => one.order - other.order || one.title.localeCompare(other.title));

/** The address of a report. */
export const reportPath = (report: Report): string => report.href ?? `/app/reports/${report.name}`;
