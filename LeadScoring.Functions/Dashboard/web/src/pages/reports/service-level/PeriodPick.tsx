import { useState } from "preact/hooks";

import { useAddress } from "../../../ui/address";
import { Button, Segment } from "../../../ui/basics";
import { longestPeriod, periodFault, ranges, type Days } from "../../../words/period";

/** Which days a report looks at: a range that ends today, or any days. */
export function PeriodPick({ days }: { days: Days }) {
  const { set } = useAddress();
  const [own, setOwn] = useState(days.range === undefined);
  const [from, setFrom] = useState(days.from);
  const [to, setTo] = useState(days.to);
  const fault = periodFault(from, to);
  const value = own ? "own" : (days.range ?? "90");
  return (
    <div class="period">
      <Segment
        label="Period"
        value={value}
        onChange={chosen => {
          setOwn(chosen === "own");
          if (chosen === "own") {
            setFrom(days.from);
            setTo(days.to);
          } else
            set({ range: chosen === "90" ? undefined : chosen, from: undefined, to: undefined });
        }}
        options={[...ranges.map(range => ({ value: range as string, text: `${range} days` })), { value: "own", text: "Other days" }]}
      />
      {own && (
        <form
          class="row wrap"
          onSubmit={event => {
            event.preventDefault();
            if (fault === undefined)
              set({ from, to, range: undefined });
          }}
        >
          <label class="row small">From <input class="field day" type="date" value={from} max={to} onInput={event => setFrom(event.currentTarget.value)} /></label>
          <label class="row small">To <input class="field day" type="date" value={to} min={from} onInput={event => setTo(event.currentTarget.value)} /></label>
          <Button type="submit" why={fault}>Show</Button>
          {fault !== undefined && <p class="fault" role="alert">{fault}</p>}
          <p class="hint">Days in UTC, at most {longestPeriod}.</p>
        </form>
      )}
    </div>
  );
}
