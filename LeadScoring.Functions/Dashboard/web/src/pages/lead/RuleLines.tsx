import { useState } from "preact/hooks";

import { pts, signed } from "../../words/time";
import type { Tone } from "./tones";
import type { CategoryBar } from "./waterfall";
import { evidence, exchange, overText, underText } from "./waterfallWords";

const first = 8;

/** The rules of a category with what lies behind them, and what its limit cuts. */
export function RuleLines({ bar, tone, addsUp }: { bar: CategoryBar; tone: Tone; addsUp: boolean }) {
  const [all, setAll] = useState(false);
  const rules = all ? bar.rules : bar.rules.slice(0, first);
  if (bar.rules.length === 0)
    return <p class={`rules ${tone.edge} muted`}>Nothing yet: no rule of this category holds.</p>;
  return (
    <ul class={`rules ${tone.edge}`}>
      <li><small>{exchange(bar, addsUp)}</small></li>
      {rules.map(rule => (
        <li key={rule.rule}>
          <span><bdi>{rule.title}</bdi></span>
          <b class={rule.points < 0 ? "minus" : "plus"}>{signed(rule.points, pts)}</b>
          <small>{evidence(rule)}</small>
        </li>
      ))}
      {bar.rules.length > rules.length && <li><button type="button" class="twin" onClick={() => setAll(true)}>{bar.rules.length - rules.length} more</button></li>}
      {bar.over > 0 && (
        <li>
          <span class="soft">Over the limit of the category</span>
          <b class="minus">{signed(-bar.over, pts)}</b>
          <small>{overText(bar)}</small>
        </li>
      )}
      {bar.under > 0 && (
        <li>
          <span class="soft">Below the limit of the category</span>
          <b class="plus">{signed(bar.under, pts)}</b>
          <small>{underText(bar)}</small>
        </li>
      )}
    </ul>
  );
}
