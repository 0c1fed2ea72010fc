import { useState } from "preact/hooks";

import { body, client } from "../../api/client";
import type { LeadItem } from "../../api/schema";
import { forget, useQuery } from "../../api/useQuery";
import { may } from "../../state/session";
import { leadPath } from "../../ui/address";
import { Button, Note } from "../../ui/basics";
import { toast } from "../../ui/toast";
import { nameOf } from "../../words/person";
import { TypedDialog } from "./TypedDialog";

/** The lead goes on as another: where, and for an admin the way back. */
export function MergedNote({ lead, model, renew }: { lead: LeadItem; model: string | undefined; renew: () => void }) {
  const [asked, setAsked] = useState(false);
  const into = lead.mergedInto!;
  const other = useQuery(`lead ${into}`, async signal => body(client.GET("/api/v1/leads/{lead}", { params: { path: { lead: into } }, signal })));
  const name = other.data ? nameOf(other.data) : "the other lead";
  return (
    <Note title={<>This is part of <bdi class="wrap-any">{name}</bdi> now</>}>
      <span>Both turned out to be one person. What happens goes on there; below is what this lead did by itself. </span>
      <div class="row wrap">
        <a class="btn primary" href={leadPath(into, model)}>Open <bdi class="long-btn">{name}</bdi></a>
        {may("admin") && <Button onClick={() => setAsked(true)}>Take apart again ...</Button>}
      </div>
      {asked && (
        <TypedDialog
          title="Take the two apart again?"
          type={nameOf(lead)}
          action="Take apart"
          busyText="Taking apart ..."
          onClose={() => setAsked(false)}
          run={async () => {
            await body(client.POST("/api/v1/leads/{lead}/unmerge", { params: { path: { lead: lead.id } } }));
            forget();
            toast("They are taken apart; both have their own scores in a moment.");
            setAsked(false);
            renew();
          }}
        >
          <p class="soft">Each has exactly the events of its own again. What was decided while they were one stays decided. They stay apart even if an event names both.</p>
        </TypedDialog>
      )}
    </Note>
  );
}
