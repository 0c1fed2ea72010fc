import { ErrorBoundary, LocationProvider, Route, Router, lazy } from "preact-iso";
import { useEffect } from "preact/hooks";

import { SignIn } from "./pages/signin/SignIn";
import { may, session } from "./state/session";
import { Shell } from "./shell/Shell";
import { Blank, Skeleton } from "./ui/basics";
import { useAddress } from "./ui/address";

const Queue = lazy(async () => (await import("./pages/queue/QueuePage")).QueuePage);
const Overview = lazy(async () => (await import("./pages/overview/OverviewPage")).OverviewPage);
const Leads = lazy(async () => (await import("./pages/leads/LeadsPage")).LeadsPage);
const Lead = lazy(async () => (await import("./pages/lead/LeadPage")).LeadPage);
const Models = lazy(async () => (await import("./pages/models/ModelsPage")).ModelsPage);
const Model = lazy(async () => (await import("./pages/model/ModelPage")).ModelPage);
const Sources = lazy(async () => (await import("./pages/sources/SourcesPage")).SourcesPage);
const Reports = lazy(async () => (await import("./pages/reports/ReportsPage")).ReportsPage);
const Health = lazy(async () => (await import("./pages/health/HealthPage")).HealthPage);

/** The whole app: who is not signed in sees where to sign in, at the address that they asked for. */
export function App() {
  if (session.value === undefined)
    return <main id="main"><Skeleton rows={5} /></main>;
  if (session.value === null)
    return <SignIn />;
  return (
    <LocationProvider scope="/app">
      <Shell>
        <ErrorBoundary onError={loadAgain}>
          <Router onRouteChange={focusTitle}>
            <Route path="/app" component={Home} />
            <Route path="/app/queue" component={Queue} />
            <Route path="/app/overview" component={Overview} />
            <Route path="/app/leads" component={Leads} />
            <Route path="/app/leads/:id" component={Lead} />
            <Route path="/app/models" component={Models} />
            <Route path="/app/models/:id/:tab?" component={Model} />
            <Route path="/app/sources" component={Sources} />
            <Route path="/app/reports/:name?" component={Reports} />
            <Route path="/app/health" component={Health} />
            <Route default component={Nowhere} />
          </Router>
        </ErrorBoundary>
      </Shell>
    </LocationProvider>
  );
}

/** The first page of the role. */
function Home() {
  const { go } = useAddress();
  useEffect(() => go(may("marketing") ? "/app/overview" : may("sales") ? "/app/queue" : "/app/overview", true), []);
  return null;
}

function Nowhere() {
  return (
    <Blank page title="This page does not exist" action={<a class="btn primary" href="/app">To the first page</a>}>
      The address may be cut off. Search for the person by name, company or address.
    </Blank>
  );
}

// After a new version of the app was put in place, the parts of the old one are gone: a page that cannot be loaded is loaded whole, once.
function loadAgain(error: Error): void {
  if (!/dynamically imported|module script|import/iu.test(error.message) || sessionStorage.getItem("loaded-again"))
    throw error;
  sessionStorage.setItem("loaded-again", "1");
  location.reload();
}

// After another page was opened the focus goes to its heading, so that readers of screens hear where they are; not at the first page, and not when only the question changed.
let last = location.pathname;
function focusTitle(url: string): void {
  sessionStorage.removeItem("loaded-again");
  const path = url.split(/[?#]/u)[0] ?? "";
  if (path === last)
    return;
  last = path;
  scrollTo(0, 0);
  requestAnimationFrame(() => document.getElementById("title")?.focus({ preventScroll: true }));
}
