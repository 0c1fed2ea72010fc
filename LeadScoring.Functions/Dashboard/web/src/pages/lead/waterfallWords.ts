import type { LedgerItem } from "../../api/schema";
import { inWords, listed, titled } from "../../words/names";
import { dayText, num, pts, rulePts, signed } from "../../words/time";
import type { CategoryBar, Group, Waterfall } from "./waterfall";

/** What a category's points are worth: "Points in the category: its 10 are 13.5 of the score." */
export function exchange(bar: CategoryBar, addsUp: boolean): string {
  if (addsUp)
    return "Points of the score.";
  if (bar.value === 0)
    return bar.most === undefined ? "Points in the category." : `Points in the category, which can give ${pts(bar.most)} of the score.`;
  return `Points in the category: its ${rulePts(bar.value)} ${Math.abs(bar.value) === 1 ? "is" : "are"} ${pts(bar.share)} of the score.`;
}

/** What lies behind a line: how often, when last, and what faded. */
export function evidence(rule: LedgerItem): string {
  const parts: string[] = [];
  if (rule.matches > 0)
    parts.push(`${rule.matches === 1 ? "once" : `${num(rule.matches)} times`}${rule.newestDay ? `, ${rule.matches === 1 ? "on" : "last on"} ${dayText(rule.newestDay)}` : ""}`);
  else
    parts.push(rule.newestDay ? `since ${dayText(rule.newestDay)}` : "by what is known of them");
  if (Math.abs(rule.raw - rule.points) >= 0.05)
    parts.push(Math.abs(rule.raw) > Math.abs(rule.points) ? `faded from ${signed(rule.raw, pts)}` : `of ${signed(rule.raw, pts)}`);
  if (rule.claimed)
    parts.push(rule.matches > 0 ? `${inWords(rule.claimed)} of them could be a stranger's` : "a stranger could have told it");
  return parts.join("; ");
}

/** Why more of the same changes nothing. */
export function overText(bar: CategoryBar): string {
  const most = rulePts(bar.value);
  return `${most} points are the most that ${titled(bar.name).toLocaleLowerCase()} can give. More of it changes nothing until these fade.`;
}

export const underText = (bar: CategoryBar): string => `${rulePts(Math.abs(bar.value))} points are the most that ${titled(bar.name).toLocaleLowerCase()} can take away.`;

/** "94 of 100; most by company and role." */
export function groupText(group: Group): string {
  const best = [...group.bars].filter(bar => bar.share >= 0.05).sort((one, other) => other.share - one.share).slice(0, 2).map(bar => titled(bar.name).toLocaleLowerCase());
  const most = best.length > 0 ? `, most by ${listed(best)}` : "";
  return group.shown === undefined ? "" : `${num(group.shown)} of 100${group.shown === 0 ? "" : most}.`;
}

/** How the parts make the score: "37.6 + 32.1 + 12.0 = 81.7, shown as 82". */
export function sumText(waterfall: Waterfall, exact: number, shown: number): string {
  const parts = (waterfall.groups.length > 1 ? waterfall.groups.map(group => group.share) : (waterfall.groups[0]?.bars.map(bar => bar.share) ?? [])).filter(share => Math.abs(share) >= 0.05);
  if (parts.length === 0)
    return "";
  const terms = parts.map((share, index) => (index === 0 ? `${share < 0 ? "−" : ""}${pts(Math.abs(share))}` : `${share < 0 ? "−" : "+"} ${pts(Math.abs(share))}`)).join(" ");
  const raised = waterfall.cut > 0.05 ? ` + ${pts(waterfall.cut)}` : "";
  return `${terms}${raised} = ${pts(exact)}, shown as ${num(shown)}`;
}
