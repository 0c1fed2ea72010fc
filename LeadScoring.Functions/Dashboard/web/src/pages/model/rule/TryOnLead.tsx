import { useAddress } from "../../../ui/address";
import { Card, Failed, Skeleton } from "../../../ui/basics";
import { nameOf } from "../../../words/person";
import { rulePts } from "../../../words/time";
import { LeadPick } from "../tryit/LeadPick";
import { useLeadToTry, useTried, useValidText } from "../tryit/useTry";
import { tabPath, type Work } from "../work";

/** What the rule gives one person, now and with the draft. */
export function TryOnLead({ work, rule }: { work: Work; rule: string }) {
  const { query, set } = useAddress();
  const lead = query["lead"];
  const toTry = useLeadToTry(work.mayEdit ? lead : undefined);
  const text = useValidText(work);
  const tried = useTried(work, lead ?? "", toTry.data && { events: toTry.data.events }, text);
  if (!work.mayEdit)
    return null;
  const points = (answer: { ledger: readonly { rule: string; points: number }[] } | undefined): number => answer?.ledger.filter(line => line.rule === rule).reduce((sum, line) => sum + line.points, 0) ?? 0;
  const error = toTry.error ?? tried.error;
  return (
    <Card title="Try it on a person">
      <LeadPick onPick={id => set({ lead: id })} />
      {error && <Failed error={error} what="It cannot be tried." />}
      {lead && !tried.data && !error && <Skeleton rows={2} />}
      {tried.data && toTry.data && (
        <p class="say gap-s">
          <b><bdi>{nameOf(toTry.data.lead)}</bdi>:</b>{" "}
          {tried.data.live ? <>this rule {rulePts(points(tried.data.live))} → <b>{rulePts(points(tried.data.draft))}</b>. The score {tried.data.live.score.shown === tried.data.draft.score.shown ? <>stays <b>{tried.data.draft.score.shown}</b></> : <>goes from {tried.data.live.score.shown} to <b>{tried.data.draft.score.shown}</b></>}.</> : <>this rule gives {rulePts(points(tried.data.draft))}, the score is {tried.data.draft.score.shown}.</>}{" "}
          <a class="link" href={`${tabPath(work.id, "try")}?lead=${encodeURIComponent(lead!)}`}>All of it</a>
        </p>
      )}
    </Card>
  );
}
