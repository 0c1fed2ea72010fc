import { useEffect, useState } from "preact/hooks";

import { body, client } from "../../../api/client";
import { useQuery } from "../../../api/useQuery";
import { read, write } from "../../../state/prefs";
import { leadPath, useAddress } from "../../../ui/address";
import { Blank, Button, Card, Failed, Segment, Skeleton } from "../../../ui/basics";
import { nameOf, roleOf } from "../../../words/person";
import { num } from "../../../words/time";
import { boundsOfDoc } from "../doc/bounds";
import { spoken } from "../doc/scope";
import type { Work } from "../work";
import { InventedForm } from "./InventedForm";
import { LeadPick } from "./LeadPick";
import { goldenLeads, nobody, requestOf, type Invented } from "./person";
import { Result } from "./Result";
import { useLeadToTry, useTried, useValidText } from "./useTry";

/** A person under the text: somebody of the app, or an invented one. Nothing of it is stored. */
export function TryTab({ work }: { work: Work }) {
  const { query, set } = useAddress();
  const lead = query["lead"];
  const who = query["who"] === "invented" ? "invented" : "lead";
  const [invented, setInvented] = useState<Invented>(() => read(`try.${work.id}`, undefined as Invented | undefined) ?? (work.doc && goldenLeads(work.doc)[0]?.person) ?? nobody);
  useEffect(() => void write(`try.${work.id}`, invented), [invented, work.id]);
  const toTry = useLeadToTry(who === "lead" ? lead : undefined);
  const text = useValidText(work);
  const person = who === "invented" ? requestOf(invented) : toTry.data ? { events: toTry.data.events } : undefined;
  const tried = useTried(work, who === "invented" ? "invented" : (lead ?? ""), person, text);
  const vocabulary = useQuery("vocabulary", async signal => body(client.GET("/api/v1/vocabulary", { signal })));
  const isOld = text !== undefined && text !== work.draft.text.value;
  return (
    <div class="grid two try">
      <div class="stack">
        <Segment label="Who" value={who} onChange={value => set({ who: value === "invented" ? "invented" : undefined })} options={[{ value: "lead", text: "A person of the app" }, { value: "invented", text: "An invented one" }]} />
        {who === "lead" ? (
          <Card title={toTry.data ? <a class="link" href={leadPath(toTry.data.lead.id, work.id)}><bdi>{nameOf(toTry.data.lead)}</bdi></a> : "Who?"}>
            {toTry.data && <p class="soft"><bdi>{roleOf(toTry.data.lead)}</bdi></p>}
            {toTry.data && <p class="small muted">With {num(toTry.data.events.length)} events{toTry.data.isWhole ? "" : ", the newest: there are more, and older ones are left aside"}.</p>}
            {toTry.error && <Failed error={toTry.error} what="The person cannot be read." again={toTry.again} />}
            <div class="gap-s"><LeadPick onPick={id => set({ lead: id })} label={toTry.data ? "Somebody else" : "Name, company or address"} /></div>
          </Card>
        ) : (
          <>
            {work.doc && goldenLeads(work.doc).length > 0 && (
              <label class="row small wrap">
                Begin with a golden lead
                <select class="field select" value="" onChange={event => setInvented(goldenLeads(work.doc!).find(golden => golden.id === event.currentTarget.value)?.person ?? invented)}>
                  <option value="" disabled>choose</option>
                  {goldenLeads(work.doc).map(golden => <option key={golden.id} value={golden.id}>{spoken(golden.id)}</option>)}
                </select>
              </label>
            )}
            <InventedForm person={invented} onChange={setInvented} vocabulary={vocabulary.data} />
          </>
        )}
        <p class="small muted">Nothing of it is stored.{isOld ? " It is tried under the last text without errors." : ""}</p>
      </div>
      <div class={tried.busy && tried.data ? "dim" : ""} aria-busy={tried.busy || undefined} aria-live="polite">
        {tried.error && <Failed error={tried.error} what="It cannot be tried." again={tried.again} />}
        {person === undefined && !toTry.busy && <Blank title="Whom would it move?">Find a person on the left, or invent one: here you see grade and score under your text, of what they are made, and what is missing.</Blank>}
        {person !== undefined && !tried.data && !tried.error && <Card><Skeleton rows={8} /></Card>}
        {person === undefined && toTry.busy && <Card><Skeleton rows={8} /></Card>}
        {person !== undefined && tried.data && work.scope && <Result answer={tried.data.draft} before={tried.data.live} scope={work.scope} bounds={work.doc && boundsOfDoc(work.doc)} liveVersion={work.data.version} />}
        {work.checked.text === undefined && work.checked.error && !tried.data && <div><Button onClick={work.again}>Ask again</Button></div>}
      </div>
    </div>
  );
}
