import { useState } from "preact/hooks";

import { body, client } from "../../api/client";
import type { LeadItem } from "../../api/schema";
import { forget, useQuery } from "../../api/useQuery";
import { useAddress } from "../../ui/address";
import { Button } from "../../ui/basics";
import { Icon } from "../../ui/Icon";
import { toast } from "../../ui/toast";
import { nameOf, roleOf } from "../../words/person";
import { TypedDialog } from "./TypedDialog";

/** What an admin can do about a person: hand out all that is held, say that two are one, erase. */
export function PersonActions({ lead, renew }: { lead: LeadItem; renew: () => void }) {
  const [asked, setAsked] = useState<"merge" | "erase">();
  return (
    <div class="row wrap person-acts">
      <a class="btn" href={`/api/v1/leads/${encodeURIComponent(lead.id)}/export`} download={`lead-${lead.id}.json`} target="_self"><Icon name="download" />Export</a>
      <Button onClick={() => setAsked("merge")}>Same person as ...</Button>
      <Button kind="danger" onClick={() => setAsked("erase")}>Erase ...</Button>
      {asked === "erase" && <EraseDialog lead={lead} onClose={() => setAsked(undefined)} />}
      {asked === "merge" && <MergeDialog lead={lead} renew={renew} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function EraseDialog({ lead, onClose }: { lead: LeadItem; onClose: () => void }) {
  const { go } = useAddress();
  const name = nameOf(lead);
  return (
    <TypedDialog
      title="Erase this person?"
      type={name}
      action="Erase for good"
      busyText="Erasing ..."
      danger
      onClose={onClose}
      run={async () => {
        await body(client.DELETE("/api/v1/leads/{lead}", { params: { path: { lead: lead.id } } }));
        forget();
        toast(`${name} is erased.`);
        go("/app/leads");
      }}
    >
      <p class="soft">
        Every event, decision and score of <b class="wrap-any"><bdi>{name}</bdi></b> goes, and those of browsers and addresses that were merged into them. A message tells the CRM to forget them too. What comes
        about them later is deleted unread. Nobody can undo this.
      </p>
    </TypedDialog>
  );
}

function MergeDialog({ lead, renew, onClose }: { lead: LeadItem; renew: () => void; onClose: () => void }) {
  const [into, setInto] = useState("");
  const text = into.trim();
  const found = useQuery(`merge ${text}`, async signal => find(text, signal), { off: text.length < 3, keep: false });
  const other = text.length < 3 ? undefined : found.data;
  const name = nameOf(lead);
  const ready = text.length < 3 ? "Say into whom first." : !other ? "Nobody is found by that." : other.id === lead.id ? "That is the same lead." : undefined;
  return (
    <TypedDialog
      title="The same person as somebody else?"
      type={name}
      action="Make them one"
      busyText="Merging ..."
      ready={ready}
      onClose={onClose}
      run={async () => {
        await body(client.POST("/api/v1/leads/{lead}/merge", { params: { path: { lead: lead.id } }, body: { into: other!.id } }));
        forget();
        toast(`${name} becomes part of ${nameOf(other!)}.`);
        renew();
        onClose();
      }}
    >
      <p class="soft"><b class="wrap-any"><bdi>{name}</bdi></b> becomes part of the other lead, which goes on with the events of both. It can be taken apart again; what was decided while they are one stays decided.</p>
      <div>
        <label class="label" for="into">Address or id of the lead that goes on</label>
        <input id="into" class="field" autocomplete="off" spellcheck={false} value={into} onInput={event => setInto(event.currentTarget.value)} />
        <p class="hint" role="status">{text.length < 3 ? "An address must be whole." : other ? <>Found: <b><bdi>{nameOf(other)}</bdi></b>{roleOf(other) && <>, <bdi>{roleOf(other)}</bdi></>}</> : found.busy ? "Looking ..." : "Nobody has this address or id."}</p>
      </div>
    </TypedDialog>
  );
}

// An address stands in the body of a request, not in a path, which logs would show.
async function find(text: string, signal: AbortSignal): Promise<LeadItem | undefined> {
  const id = text.includes("@") ? (await orNone(client.POST("/api/v1/leads/find", { body: { email: text }, signal })))?.id : text;
  return id === undefined ? undefined : orNone(client.GET("/api/v1/leads/{lead}", { params: { path: { lead: id } }, signal }));
}

async function orNone<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T | undefined> {
  const got = await answer;
  return got.response.status === 404 || got.response.status === 400 ? undefined : body(Promise.resolve(got));
}
