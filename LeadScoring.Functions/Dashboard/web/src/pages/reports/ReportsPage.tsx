import { lazy } from "preact-iso";
import { useRoute } from "preact-iso";
import type { ComponentType } from "preact";

import { Blank, Card, PageHead } from "../../ui/basics";
import { reportPath, reports, type Report } from "./registry";

// Each report's code is loaded once, when it is first opened.
const pages = new Map<string, ComponentType>(reports.flatMap(report => (report.load ? [[report.name, lazy(report.load)]] : [])));

/** One report, or what reports there are. */
export function ReportsPage() {
  const { params } = useRoute();
  const name = params["name"];
  const Page = name === undefined ? undefined : pages.get(name);
  if (Page)
    return <Page />;
  return name === undefined ? <List /> : <Unknown />;
}

function List() {
  return (
    <>
      <PageHead title="What the reports answer">Each looks at the days you choose, and opens the people behind its figures.</PageHead>
      <div class="grid reports">{reports.map(report => <Entry key={report.name} report={report} />)}</div>
    </>
  );
}

function Entry({ report }: { report: Report }) {
  return (
    <Card title={<a class="link" href={reportPath(report)}>{report.title}</a>}>
      <p class="lead-in">{report.question}</p>
      <p class="small muted gap-s">{report.use}</p>
    </Card>
  );
}

function Unknown() {
  return (
    <Blank title="There is no such report" action={<a class="btn primary" href="/app/reports">All reports</a>}>
      The address may be of another version of the app.
    </Blank>
  );
}
