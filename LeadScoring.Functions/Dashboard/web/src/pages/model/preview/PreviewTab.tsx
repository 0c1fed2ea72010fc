import type { PlaceItem, PreviewAnswer } from "../../../api/schema";
import { useAddress } from "../../../ui/address";
import { Blank, Button, Card, Failed, Say, Skeleton } from "../../../ui/basics";
import { Grade } from "../../../ui/Grade";
import { num, pts } from "../../../words/time";
import { boundsOfDoc } from "../doc/bounds";
import { spoken } from "../doc/scope";
import { capital, decisionWords, isHandedOff, movedWords, peopleWords, publishWords, weekWords } from "../publish/words";
import { tabPath, type Work } from "../work";
import { GradesChart } from "./GradesChart";
import { Moves } from "./Moves";
import { Legend, PreviewState } from "./PreviewCards";
import { useLeads } from "./useLeads";

/** What publishing the text would do to the people who are there. */
export function PreviewTab({ work, capacity }: { work: Work; capacity: number | undefined }) {
  const { preview } = work;
  const { answer } = preview;
  const ids = answer?.changed.map(item => item.lead) ?? [];
  const leads = useLeads(ids);
  if (!answer) {
    if (preview.error)
      return <Failed error={preview.error} what="The preview cannot be made." />;
    if (work.liveText !== undefined && work.liveText === work.draft.text.value) {
      return (
        <Blank title="Nothing would change" action={<a class="btn primary" href={tabPath(work.id, "rules")}>To the rules</a>}>
          The text is that of the live version. Change a rule, and here you see whom it moves before anything is sent.
        </Blank>
      );
    }

    return work.findings.some(finding => finding.isError) ? (
      <Blank title="The text has an error" action={<a class="btn primary" href={tabPath(work.id, "rules")}>To the rules</a>}>Once it is fixed, here you see whom the draft moves.</Blank>
    ) : (
      <div class="card" aria-busy="true">
        <Skeleton rows={10} />
        <PreviewState work={work} />
      </div>
    );
  }

  const bounds = work.doc && boundsOfDoc(work.doc);
  const sent = answer.changed.filter(isHandedOff);
  const other = answer.changed.filter(item => !isHandedOff(item));
  const isSample = answer.buckets < 256;
  return (
    <div class="stack">
      <p class="lead-in"><b>{work.scope ? publishWords(answer, work.scope.teamOf, work.scope.isLive) : answer.says}</b> {movedWords(answer)}</p>
      <div class="row wrap spread-row">
        <PreviewState work={work} />
        {isSample && !preview.progress && <Button onClick={preview.tryAll}>Try all leads</Button>}
      </div>
      {preview.error && <Failed error={preview.error} what="The newest text cannot be previewed; below is what was known before." />}
      <div class={`grid three ${preview.progress ? "dim" : ""}`} aria-busy={preview.progress !== undefined || undefined}>
        <div class="grid">
          {answer.grades.length > 0 && (
            <Card title="Grades, now and with the draft" aside={<Legend version={answer.against} />}>
              <GradesChart places={answer.grades} what="grade" version={answer.against} />
              <GradeMoves places={answer.grades} bounds={bounds} />
            </Card>
          )}
          <Routes answer={answer} work={work} />
        </div>
        <div class="grid">
          <Card title="Handed off at once" aside={<p>{capital(peopleWords(answer.handOffs.atOnce))}</p>}>
            {sent.length === 0 ? <p class="soft">{answer.handOffs.atOnce.high === 0 ? "Nobody." : "None of the people in the sample; others may be."}</p> : <Moves items={sent} leads={leads} model={work.id} bounds={bounds} withReasons />}
            {answer.handOffs.atOnce.number > sent.length && sent.length > 0 && <p class="small muted gap-s">The {num(sent.length)} who change most of {peopleWords(answer.handOffs.atOnce)}.</p>}
            <OtherDecisions answer={answer} />
          </Card>
          <Weeks answer={answer} capacity={capacity} />
        </div>
        <Card title="Who else changes most" aside={<p>{other.length === 0 ? "nobody" : ""}</p>}>
          {other.length === 0 ? <p class="soft">No other lead stands elsewhere with the draft.</p> : <Moves items={other} leads={leads} model={work.id} bounds={bounds} withReasons />}
          {answer.unreadable > 0 && <p class="small muted gap-s">{num(answer.unreadable)} leads cannot be read: nothing is known of them.</p>}
        </Card>
      </div>
    </div>
  );
}

