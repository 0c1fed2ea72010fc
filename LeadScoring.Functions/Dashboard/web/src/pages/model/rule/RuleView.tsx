import { useMemo, useRef } from "preact/hooks";

import { body, client } from "../../../api/client";
import { useQuery } from "../../../api/useQuery";
import { useAddress } from "../../../ui/address";
import { Blank, Button, Card, Chip, Failed, Note, PageHead, Say } from "../../../ui/basics";
import { localDay } from "../../../words/time";
import { cardOf, fadingWords, wasOf } from "../doc/cards";
import { conditionWords, happensWords } from "../doc/conditions";
import { isSame, mapOf, stringOf, type RulePart, type Value } from "../doc/parse";
import { applied, editRule, type Path } from "../doc/rewrite";
import { fadingOf, spoken, titleOfRule, type Fading } from "../doc/scope";
import { findingsByRule } from "../rules/Cards";
import { useValidText } from "../tryit/useTry";
import { tabPath, type Work } from "../work";
import { ActivityDays } from "./ActivityDays";
import { CurveChart } from "./CurveChart";
import { curveWords } from "./curve";
import { DecayField } from "./DecayField";
import { RuleForm } from "./RuleForm";
import { nothingKnown, sampleOf, type Known } from "./sample";
import { TryOnLead } from "./TryOnLead";
import { useCurves } from "./useCurves";

const usualDays = [17, 11, 8, 5, 4, 1];

/** One rule: what it gives over half a year, its fields, and what it does to a person. */
export function RuleView({ work, rule: id }: { work: Work; rule: string }) {
  const { doc, scope, draft } = work;
  const rule = doc?.rules.find(item => item.id === id);
  // What it was when the rule was opened: "Undo" goes back there.
  const opened = useRef(draft.text.peek());
  if (!doc || !scope || !rule) {
    return (
      <Blank title="There is no such rule" action={<a class="btn primary" href={tabPath(work.id, "rules")}>To the rules</a>}>
        It may have been renamed or taken out.
      </Blank>
    );
  }

  const category = scope.categories.find(item => item.rules.includes(rule));
  const write = (path: Path, value: Value | undefined): void => {
    const text = draft.text.peek();
    draft.edit(applied(text, editRule(text, id, path, value)));
  };
  const live = work.live?.rules.find(item => item.id === id);
  const was = work.live ? wasOf(live, rule, scope) : undefined;
  const findings = findingsByRule([rule], work.findings).get(rule.index) ?? [];
  const isChanged = draft.text.value !== opened.current;
  const card = cardOf(rule, category, scope);
  return (
    <>
      <PageHead
        title={titleOfRule(rule.data)}
        crumbs={<><a class="link" href={tabPath(work.id, "rules")}><bdi>{scope.title || work.id}</bdi></a> › {spoken(category?.name ?? "")}</>}
        aside={
          <span class="row">
            {isChanged && <Button onClick={() => draft.edit(opened.current)}>Undo</Button>}
            <a class="btn primary" href={tabPath(work.id, "rules")}>Done</a>
          </span>
        }
      >
        {card.note || `${card.points} ${card.chips.join(", ")}`}
      </PageHead>
      {was && was.chips.length > 0 && <p class="row wrap rule-was">{was.chips.map(chip => <Chip key={chip} tone="due"><bdi>{chip}</bdi></Chip>)}</p>}
      {findings.map(finding => <Note key={finding.detail} tone={finding.isError ? "bad" : "warn"} title={<bdi>{finding.detail}</bdi>}><bdi>{finding.fix}</bdi></Note>)}
      <div class="grid with-side rule-grid">
        <div class="grid">
          <CurveCard work={work} rule={rule} live={live} write={write} />
          <TryOnLead work={work} rule={id} />
        </div>
        <div class="grid">
          <FactsCard work={work} rule={rule} />
          {work.mayEdit && <RuleForm work={work} rule={rule} category={category} write={write} />}
        </div>
      </div>
    </>
  );
}

