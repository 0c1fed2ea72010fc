/** What the log knows, as people say it; the order is that of the list to choose from. */
export const actions: Readonly<Record<string, string>> = {
  "lead.feedback": "said what came of a lead",
  "lead.export": "exported a lead",
  "leads.csv": "took leads as a file",
  "leads.import": "imported leads",
  "lead.erase": "erased a lead",
  "lead.merge": "merged two leads",
  "lead.unmerge": "took merged leads apart",
  "lead.rebuild": "scored a lead again",
  "event.count": "counted an event anyway",
  "model.draft": "saved a draft",
  "model.discard": "discarded a draft",
  "model.publish": "published a model",
  "model.approve": "approved a draft",
  "model.rollback": "published an old version again",
  "model.review.due": "found a review due",
  "connection.save": "saved a connection",
  "rejected.replay": "took rejected messages again",
  "access.refused": "was refused",
};

/** An action in words; one that a newer app knows is shown as it is written. */
export const actionText = (action: string): string => actions[action] ?? action;

/** Who did it: a key by its name, a person by the id of the directory. */
export function actorText(actor: string): string {
  const [kind, name = ""] = [actor.slice(0, actor.indexOf(":")), actor.slice(actor.indexOf(":") + 1)];
  return kind === "key" ? `Key “${name}”` : kind === "person" ? `Person ${name}` : actor === "system" ? "The app" : actor;
}

/** How it ended: tone and words. */
export function outcomeText(outcome: string): { text: string; tone: "ok" | "due" | "over" } {
  if (outcome === "started")
    return { text: "not known to have ended", tone: "due" };
  const status = Number(outcome);
  if (status >= 200 && status < 300)
    return { text: "done", tone: "ok" };
  return status === 401 || status === 403 ? { text: "refused", tone: "due" } : { text: status >= 400 && status < 500 ? `not done (${outcome})` : `failed (${outcome})`, tone: "over" };
}

/** The page of what it was done to; undefined where there is none. */
export function subjectPath(action: string, subject: string): string | undefined {
  if (action === "access.refused")
    return undefined;
  if (/^(lead|event)\./u.test(action))
    return action === "lead.erase" ? undefined : `/app/leads/${encodeURIComponent(subject)}`;
  if (action.startsWith("model."))
    return `/app/models/${encodeURIComponent(subject)}`;
  return action === "connection.save" ? `/app/sources?connection=${subject.split("/").map(encodeURIComponent).join("/")}` : undefined;
}