// The grades that gain and lose most, in a sentence.
function GradeMoves({ places, bounds }: { places: readonly PlaceItem[]; bounds: ReturnType<typeof boundsOfDoc> }) {
  const moved = places.filter(place => place.entered + place.left > 0).sort((left, right) => right.entered + right.left - left.entered - left.left).slice(0, 4);
  if (moved.length === 0)
    return <Say>Nobody changes grade.</Say>;
  return (
    <div class="say">
      {moved.map(place => (
        <span key={place.name} class="row grade-move">
          <Grade grade={place.name} size="mini" bounds={bounds} />
          <span>{[place.entered > 0 ? `${num(place.entered)} enter` : "", place.left > 0 ? `${num(place.left)} leave` : ""].filter(Boolean).join(", ")}: {num(place.before)} → {num(place.after)}</span>
        </span>
      ))}
    </div>
  );
}

function Routes({ answer, work }: { answer: PreviewAnswer; work: Work }) {
  return (
    <Card title="Routes">
      <div class="scroll-x">
        <table class="table">
          <thead><tr><th scope="col">Route</th><th scope="col" class="num">now</th><th scope="col" class="num">draft</th><th scope="col" class="num">enter</th><th scope="col" class="num">leave</th></tr></thead>
          <tbody>
            {answer.routes.map(route => (
              <tr key={route.name} class={route.entered + route.left > 0 ? "strong-row" : ""}>
                <td><bdi>{spoken(route.name)}</bdi>{work.scope?.teamOf(route.name) && <span class="muted small"> {work.scope.teamOf(route.name) === "nurture" ? "marketing" : spoken(work.scope.teamOf(route.name)!).toLocaleLowerCase()}</span>}</td>
                <td class="num">{num(route.before)}</td>
                <td class="num">{num(route.after)}</td>
                <td class="num plus">{route.entered > 0 ? `+${num(route.entered)}` : ""}</td>
                <td class="num minus">{route.left > 0 ? `−${num(route.left)}` : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function OtherDecisions({ answer }: { answer: PreviewAnswer }) {
  const others = Object.entries(answer.decisions).filter(([type, number]) => number > 0 && type !== "lead.qualified" && type !== "lead.upgraded");
  if (others.length === 0)
    return null;
  return <p class="small soft gap-s">At once, too: {others.map(([type, number]) => `${num(number)} ${decisionWords(type)}`).join(", ")}.</p>;
}

/** Hand-offs of the last weeks, had the draft been live, against what sales can take. */
function Weeks({ answer, capacity }: { answer: PreviewAnswer; capacity: number | undefined }) {
  const { set } = useAddress();
  const { weeks, perWeek } = answer.handOffs;
  const most = Math.max(1, capacity ?? 0, ...weeks);
  const height = 72;
  const y = (value: number): number => height - 16 - (value / most) * (height - 28);
  return (
    <Card title="A week" aside={<p>about {pts(perWeek)}</p>}>
      <svg width="100%" height={height} role="img" aria-label={`Hand-offs of the last four weeks, had the draft been live: ${weeks.join(", ")}`}>
        {weeks.map((value, index) => (
          <g key={index}>
            <rect x={`${index * 25 + 3}%`} width="19%" y={y(value)} height={height - 16 - y(value)} rx={2} class="f-draft" />
            <text x={`${index * 25 + 12.5}%`} y={y(value) - 4} class="mid">{num(value)}</text>
            <text x={`${index * 25 + 12.5}%`} y={height - 3} class="mid">{index === weeks.length - 1 ? "last week" : `${weeks.length - index} ago`}</text>
          </g>
        ))}
        {capacity !== undefined && <line x1="0" x2="100%" y1={y(capacity)} y2={y(capacity)} class="st-capacity" />}
      </svg>
      <p class="small soft gap-s">{weekWords(answer)}</p>
      <label class="row small gap-s">
        Sales can take
        <input class="field capacity" type="number" min={1} max={100000} inputMode="numeric" placeholder="?" value={capacity ?? ""} onChange={event => set({ capacity: event.currentTarget.value || undefined })} />
        a week
      </label>
    </Card>
  );
}
