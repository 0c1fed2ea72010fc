import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { ApiError } from "../api/client";
import type { LeadModelItem } from "../api/schema";
import { callAgain } from "../words/promised";
import { exactTime, promise } from "../words/time";
import { now } from "../state/now";
import { Icon, type IconName } from "./Icon";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "type"> {
  kind?: "primary" | "quiet" | "danger" | undefined;
  wide?: boolean;
  /** Under way: the words say so, the width stays. */
  busy?: boolean;
  /** Why it cannot be pressed; shown as its description. The button stays reachable by keyboard, so that the reason is. */
  why?: string | undefined;
  icon?: IconName;
  type?: "button" | "submit";
}

export function Button({ kind, wide, busy, why, icon, type = "button", class: extra, onClick, children, ...rest }: ButtonProps) {
  const classes = ["btn", kind, wide ? "wide" : "", extra].filter(Boolean).join(" ");
  return (
    <button
      type={type}
      class={classes}
      aria-busy={busy || undefined}
      aria-disabled={why !== undefined || busy || undefined}
      title={why}
      onClick={event => {
        if (why !== undefined || busy)
          event.preventDefault();
        else
          onClick?.(event);
      }}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function Chip({ tone = "", title, children }: { tone?: "over" | "due" | "ok" | "info" | "sus" | "fit" | "eng" | "need" | ""; title?: string | undefined; children: ComponentChildren }) {
  return <span class={`chip ${tone}`} title={title}>{children}</span>;
}

/** A time in words, with the exact one on hover and for machines. */
export function Time({ at, children }: { at: string; children: ComponentChildren }) {
  return <time dateTime={at} title={exactTime(at)}>{children}</time>;
}

/** What was promised by a time. The words change with the minute and are not announced. */
export function Clock({ by }: { by: string }) {
  const { tone, text, until } = promise(by, now.value);
  return (
    <div class={`clock ${tone}`}>
      <b>{text}</b>
      <Time at={by}><span>{until}</span></Time>
    </div>
  );
}

/** A call that was promised, by its day; nothing where none is. */
export function CallAgain({ item }: { item: LeadModelItem }) {
  const again = callAgain(item, now.value);
  return again && item.callAgainBy ? (
    <div class={`clock ${again.tone}`}>
      <b>call again</b>
      <Time at={item.callAgainBy}><span>by {again.day}</span></Time>
    </div>
  ) : null;
}

/** Letters beyond which a name is cut after two lines. */
export const longName = 80;

/** A name, or what somebody does: cut after two lines where it is very long, with the whole on hover. */
export function Cut({ as: As, text }: { as: "b" | "span"; text: string }) {
  return [...text].length > longName ? <As class="cut" title={text}><bdi class="two-lines">{text}</bdi></As> : <As><bdi>{text}</bdi></As>;
}

/** Two letters of a name. */
export function Avatar({ name }: { name: string }) {
  const letters = name.split(/[\s@._-]+/u).filter(Boolean).slice(0, 2).map(part => [...part][0] ?? "").join("").toUpperCase();
  return <span class="ava" aria-hidden="true">{letters}</span>;
}

export function Note({ tone = "", title, children, icon = tone === "" ? "info" : "warn", alert }: { tone?: "bad" | "warn" | ""; title?: ComponentChildren; children?: ComponentChildren; icon?: IconName; alert?: boolean }) {
  return (
    <div class={`note ${tone}`} role={alert ? "alert" : undefined}>
      <Icon name={icon} />
      <div>
        {title && <b>{title}</b>}
        {children}
      </div>
    </div>
  );
}

/** What failed, where it failed: what happened, what to do, and the code, small. */
export function Failed({ error, what, again }: { error: ApiError; what: string; again?: () => void }) {
  return (
    <Note tone="bad" title={what} alert>
      <span>{error.detail} {error.fix}</span>
      {error.code && <>{" "}<span class="small muted nowrap">{error.code}</span></>}
      {again && <div><Button onClick={again}>Try again</Button></div>}
    </Note>
  );
}

/**
 * Nothing is here: why, who is next or how to begin, and one way on.
 * @param page It is all that the page has, so that its title is the page's.
 */
export function Blank({ title, page, children, action }: { title: string; page?: boolean; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="blank">
      <svg width="132" height="56" viewBox="0 0 132 56" aria-hidden="true" class="blank-line">
        <path d="M2 50h20V34c8 3 13 5 20 6V22c8 5 14 7 22 8V10c12 10 30 17 66 20" fill="none" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
      </svg>
      {page ? <h1 tabIndex={-1} id="title">{title}</h1> : <h2>{title}</h2>}
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Grey boxes in the places of what comes, after 150 ms. */
export function Skeleton({ rows = 3, children }: { rows?: number; children?: ComponentChildren }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={shown ? "sk-box" : "sk-box is-early"} aria-hidden="true">
      {children ?? Array.from({ length: rows }, (_, index) => <div key={index} class={`sk ${index % 3 === 0 ? "l" : ""} sk-${index % 3}`} />)}
    </div>
  );
}

/** The place of something that is asked for: grey boxes, what failed, or the thing. */
export function Loaded<T>({ query, what, rows, children }: { query: { data: T | undefined; error: ApiError | undefined; again: () => void }; what: string; rows?: number; children: (data: T) => ComponentChildren }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <Failed error={query.error} what={`${what} cannot be renewed; below is what was known before.`} again={query.again} />}
        {children(query.data)}
      </>
    );
  }

  return query.error ? <Failed error={query.error} what={`${what} cannot be shown.`} again={query.again} /> : <Skeleton {...(rows === undefined ? {} : { rows })} />;
}

export function Card({ title, aside, flush, class: extra, children }: { title?: ComponentChildren; aside?: ComponentChildren; flush?: boolean; class?: string; children: ComponentChildren }) {
  return (
    <section class={["card", flush ? "flush" : "", extra].filter(Boolean).join(" ")}>
      {(title || aside) && <header>{title && <h2>{title}</h2>}{aside}</header>}
      {children}
    </section>
  );
}

/** The title of a page is its answer; below it one sentence; beside it what changes the question. */
export function PageHead({ title, children, aside, crumbs }: { title: ComponentChildren; children?: ComponentChildren; aside?: ComponentChildren; crumbs?: ComponentChildren }) {
  return (
    <>
      {crumbs && <p class="small muted crumbs">{crumbs}</p>}
      <div class="head">
        <div class="grow">
          <h1 tabIndex={-1} id="title"><bdi>{title}</bdi></h1>
          {children && <p>{children}</p>}
        </div>
        {aside}
      </div>
    </>
  );
}

/** Buttons of which one is pressed. */
export function Segment<T extends string>({ label, options, value, onChange }: { label: string; options: readonly { value: T; text: string; count?: number | undefined }[]; value: T; onChange: (value: T) => void }) {
  const box = useRef<HTMLDivElement>(null);
  // Where not all fit, the pressed one is in sight.
  useEffect(() => {
    const pressed = box.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (box.current && pressed && box.current.scrollWidth > box.current.clientWidth)
      box.current.scrollLeft = pressed.offsetLeft - box.current.offsetLeft - (box.current.clientWidth - pressed.offsetWidth) / 2;
  }, [value]);
  return (
    <div class="seg" role="group" aria-label={label} ref={box}>
      {options.map(option => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.text}
          {option.count !== undefined && <span class="count">{option.count}</span>}
        </button>
      ))}
    </div>
  );
}

/** The meaning of the chart above it. */
export function Say({ children }: { children: ComponentChildren }) {
  return <p class="say">{children}</p>;
}
