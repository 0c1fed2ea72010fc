import type { ExplanationAnswer } from "../../api/schema";
import type { Bounds } from "../../state/models";
import { useAddress } from "../../ui/address";
import { Icon } from "../../ui/Icon";
import { titled } from "../../words/names";
import { num, pts, signed } from "../../words/time";
import { RuleLines } from "./RuleLines";
import { sumTone, toneOf, type Tone } from "./tones";
import { spanOf, strongest, waterfallOf, type CategoryBar, type Group, type Waterfall } from "./waterfall";
import { groupText, sumText } from "./waterfallWords";

/** What the score is made of: each category begins where the last ended; its rules open below it. */
export function WaterfallCard({ answer, bounds }: { answer: ExplanationAnswer; bounds: Bounds | undefined }) {
  const { query, set } = useAddress();
  const waterfall = waterfallOf(answer);
  const names = Object.keys(answer.dimensions ?? {});
  const first = strongest(waterfall);
  const open = new Set((query["open"] ?? first ?? "").split(",").filter(Boolean));
  const flip = (name: string): void => {
    const next = new Set(open);
    if (!next.delete(name))
      next.add(name);
    const text = [...next].join(",");
    set({ open: text === first ? undefined : text || "none" });
  };
  const addsUp = answer.dimensions === undefined;
  const shown = answer.score.shown;
  return (
    <section class="card">
      <header>
        <h2>What the {num(shown)} is made of</h2>
        <p>{addsUp ? "Each bar begins where the last ended." : "Pale: what the category could still give. Magenta edge: its limit is reached."}</p>
      </header>
      <table class="wf">
        <caption class="sr">What the score of {num(shown)} is made of, in points of the score</caption>
        {waterfall.groups.map(group => (
          <tbody key={group.name ?? "all"}>
            {group.name !== undefined && <GroupRow name={group.name} group={group} tone={toneOf(group.name, names, bounds)} />}
            {group.bars.map(bar => (
              <BarRow key={bar.name} waterfall={waterfall} bar={bar} tone={group.name === undefined ? sumTone : toneOf(group.name, names, bounds)} isOpen={open.has(bar.name)} onFlip={() => flip(bar.name)} addsUp={addsUp} />
            ))}
            {group.cut > 0.005 && <CutRow cut={group.cut} what={`${titled(group.name ?? "")} is never below 0`} />}
          </tbody>
        ))}
        <tbody>
          {waterfall.cut > 0.005 && <CutRow cut={waterfall.cut} what="A score is never below 0" />}
          <tr class="sum">
            <th scope="row">Score</th>
            <td><span class="muted small">{sumText(waterfall, Number(answer.score.exact), shown)}</span></td>
            <td class="v">{num(shown)} <span class="of">{answer.target === undefined ? "of 100" : `of ${num(answer.target)}`}</span></td>
          </tr>
        </tbody>
      </table>
      <p class="small muted gap-s">Of today, by version {answer.version} of the model. {answer.known} % of what it asks for is known.</p>
    </section>
  );
}

function GroupRow({ name, group, tone }: { name: string; group: Group; tone: Tone }) {
  return (
    <tr class="dim">
      <th scope="row"><span class="legend"><span><i class={tone.key} />{titled(name)}</span></span></th>
      <td><span class="muted small">{groupText(group)}</span></td>
      <td class="v">{signed(group.share, pts)} <span class="of">of {trim(group.most ?? 0)}</span></td>
    </tr>
  );
}

function BarRow({ waterfall, bar, tone, isOpen, onFlip, addsUp }: { waterfall: Waterfall; bar: CategoryBar; tone: Tone; isOpen: boolean; onFlip: () => void; addsUp: boolean }) {
  const id = `rules-${bar.name}`;
  const given = spanOf(waterfall, bar.start, bar.start + bar.share);
  const possible = bar.most === undefined ? undefined : spanOf(waterfall, bar.start, bar.start + bar.most);
  const zero = spanOf(waterfall, 0, 0).x;
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" class="wf-open" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={onFlip}>
            <span class={isOpen ? "turned-down" : undefined}><Icon name="right" size={12} /></span>
            {titled(bar.name)}
          </button>
        </th>
        <td>
          <svg width="100%" height="16" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="7.5" width="1000" height="1" class="f-grid" />
            {waterfall.low < 0 && <rect x={zero} y="0" width="1.5" height="16" class="f-axis" />}
            {possible && <rect x={possible.x} y="2" width={possible.width} height="12" class={tone.pale} />}
            <rect x={given.x} y="2" width={given.width} height="12" class={bar.share < 0 ? "f-minus" : tone.fill} />
            {bar.over > 0 && <rect x={given.x + given.width + 2} y="0" width="5" height="16" class="f-minus" />}
          </svg>
        </td>
        <td class="v"><b class={bar.share < -0.005 ? "minus" : bar.share < 0.05 ? "none" : "strong"}>{Math.abs(bar.share) < 0.05 ? "0" : signed(bar.share, pts)}</b>{bar.most !== undefined && <span class="of"> of {trim(bar.most)}</span>}</td>
      </tr>
      {isOpen && <tr class="wf-rules"><td colSpan={3} id={id}><RuleLines bar={bar} tone={tone} addsUp={addsUp} /></td></tr>}
    </>
  );
}

function CutRow({ cut, what }: { cut: number; what: string }) {
  return (
    <tr>
      <th scope="row" class="soft">Raised to 0</th>
      <td><span class="muted small">{what}.</span></td>
      <td class="v"><b class="strong">{signed(cut, pts)}</b></td>
    </tr>
  );
}

// "13.5", "40": a limit has as few decimals as it needs.
const trim = (value: number): string => new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(value);
