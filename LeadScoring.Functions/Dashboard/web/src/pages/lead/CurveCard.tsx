import { useState } from "preact/hooks";

import { askCurve, type CurveQuestion } from "../../api/curve";
import type { LeadItem } from "../../api/schema";
import { untilComputed } from "../../api/computed";
import { useQuery } from "../../api/useQuery";
import type { Bounds } from "../../state/models";
import { tables } from "../../state/prefs";
import { useAddress } from "../../ui/address";
import { Failed, Segment } from "../../ui/basics";
import { titled } from "../../words/names";
import { nameOf } from "../../words/person";
import { localDay } from "../../words/time";
import { CurveChart } from "./Curve";
import { CurveTable } from "./CurveTable";
import { versionSentence } from "./curveWords";
import { dayName, dayNumber } from "./curveGeometry";
import { sumTone, toneOf } from "./tones";

const ranges = { "90": "90 days", "1y": "1 year", "all": "All" } as const;
type Range = keyof typeof ranges;

// What the app answers at most for one curve.
const mostBack = 3192 - 31;

/** The score over time, as a chart or as a table. */
export function CurveCard({ lead, model, bounds, stamp }: { lead: LeadItem; model: string; bounds: Bounds | undefined; stamp: string }) {
  const { query, set } = useAddress();
  const asked = query["range"];
  const range: Range = asked === "1y" || asked === "all" ? asked : "90";
  const [computing, setComputing] = useState(false);
  const curve = useQuery(
    `curve ${lead.id} ${model} ${range} ${stamp}`,
    async signal => {
      const answer = await untilComputed(() => askCurve(lead.id, { model, ...period(range, lead.firstSeenAt) }, signal), signal, () => setComputing(true));
      setComputing(false);
      return answer;
    },
  );
  const data = curve.data?.lead === lead.id && curve.data.model === model ? curve.data : undefined;
  const names = data?.dimensions?.map(dimension => dimension.name) ?? [];
  const title = { "90": "Score, 90 days", "1y": "Score, one year", "all": "Score, from the first day" }[range];
  return (
    <section class="card">
      <header>
        <h2>{title}</h2>
        <Segment label="Period" value={range} onChange={value => set({ range: value === "90" ? undefined : value })} options={(Object.keys(ranges) as Range[]).map(value => ({ value, text: ranges[value] }))} />
      </header>
      {data && (
        <p class="legend curve-legend">
          {names.map(name => <span key={name}><i class={toneOf(name, names, bounds).key} />{titled(name)}</span>)}
          {names.length === 0 && <span><i class={sumTone.key} />Points</span>}
          <span><i class="k-cut" />If nothing more happens</span>
        </p>
      )}
      {curve.error && <Failed error={curve.error} what={data ? "The curve cannot be renewed; below is what was known before." : "The curve cannot be shown."} again={curve.again} />}
      {computing && <p class="small muted" role="status">This is a long story; its curve is being computed. It appears here by itself.</p>}
      {!data && !curve.error && <div class="curve curve-wait" aria-hidden="true" />}
      {data && (
        <div aria-busy={curve.busy || undefined}>
          {tables.value ? <CurveTable curve={data} name={nameOf(lead)} /> : <CurveChart curve={data} name={nameOf(lead)} bounds={bounds} />}
          <div class="spread">
            <span class="small muted">{data.dimensions ? "The band below is the grade of each day." : ""} {versionSentence(data)}{data.step === "week" ? " One point a week." : ""}</span>
            <button type="button" class="twin nowrap" onClick={() => tables.set(!tables.value)}>{tables.value ? "As a chart" : "As a table"}</button>
          </div>
        </div>
      )}
    </section>
  );
}

function period(range: Range, firstSeen: string | null): Pick<CurveQuestion, "from" | "to"> {
  if (range === "90")
    return {};
  const today = dayNumber(localDay(Date.now()));
  const seen = firstSeen === null ? today - 90 : dayNumber(firstSeen);
  const from = range === "1y" ? today - 364 : Math.max(today - mostBack, Math.min(seen - 1, today - 30));
  return { from: dayName(from), to: dayName(today + 30) };
}
