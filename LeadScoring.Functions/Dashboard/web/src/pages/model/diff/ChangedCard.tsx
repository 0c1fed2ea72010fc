import { Card } from "../../../ui/basics";
import { count } from "../../../words/time";
import { diffLines, hunksOf } from "../doc/lines";
import { tabPath, type Work } from "../work";
import { Lines } from "./Lines";

const most = 24;

/** The lines that differ from the live version, in short. */
export function ChangedCard({ work }: { work: Work }) {
  const { liveText, text, changes } = work;
  if (liveText === undefined || !changes)
    return null;
  const lines = hunksOf(diffLines(liveText, text), 1).filter(line => line.kind === "gap" || line.text.trim() !== "" || line.kind !== "same");
  return (
    <Card title="What changed" aside={<p>{count(changes.count, "change", "changes")}</p>}>
      <Lines lines={lines.slice(0, most)} />
      <p class="small muted gap-s">
        <a class="link" href={tabPath(work.id, "diff")}>{lines.length > most ? "All changes, in words and lines" : "The same in words"}</a>
      </p>
    </Card>
  );
}
