import { useEffect, useState } from "preact/hooks";

import type { OverviewAnswer } from "../../api/schema";
import { Twin, TwinTable } from "../../charts/Twin";
import { tables } from "../../state/prefs";
import { may } from "../../state/session";
import { useAddress } from "../../ui/address";
import { Say } from "../../ui/basics";
import { leadsLink } from "../../ui/links";
import { num } from "../../words/time";
import { Histogram } from "./Histogram";
import { barText, drawHistogram } from "./histogram";
import { effectAt, effectSentence, readThreshold } from "./threshold";

/** How many leads have which score, and a line to drag: what would happen if the score alone sent people. */
export function HistogramCard({ overview }: { overview: OverviewAnswer }) {
  const { query, set } = useAddress();
  const { scores, target, model } = overview;
  const asked = readThreshold(query["at"], scores, target);
  // While it is dragged only the sentence follows; the address and the list do when it is let go.
  const [dragged, setDragged] = useState<number>();
  useEffect(() => setDragged(undefined), [asked, model]);
  const at = dragged ?? asked;
  const effect = effectAt(scores, at);
  const sentence = effectSentence(effect);
  const settled = effectAt(scores, asked);
  const rows = () => [["Score", "Leads", "To a team now"], ...drawHistogram(scores, target, 400, 200).bars.map(bar => [barText(bar), bar.leads, bar.routed])];
  return (
    <section class="card">
      <header>
        <h2>If a score sent people</h2>
        {!tables.value && <p>drag the line</p>}
      </header>
      {tables.value ? <TwinTable caption="Leads by score" rows={rows()} /> : <Histogram scores={scores} target={target} at={at} words={sentence.strong + sentence.rest} onMove={setDragged} onSettle={value => set({ at: String(value * scores.binWidth) })} />}
      <Twin name="scores" rows={rows}>{num(overview.leads.scored)} with a score</Twin>
      <Say>
        <b>{sentence.strong}</b>{sentence.rest}
        {" "}
        {settled.qualify > 0 && <><a class="link nowrap" href={leadsLink(model, settled.score > 0 ? { minScore: String(settled.score) } : {})}>See those at {num(settled.score)}</a>{may("marketing") ? ", or " : "."}</>}
        {may("marketing") && <><a class="link nowrap" href={`/app/models/${encodeURIComponent(model)}`}>{settled.qualify > 0 ? "try it in a draft" : "Try it in a draft"}</a>.</>}
      </Say>
    </section>
  );
}
