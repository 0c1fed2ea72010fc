import { useMemo } from "preact/hooks";

import { count, rulePts } from "../../../words/time";
import { cardOf, fadingWords, pointsOf, pointsText, wasOf } from "../doc/cards";
import type { Finding } from "../doc/findings";
import { stringOf, type RulePart } from "../doc/parse";
import { fadingOf, spoken, titleOfRule, type CategoryScope } from "../doc/scope";
import { rulePath, type Work } from "../work";
import { GoneCard, RuleCard } from "./RuleCard";

/** The rules as cards, by category: the other view of the text. */
export function Cards({ work, selected, onSelect }: { work: Work; selected: string | undefined; onSelect: (rule: RulePart) => void }) {
  const { scope, live, doc } = work;
  const old = useMemo(() => new Map((live?.rules ?? []).map(rule => [rule.id, rule])), [live]);
  const byRule = useMemo(() => findingsByRule(doc?.rules ?? [], work.findings), [doc, work.findings]);
  if (!scope || !doc)
    return <p class="muted">The text cannot be read: {work.unreadable?.message} (line {work.unreadable?.line}).</p>;
  const gone = work.changes?.removed ?? [];
  return (
    <>
      {scope.categories.map(category => (
        <section class="cat" key={category.name} aria-label={spoken(category.name)}>
          <header>
            <span class={`chip ${scope.toneOf(category.dimension)}`}><bdi>{spoken(category.name) || "No category"}</bdi></span>
            <span class="grow muted small">{categoryWords(category)}</span>
          </header>
          {category.rules.map(rule => (
            <RuleCard
              key={`${rule.id} ${rule.index}`}
              card={cardOf(rule, category, scope)}
              was={live ? wasOf(old.get(rule.id), rule, scope) : { state: "same", chips: [] }}
              findings={byRule.get(rule.index) ?? none}
              selected={rule.id === selected}
              to={rulePath(work.id, rule.id)}
              onSelect={() => onSelect(rule)}
            />
          ))}
          {gone.filter(rule => stringOf(rule.data["category"]) === category.name).map(rule => <GoneCard key={`gone ${rule.id}`} title={titleOfRule(rule.data)} points={pointsText(pointsOf(rule.data))} />)}
        </section>
      ))}
      {scope.categories.length === 0 && <p class="muted">The model has no rules yet. Write <span class="mono">rules:</span> and a first item beside; Ctrl and Space propose one.</p>}
    </>
  );
}

const none: readonly Finding[] = [];

/** Findings at the rules whose lines they are on, by the rule's place. */
export function findingsByRule(rules: readonly RulePart[], findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const found = new Map<number, Finding[]>();
  for (const finding of findings) {
    const rule = rules.find(item => finding.line >= item.line && finding.line <= item.lastLine);
    if (rule)
      found.set(rule.index, [...(found.get(rule.index) ?? []), finding]);
  }

  return found;
}

/** "weight 3, at most 10 points, halves in 30 days; 8 rules". */
export function categoryWords(category: CategoryScope): string {
  const fading = fadingOf({ on: "any", points: "1" }, category);
  const parts = [
    category.weight === undefined ? "" : `weight ${rulePts(category.weight)}`,
    category.most === undefined ? "" : `at most ${rulePts(category.most)} points`,
    category.least !== undefined && category.least !== -(category.most ?? NaN) ? `at least ${rulePts(category.least)}` : "",
    fading ? fadingWords(fading) : "",
  ].filter(Boolean);
  return `${parts.join(", ")}${parts.length > 0 ? "; " : ""}${category.rules.length === 0 ? "no rules" : count(category.rules.length, "rule", "rules")}`;
}
