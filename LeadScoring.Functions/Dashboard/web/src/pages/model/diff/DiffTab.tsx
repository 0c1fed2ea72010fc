import { body, client } from "../../../api/client";
import { readVersion } from "../../../api/drafts";
import type { ChangeItem } from "../../../api/schema";
import { useQuery } from "../../../api/useQuery";
import { useAddress } from "../../../ui/address";
import { Blank, Button, Card, Chip, Failed, Note, Skeleton } from "../../../ui/basics";
import { count } from "../../../words/time";
import { diffLines, hunksOf } from "../doc/lines";
import { spoken } from "../doc/scope";
import type { Work } from "../work";
import { Lines } from "./Lines";

/** What is different between two versions, or a version and the draft: by meaning, then by lines. */
export function DiffTab({ work, onSave }: { work: Work; onSave: () => void }) {
  const { query, set } = useAddress();
  const { data, draft } = work;
  const hasDraft = data.draft || draft.isDirty.value;
  const versions = data.versions.map(version => version.version).toReversed();
  const from = query["from"] ?? (data.version === undefined ? "draft" : hasDraft ? "active" : String(versions[1] ?? versions[0] ?? ""));
  const to = query["to"] ?? (hasDraft ? "draft" : String(versions[0] ?? ""));
  if (data.version === undefined) {
    return <Blank title="There is nothing to compare with">The model was never published. Its first version is compared with those that follow.</Blank>;
  }

  const options = (withDraft: boolean) => (
    <>
      {withDraft && hasDraft && <option value="draft">Draft</option>}
      <option value="active">Live version ({data.version})</option>
      {versions.map(version => <option key={version} value={String(version)}>Version {version}</option>)}
    </>
  );
  return (
    <div class="stack">
      <div class="row wrap">
        <label class="row small">From <select class="field select-field" value={from} onChange={event => set({ from: event.currentTarget.value })}>{options(true)}</select></label>
        <label class="row small">to <select class="field select-field" value={to} onChange={event => set({ to: event.currentTarget.value })}>{options(true)}</select></label>
      </div>
      {draft.isDirty.value && (from === "draft" || to === "draft") && (
        <Note title="Your newest text is not saved yet.">
          The words compare what is saved; the lines below show your text as it is.
          <div><Button onClick={onSave} busy={draft.isSaving.value}>Save</Button></div>
        </Note>
      )}
      <div class="grid two">
        <Meaning work={work} from={from} to={to} />
        <TextLines work={work} from={from} to={to} />
      </div>
    </div>
  );
}

function Meaning({ work, from, to }: { work: Work; from: string; to: string }) {
  const { data, draft } = work;
  // The saved draft changes with each save.
  const key = from === "draft" || to === "draft" ? (draft.saved.value?.etag ?? "") : "";
  const noDraft = !data.draft && (from === "draft" || to === "draft");
  const diff = useQuery(
    `diff ${work.id} ${from} ${to} ${key}`,
    async signal => body(client.GET("/api/v1/models/{model}/diff", { params: { path: { model: work.id }, query: { from, to } }, signal })),
    { off: noDraft, keep: false },
  );
  const changes = diff.data?.changes ?? [];
  return (
    <Card title="In words" aside={<p>{diff.data ? count(changes.length, "change", "changes") : ""}</p>}>
      {noDraft ? (
        <p class="soft">The draft is not saved yet.</p>
      ) : diff.error ? (
        <Failed error={diff.error} what="The versions cannot be compared." again={diff.again} />
      ) : !diff.data ? (
        <Skeleton rows={5} />
      ) : changes.length === 0 ? (
        <p class="soft">{diff.data.sameText ? "Both are the same text." : "Both mean the same: comments or layout differ."}</p>
      ) : (
        <ChangeList changes={changes} titleOf={work.scope?.titleOf} />
      )}
    </Card>
  );
}

const kinds: Readonly<Record<string, { text: string; tone: "ok" | "over" | "due" | "info" }>> = {
  added: { text: "new", tone: "ok" },
  removed: { text: "taken out", tone: "over" },
  changed: { text: "changed", tone: "due" },
  reweighted: { text: "other points", tone: "due" },
  moved: { text: "moved", tone: "info" },
};

/** Changes by the thing that they are about. */
function ChangeList({ changes, titleOf }: { changes: readonly ChangeItem[]; titleOf: ((rule: string) => string) | undefined }) {
  const groups = groupsOf(changes);
  return (
    <ul class="change-list">
      {groups.map(group => {
        const first = group[0]!;
        const name = first.id === undefined ? spoken(first.part) : first.part === "rule" ? (titleOf?.(first.id) ?? spoken(first.id)) : `${spoken(first.part)} ${spoken(first.id).toLocaleLowerCase()}`;
        return (
          <li key={`${first.part} ${first.id ?? ""}`}>
            <b class="strong"><bdi>{name}</bdi></b>
            <ul>
              {group.map((change, index) => (
                <li key={index} class="change-line">
                  <Chip tone={kinds[change.kind]?.tone ?? ""}>{kinds[change.kind]?.text ?? change.kind}</Chip>
                  <span class="wrap-any">
                    {change.aspect && <span class="soft">{spoken(change.aspect).toLocaleLowerCase()} </span>}
                    {change.old !== undefined && <del class="was"><bdi>{change.old}</bdi></del>}
                    {change.old !== undefined && change.new !== undefined && " → "}
                    {change.new !== undefined && <ins class="is"><bdi>{change.new}</bdi></ins>}
                    {change.old === undefined && change.new === undefined && <bdi class="soft">{change.text}</bdi>}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function groupsOf(changes: readonly ChangeItem[]): ChangeItem[][] {
  const groups = new Map<string, ChangeItem[]>();
  for (const change of changes) {
    const key = `${change.part} ${change.id ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }

  return [...groups.values()];
}

function TextLines({ work, from, to }: { work: Work; from: string; to: string }) {
  const [left, right] = [useText(work, from), useText(work, to)];
  const error = left.error ?? right.error;
  if (error)
    return <Card title="In lines"><Failed error={error} what="The texts cannot be compared." /></Card>;
  if (left.text === undefined || right.text === undefined)
    return <Card title="In lines"><Skeleton rows={8} /></Card>;
  const lines = hunksOf(diffLines(left.text, right.text));
  const changed = lines.filter(line => line.kind === "ins" || line.kind === "del").length;
  return (
    <Card title="In lines" aside={<p>{count(changed, "line", "lines")}</p>}>
      {changed === 0 ? <p class="soft">Both are the same text.</p> : <Lines lines={lines} />}
    </Card>
  );
}

function useText(work: Work, name: string) {
  const version = name === "active" ? work.data.version : name === "draft" ? undefined : Number(name);
  const query = useQuery(`version ${work.id} ${version}`, signal => readVersion(work.id, version!, signal), { off: version === undefined || Number.isNaN(version), keep: false });
  return name === "draft" ? { text: work.text, error: undefined } : { text: query.data, error: query.error };
}
