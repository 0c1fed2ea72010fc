import { useRoute } from "preact-iso";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { readVersion } from "../../api/drafts";
import { useQuery } from "../../api/useQuery";
import { now } from "../../state/now";
import { may, session } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Blank, Failed, PageHead, Skeleton } from "../../ui/basics";
import { DiffTab } from "./diff/DiffTab";
import { changesBetween } from "./doc/changes";
import { isReadable, parseModel } from "./doc/parse";
import { scopeOf } from "./doc/scope";
import { LeaveGuard } from "./LeaveGuard";
import { Notices } from "./Notices";
import { PreviewTab } from "./preview/PreviewTab";
import { PublishBar } from "./publish/PublishBar";
import { Approvals } from "./publish/Approvals";
import { Rebuild } from "./publish/Rebuild";
import { RuleView } from "./rule/RuleView";
import { RulesTab } from "./rules/RulesTab";
import type { Draft } from "./state/draft";
import { useFindings } from "./state/useFindings";
import { useModelDraft } from "./state/useModelDraft";
import { useParsed } from "./state/useParsed";
import { usePaused } from "./state/usePaused";
import { usePreview } from "./state/usePreview";
import { TryTab } from "./tryit/TryTab";
import { VersionsTab } from "./versions/VersionsTab";
import { savedWords, standWords } from "./words";
import { tabPath, type Work } from "./work";

/** A model: its rules, what a change would do, and its versions. */
export function ModelPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  return <ModelView key={id} id={id} tab={params["tab"] ?? "rules"} />;
}

function ModelView({ id, tab }: { id: string; tab: string }) {
  const { query, draft } = useModelDraft(id);
  if (draft.saved.value === undefined || !query.data) {
    if (query.error?.status === 404) {
      return (
        <Blank page title="There is no such model" action={<a class="btn primary" href="/app/models">To the models</a>}>
          It was never saved, or its draft was discarded before it was published. Look for it among the models.
        </Blank>
      );
    }

    return (
      <>
        <PageHead title="A model" crumbs={<a class="link" href="/app/models">Models</a>} />
        {query.error ? <Failed error={query.error} what="The model cannot be shown." again={query.again} /> : <div class="card"><Skeleton rows={12} /></div>}
      </>
    );
  }

  return <Loaded id={id} tab={tab} data={query.data.data} draft={draft} again={query.again} />;
}

const tabs = [
  { name: "rules", text: "Rules" },
  { name: "preview", text: "Preview", edits: true },
  { name: "diff", text: "Diff" },
  { name: "try", text: "Try it", edits: true },
  { name: "versions", text: "Versions" },
] as const;

function Loaded({ id, tab, data, draft, again }: { id: string; tab: string; data: Work["data"]; draft: Draft; again: () => void }) {
  const { query, go } = useAddress();
  const toLine = useRef<((line: number) => void) | undefined>(undefined);
  const reveal = (line: number): void => {
    go(tabPath(id, "rules"));
    // After the tab is shown: a hidden text cannot be scrolled.
    setTimeout(() => toLine.current?.(line), 60);
  };
  const mayEdit = may("marketing");
  const text = draft.text.value;
  const { doc, unreadable } = useParsed(text);
  const scope = useMemo(() => doc && scopeOf(doc), [doc]);
  const paused = usePaused(text, 150);
  const liveVersion = data.version;
  const liveQuery = useQuery(`version ${id} ${liveVersion}`, signal => readVersion(id, liveVersion!, signal), { off: liveVersion === undefined, keep: false });
  const liveText = liveQuery.data;
  const live = useMemo(() => {
    const parsed = liveText === undefined ? undefined : parseModel(liveText);
    return parsed && isReadable(parsed) ? parsed : undefined;
  }, [liveText]);
  const changes = useMemo(() => (live && doc ? changesBetween(live, doc) : undefined), [live, doc]);
  const checked = useFindings(text, mayEdit);
  const isValid = checked.text === text && !checked.findings.some(finding => finding.isError);
  const differs = liveVersion === undefined || (liveText !== undefined && liveText !== text);
  const capacity = Number(query["capacity"]) > 0 ? Math.floor(Number(query["capacity"])) : undefined;
  const preview = usePreview(id, isValid && differs ? text : undefined, capacity, mayEdit, tab === "preview");
  const work: Work = { id, data, draft, text: paused, doc, unreadable, scope, live, liveText, changes, checked, findings: checked.findings, preview, mayEdit, reveal, again };
  const save = (): void => void draft.save().then(isSaved => isSaved && again());

  const rule = tab === "rules" ? query["rule"] : undefined;
  const title = scope?.title || data.outline?.title || id;
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · LeadScoring`;
    return () => {
      document.title = before;
    };
  }, [title]);

  const isText = data.draft || draft.isDirty.value;
  const saved = savedWords(data, { isDirty: draft.isDirty.value, isSaving: draft.isSaving.value, savedAt: draft.saved.value?.at ?? 0, keptAt: draft.keptAt.value, me: session.value?.name ?? "" }, now.value);
  const shown = tabs.filter(item => !("edits" in item) || mayEdit);
  const current = shown.find(item => item.name === tab)?.name ?? "rules";
  return (
    <div class="model-page">
      {!rule && (
        <PageHead
          title={title}
          crumbs={<><a class="link" href="/app/models">Models</a> › <bdi>{title}</bdi></>}
          aside={
            <nav class="seg" aria-label="Parts of the model">
              {shown.map(item => (
                <a key={item.name} href={tabPath(id, item.name)} aria-current={item.name === current ? "page" : undefined}>
                  {item.text}
                  {item.name === "diff" && (changes?.count ?? 0) > 0 && <span class="count" aria-label={`${changes!.count} changes`}>{changes!.count}</span>}
                  {item.name === "versions" && data.versions.length > 0 && <span class="count">{data.versions.length}</span>}
                </a>
              ))}
            </nav>
          }
        >
          {standWords(data, changes?.count, isText)} {saved}
        </PageHead>
      )}
      <Notices work={work} onSave={save} />
      <Rebuild work={work} />
      {liveQuery.error && <Failed error={liveQuery.error} what="The live version cannot be shown, so that changes are not marked." again={liveQuery.again} />}
      <RulesTab work={work} isShown={current === "rules" && !rule} onSave={save} toLine={toLine} />
      {rule && <RuleView key={rule} work={work} rule={rule} />}
      {current === "preview" && <PreviewTab work={work} capacity={capacity} />}
      {current === "diff" && <DiffTab work={work} onSave={save} />}
      {current === "try" && <TryTab work={work} />}
      {current === "versions" && <VersionsTab work={work} />}
      {mayEdit ? <PublishBar work={work} onSave={save} /> : data.approvals && data.draft && <div class="pubbar"><span class="grow"><b class="strong">The draft needs to be approved.</b></span><Approvals work={work} /></div>}
      <LeaveGuard work={work} />
    </div>
  );
}
