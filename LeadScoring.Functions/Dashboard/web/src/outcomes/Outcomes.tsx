import { useState } from "preact/hooks";

import type { FeedbackRequest } from "../api/schema";
import { say, saidOf, sendAgain, unsent } from "../state/outcomes";
import { Button, Failed } from "../ui/basics";
import { Dialog } from "../ui/Dialog";
import { other, reasonsOf } from "../words/reasons";
import { dayText, localDay } from "../words/time";
import { faultOf, lastDay, picks, tomorrow } from "./later";

/** A lead about which something can be said. */
export interface Told {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly epoch: number;
}

type Asked = "unqualified" | "lost" | "won" | "opportunity" | "postponed";

/** The kinds that need nothing more than a press. */
export function sayReached(lead: Told, done: () => void): void {
  say(lead.id, lead.name, { kind: "contacted", ...about(lead) }, "Reached", done);
}

export function sayNotReached(lead: Told, done: () => void): void {
  say(lead.id, lead.name, { kind: "unreachable", ...about(lead) }, "Not reached", done);
}

const about = (lead: Told): Pick<FeedbackRequest, "model" | "epoch"> => ({ model: lead.model, ...(lead.epoch > 0 ? { epoch: lead.epoch } : {}) });

/** Buttons for what came of it. Each asks only for what it needs. */
export function Outcomes({ lead, stage, done }: { lead: Told; stage: string; done: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const said = saidOf.value.get(lead.id);
  const failed = unsent.value.get(lead.id);
  const why = said ? `“${said}” is said; it can be undone for ten seconds.` : undefined;
  const late = stage === "sales-qualified" || stage === "opportunity";
  const isOpen = late || stage === "qualified" || stage === "accepted";
  return (
    <>
      {failed && <Failed error={failed.error} what={`What came of ${lead.name} is not saved.`} again={() => sendAgain(lead.id, done)} />}
      <div class="outcomes">
        <Button icon="check" why={why} onClick={() => sayReached(lead, done)}>Reached</Button>
        <Button icon="cross" why={why} onClick={() => sayNotReached(lead, done)}>Not reached</Button>
        {isOpen && <Button why={why} onClick={() => setAsked("postponed")}>Later ...</Button>}
        {stage !== "opportunity" && <Button why={why} onClick={() => setAsked("opportunity")}>Opportunity ...</Button>}
        <Button why={why} onClick={() => setAsked("unqualified")}>Not a fit ...</Button>
        {late && <Button why={why} onClick={() => setAsked("won")}>Won ...</Button>}
        {late && <Button why={why} onClick={() => setAsked("lost")}>Lost ...</Button>}
      </div>
      {said && <p class="hint" role="status">{why}</p>}
      {asked && <Ask lead={lead} what={asked} done={done} onClose={() => setAsked(undefined)} />}
    </>
  );
}

const titles: Record<Asked, string> = {
  unqualified: "Why is it not a fit?",
  lost: "Why was it lost?",
  won: "Won: for how much?",
  opportunity: "An opportunity: about how much?",
  postponed: "Call again: by which day?",
};

function Ask({ lead, what, done, onClose }: { lead: Told; what: Asked; done: () => void; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [until, setUntil] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const reasons = what === "unqualified" || what === "lost" ? Object.entries(reasonsOf[what]) : undefined;
  const number = Number(amount.replace(",", "."));
  const bad = amount.trim() !== "" && !(Number.isFinite(number) && number >= 0);
  const why = what === "postponed" ? faultOf(until) : reasons && reason === "" ? "Choose a reason first." : bad ? "Write the amount as a number, such as 12000." : undefined;
  const submit = (): void => {
    if (why !== undefined)
      return;
    const words = { unqualified: "Not a fit", lost: "Lost", won: "Won", opportunity: "Opportunity", postponed: `Call again by ${dayText(until)}` }[what];
    say(lead.id, lead.name, { kind: what, ...about(lead), ...more() }, words, done);
    onClose();
  };
  const more = (): Partial<FeedbackRequest> => {
    if (what === "postponed")
      return { until };
    if (reasons)
      return { reason, ...(reason === other && note.trim() !== "" ? { note: note.trim() } : {}) };
    return amount.trim() === "" ? {} : { amount: number, currency };
  };
  return (
    <Dialog
      title={titles[what]}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" why={why} onClick={submit}>Save</Button>
        </>
      }
    >
      <p class="soft"><bdi>{lead.name}</bdi>, {localDay(Date.now())}</p>
      {what === "postponed" ? (
        <div>
          <label class="label" for="until">Day</label>
          <input id="until" class="field" type="date" min={tomorrow()} max={lastDay()} value={until} onInput={event => setUntil(event.currentTarget.value)} />
          <div class="row wrap gap-s">
            {picks().map(pick => <Button key={pick.text} kind="quiet" aria-pressed={until === pick.day} title={dayText(pick.day)} onClick={() => setUntil(pick.day)}>{pick.text}</Button>)}
          </div>
          {until !== "" && why && <p class="fault">{why}</p>}
          <p class="hint">They stay with sales, and are in the queue on that day.</p>
        </div>
      ) : reasons ? (
        <div>
          <label class="label" for="reason">Reason</label>
          <select id="reason" class="field" value={reason} onChange={event => setReason(event.currentTarget.value)}>
            <option value="" disabled>Choose one</option>
            {reasons.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
          </select>
          {reason === other && (
            <>
              <label class="label" for="note">Note (if you like)</label>
              <input id="note" class="field" maxLength={200} value={note} onInput={event => setNote(event.currentTarget.value)} />
            </>
          )}
          <p class="hint">Marketing reads it: it decides what the model learns.</p>
        </div>
      ) : (
        <div>
          <label class="label" for="amount">Amount (if known)</label>
          <div class="row">
            <input id="amount" class="field grow" inputMode="decimal" value={amount} aria-invalid={bad || undefined} onInput={event => setAmount(event.currentTarget.value)} />
            <input class="field currency" aria-label="Currency" maxLength={3} value={currency} onInput={event => setCurrency(event.currentTarget.value.toUpperCase())} />
          </div>
          {bad && <p class="fault">{why}</p>}
        </div>
      )}
    </Dialog>
  );
}
