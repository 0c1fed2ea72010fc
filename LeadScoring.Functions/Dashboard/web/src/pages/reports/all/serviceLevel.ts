import type { Report } from "../registry";

export const report: Report = {
  name: "service-level",
  title: "Answered as agreed",
  question: "Is everybody called by the agreed time, and did every hand-off meet its rule?",
  use: "Every week, with sales: response times by route and team, who waits now, and the audit of hand-offs.",
  order: 2,
  load: async () => (await import("../service-level/ServiceLevel")).ServiceLevel,
};
