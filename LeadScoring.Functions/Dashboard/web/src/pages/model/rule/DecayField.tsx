import { useEffect, useId, useState } from "preact/hooks";

import { durationWords } from "../doc/conditions";
import type { Fading } from "../doc/scope";

const verbs = { halfLife: "Halves in", linear: "Gone after", expire: "Ends after", none: "" } as const;

/** How fast points fade, to be dragged: the curve follows. The live version is a mark on the track. */
export function DecayField({ fading, live, onChange, readOnly }: { fading: Fading; live: Fading | undefined; onChange: (days: number) => void; readOnly: boolean }) {
  const [days, setDays] = useState(fading.days);
  const id = useId();
  useEffect(() => setDays(fading.days), [fading.days]);
  const most = Math.max(120, fading.days, live?.days ?? 0);
  const mark = live && live.kind === fading.kind && live.days !== days ? live.days : undefined;
  return (
    <div class="decay-field">
      <label class="label" for={id}>{verbs[fading.kind]} <b class="strong">{durationWords(`${days}d`)}</b>{!fading.own && <span class="muted">, with its category</span>}</label>
      <input
        id={id}
        type="range"
        class="slider"
        min={1}
        max={most}
        value={days}
        disabled={readOnly}
        list={mark === undefined ? undefined : `${id}-live`}
        aria-valuetext={`${days} days`}
        onInput={event => {
          const next = Number(event.currentTarget.value);
          setDays(next);
          onChange(next);
        }}
      />
      {mark !== undefined && (
        <>
          <datalist id={`${id}-live`}><option value={mark} /></datalist>
          <p class="hint">The live version: {durationWords(`${mark}d`)}</p>
        </>
      )}
    </div>
  );
}
