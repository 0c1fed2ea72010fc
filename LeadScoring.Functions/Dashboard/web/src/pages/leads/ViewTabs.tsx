import { useState } from "preact/hooks";

import { Button } from "../../ui/basics";
import { Dialog } from "../../ui/Dialog";
import { toast } from "../../ui/toast";
import { writeFilter, type Filter, type Sort } from "./filter";
import { changeView, deleteView, saveView, type View } from "./views";

/** Saved lists as tabs, and what can be done with the list that is looked at. */
export function ViewTabs({ views, current, from, filter, sort }: { views: readonly View[]; current: View | undefined; from: View | undefined; filter: Filter; sort: Sort }) {
  const [asked, setAsked] = useState<"save" | "rename">();
  const changed = current === undefined || current.sort !== sort;
  return (
    <div class="views">
      <nav class="seg" aria-label="Saved views">
        {views.map(view => <a key={view.id} href={pathOf(view)} aria-current={view.id === current?.id ? "page" : undefined}><bdi>{view.name}</bdi></a>)}
      </nav>
      <div class="row wrap">
        {changed && from?.own && (
          <Button
            kind="quiet"
            onClick={() => {
              changeView(from.id, { list: { filter, sort } });
              toast(`“${from.name}” is this list now.`, () => changeView(from.id, { list: { filter: from.filter, sort: from.sort } }));
            }}
          >
            Change “{from.name}” to this
          </Button>
        )}
        {changed && <Button kind="quiet" onClick={() => setAsked("save")}>Save as a view ...</Button>}
        {!changed && current.own && (
          <>
            <Button kind="quiet" onClick={() => setAsked("rename")}>Rename ...</Button>
            <Button
              kind="quiet"
              onClick={() => {
                const back = deleteView(current.id);
                toast(`“${current.name}” is deleted.`, back);
              }}
            >
              Delete
            </Button>
          </>
        )}
      </div>
      {asked && (
        <NameDialog
          title={asked === "save" ? "Save this list as a view" : "Rename the view"}
          name={asked === "rename" ? (current?.name ?? "") : ""}
          taken={views.filter(view => asked === "save" || view.id !== current?.id).map(view => view.name)}
          onClose={() => setAsked(undefined)}
          onSave={name => {
            if (asked === "save")
              saveView(name, filter, sort);
            else if (current)
              changeView(current.id, { name });
            setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}

/** The address of a view. It names the view, so that changes to the list can be kept in it. */
function pathOf(view: View): string {
  const query = new URLSearchParams({ ...writeFilter(view.filter), ...(view.sort === "score" ? {} : { sort: view.sort }), ...(view.own ? { view: view.id } : {}) }).toString();
  return `/app/leads${query ? `?${query.replaceAll("%2C", ",")}` : ""}`;
}

function NameDialog({ title, name: begin, taken, onClose, onSave }: { title: string; name: string; taken: readonly string[]; onClose: () => void; onSave: (name: string) => void }) {
  const [name, setName] = useState(begin);
  const text = name.trim();
  const why = text === "" ? "Give it a name first." : taken.includes(text) ? "There is a view of this name." : undefined;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" why={why} onClick={() => onSave(text)}>Save</Button>
        </>
      }
    >
      <div>
        <label class="label" for="view-name">Name</label>
        <input id="view-name" class="field" maxLength={60} value={name} autoFocus onInput={event => setName(event.currentTarget.value)} />
        <p class="hint">{text !== "" && why ? why : "It is kept in this browser, filters and order with it."}</p>
      </div>
    </Dialog>
  );
}
