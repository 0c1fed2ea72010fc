import { useState } from "preact/hooks";

import { ApiError, body, client } from "../../../api/client";
import { may, session } from "../../../state/session";
import { Button, Chip, Failed, Time } from "../../../ui/basics";
import { ago } from "../../../words/time";
import { whoSaved } from "../../../words/whoSaved";
import { capital } from "./words";
import type { Work } from "../work";

/** Roles whose approval a publish of the saved text still needs. */
export const missingApprovals = (work: Work): readonly string[] => (work.data.approvals ?? []).filter(approval => approval.by === undefined).map(approval => approval.role);

/** Who approved the saved text, and the button for who may. */
export function Approvals({ work }: { work: Work }) {
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const approvals = work.data.approvals ?? [];
  if (approvals.length === 0 || !work.data.draft)
    return null;
  const me = session.value?.name;
  const done = approvals.some(approval => approval.by !== undefined && whoSaved(approval.by) === me);
  const mine = approvals.find(approval => approval.by === undefined && may(approval.role === "sales" ? "sales" : "marketing"));
  const isDirty = work.draft.isDirty.value;
  const approve = (): void => {
    setBusy(true);
    setError(undefined);
    body(client.POST("/api/v1/models/{model}/approve", { params: { path: { model: work.id } }, body: { hash: work.data.hash ?? "" } }))
      .then(work.again, (fault: unknown) => setError(fault instanceof ApiError ? fault : new ApiError(0, "", String(fault), "Try again.")))
      .finally(() => setBusy(false));
  };
  return (
    <div class="approvals">
      <span class="row wrap small">
        {approvals.map(approval => (
          <Chip key={approval.role} tone={approval.by === undefined ? "due" : "ok"}>
            {approval.by === undefined ? `${capital(approval.role)} has to approve` : <><bdi>{capital(approval.role)}: {whoSaved(approval.by)}</bdi>{approval.at && <Time at={approval.at}>{ago(approval.at)}</Time>}</>}
          </Chip>
        ))}
        {mine && !done && <Button busy={isBusy} why={isDirty ? "Save first: an approval is for exactly one text." : undefined} onClick={approve}>{isBusy ? "Approving ..." : `Approve for ${mine.role}`}</Button>}
      </span>
      {error && <Failed error={error} what="It is not approved." />}
    </div>
  );
}
