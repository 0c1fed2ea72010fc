import type { Report } from "../registry";

export const report: Report = {
  name: "overview",
  title: "Overview",
  question: "How many are ready, where are they, and what changes tonight?",
  use: "Every morning: grades, scores, hand-offs per week, the way to a deal.",
  order: 1,
  href: "/app/overview",
};