function CurveCard({ work, rule, live, write }: { work: Work; rule: RulePart; live: RulePart | undefined; write: (path: Path, value: Value | undefined) => void }) {
  const { query, set } = useAddress();
  const { doc, scope } = work;
  const category = scope?.categories.find(item => item.rules.includes(rule));
  const fading = fadingOf(rule.data, category);
  const oldCategory = live && scope?.categories.find(item => item.name === stringOf(live.data["category"]));
  const oldFading = live && fadingOf(live.data, oldCategory);
  const today = localDay(Date.now());
  const daysAgo = useMemo(() => daysOfAddress(query["days"]), [query["days"]]);
  const known = useKnown(work);
  const sample = useMemo(() => doc && sampleOf(rule.data, doc, known, today), [doc, rule, known, today]);
  const isProfile = sample !== undefined && sample.eventsOf(0).length === 0;
  const text = useValidText(work);
  const { curves, query: asked } = useCurves(work, rule.id, text, isProfile ? undefined : sample, daysAgo, today);
  const differs = live !== undefined && !isSame(live.data, rule.data);
  const setDays = (next: readonly number[]): void => set({ days: next.join() === usualDays.join() ? undefined : next.join() || "none" });
  const words = scope ? curveWords(rule.data, category, fading, scope.addsUp) : "";
  const names = { draft: nameOf("draft", fading), live: nameOf(`version ${work.data.version}`, oldFading) };
  if (isProfile)
    return <Card title="Points over time"><Say>{words}</Say></Card>;
  return (
    <Card
      title="Points over 180 days"
      aside={
        <span class="legend">
          <span><i class="k-draft" />{names.draft}</span>
          {differs && <span><i class="k-fit" />{names.live}</span>}
        </span>
      }
    >
      {!work.mayEdit ? (
        <p class="soft">The curve is computed for those who change the model.</p>
      ) : sample === undefined ? (
        <p class="soft">What the rule asks for cannot be made up, so that there is no curve. Try it on a person.</p>
      ) : asked.error && !curves.draft ? (
        <Failed error={asked.error} what="The curve cannot be drawn." again={asked.again} />
      ) : (
        <>
          <div class={asked.busy && curves.draft ? "is-renewed" : ""} aria-busy={asked.busy || undefined}>
            <CurveChart
              curves={differs ? curves : { ...curves, live: undefined }}
              rule={rule.id}
              today={today}
              daysAgo={daysAgo}
              onMove={(index, days) => setDays(daysAgo.map((old, at) => (at === index ? days : old)))}
              half={fading && fading.kind !== "none" && fading.days < 150 ? fading.days : undefined}
              names={names}
            />
          </div>
          {asked.error && <p class="fault">The newest curve cannot be drawn: {asked.error.detail}</p>}
          <div class="curve-fields">
            {fading && fading.kind !== "none" && (
              <DecayField fading={fading} live={oldFading} readOnly={work.unreadable !== undefined} onChange={days => (fading.own ? write(["decay", fading.kind], `${days}d`) : write(["decay"], { [fading.kind]: `${days}d` }))} />
            )}
            <ActivityDays today={today} daysAgo={daysAgo} onChange={setDays} />
          </div>
        </>
      )}
      <Say><b>In words:</b> {words}</Say>
    </Card>
  );
}

const nameOf = (who: string, fading: Fading | undefined): string => `${who}${fading && fading.kind !== "none" ? `, ${fading.days} days` : ""}`;

/** `days=17,11,1`: how many days ago something happened. */
function daysOfAddress(text: string | undefined): readonly number[] {
  if (text === "none")
    return [];
  const days = (text ?? "").split(",").map(Number).filter(n => Number.isInteger(n) && Math.abs(n) <= 150);
  return text === undefined || text === "" ? usualDays : days;
}

function useKnown(work: Work): Known {
  const vocabulary = useQuery("vocabulary", async signal => body(client.GET("/api/v1/vocabulary", { signal })), { off: !work.mayEdit });
  return useMemo(() => {
    const { data } = vocabulary;
    return data ? { properties: types => data.types.filter(type => types.includes(type.type)).flatMap(type => type.properties), attributes: data.attributes } : nothingKnown;
  }, [vocabulary.data]);
}

/** What the rule says, in words. */
function FactsCard({ work, rule }: { work: Work; rule: RulePart }) {
  const { data } = rule;
  const { scope } = work;
  const category = scope?.categories.find(item => item.rules.includes(rule));
  const card = cardOf(rule, category, scope ?? { titleOf: spoken });
  const fading = fadingOf(data, category);
  const where = conditionWords(data["where"] ?? mapOf(data["state"])?.["where"]);
  const who = conditionWords(data["while"] ?? data["when"]);
  return (
    <Card title="In words">
      <dl class="facts">
        <dt>Happens</dt><dd><bdi>{happensWords(data, scope?.titleOf ?? spoken)}</bdi></dd>
        {where && <><dt>Where</dt><dd><bdi>{where}</bdi></dd></>}
        {who && <><dt>While</dt><dd><bdi>{who}</bdi></dd></>}
        <dt>Gives</dt><dd><b class={card.sign < 0 ? "minus" : "plus"}>{card.points}</b>{card.chips.length > 0 && <>, <bdi>{card.chips.filter(chip => !fading?.own || chip !== fadingWords(fading)).join(", ")}</bdi></>}</dd>
        {category?.most !== undefined && <><dt>Limit</dt><dd>{category.most}, with the category</dd></>}
        {fading && <><dt>Fades</dt><dd>{fadingWords(fading)}{fading.own ? "" : ", with its category"}</dd></>}
        <dt>Owner</dt><dd>{stringOf(data["owner"]) ?? "nobody"}</dd>
        <dt>Signal</dt><dd>{stringOf(data["signal"]) === "true" ? "yes: counts as hot" : "no"}</dd>
      </dl>
    </Card>
  );
}
