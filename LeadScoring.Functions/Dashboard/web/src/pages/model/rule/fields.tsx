import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

/** A field of a rule: what is typed is written when it can be, and what cannot be says why. */
export function TextField({ label, value, onWrite, check, hint, optional, type = "text", width, maxLength = 2000 }: { label: string; value: string; onWrite: (value: string | undefined) => void; check?: (value: string) => string | undefined; hint?: ComponentChildren; optional?: boolean; type?: "text" | "number"; width?: "short"; maxLength?: number }) {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  // The text may be changed beside: the field follows unless somebody writes in it.
  useEffect(() => {
    if (document.activeElement !== field.current)
      setTyped(value);
  }, [value]);
  const wrong = typed.trim() === "" ? (optional ? undefined : "Write something here.") : check?.(typed.trim());
  return (
    <div class={width === "short" ? "field-short" : ""}>
      <label class="label" for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="field"
        inputMode={type === "number" ? "decimal" : "text"}
        maxLength={maxLength}
        value={typed}
        aria-invalid={wrong !== undefined || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={event => {
          const next = event.currentTarget.value;
          setTyped(next);
          const text = next.trim();
          if (text === "" ? optional : check?.(text) === undefined)
            onWrite(text === "" ? undefined : text);
        }}
        onBlur={() => wrong !== undefined && setTyped(value)}
      />
      {wrong ? <p class="fault" id={`${id}-wrong`}>{wrong}</p> : hint && <p class="hint">{hint}</p>}
    </div>
  );
}

export function SelectField({ label, value, options, onWrite, hint }: { label: string; value: string; options: readonly { value: string; text: string }[]; onWrite: (value: string) => void; hint?: ComponentChildren }) {
  const id = useId();
  return (
    <div>
      <label class="label" for={id}>{label}</label>
      <select id={id} class="field" value={value} onChange={event => onWrite(event.currentTarget.value)}>
        {options.map(option => <option key={option.value} value={option.value}>{option.text}</option>)}
      </select>
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}

/** Points: at most three decimals, and not nothing. */
export const pointsFault = (text: string): string | undefined => (/^[+-]?\d{1,7}(\.\d{1,3})?$/u.test(text) ? undefined : "Write a number such as 2.5 or -8.");

export const wholeFault = (text: string): string | undefined => (/^[1-9]\d{0,5}$/u.test(text) ? undefined : "Write a whole number from 1.");

export const durationFault = (text: string): string | undefined => (/^[1-9]\d{0,4}[dw]?$/u.test(text) ? undefined : "Write days, such as 90.");

/** Days as the language writes them. */
export const asDuration = (text: string): string => (/^\d+$/u.test(text) ? `${text}d` : text);
