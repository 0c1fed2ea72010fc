import { useState } from "preact/hooks";

import { Button } from "../../ui/basics";
import { Dialog } from "../../ui/Dialog";
import { chooseColumn, chosenColumns, columns, usualColumns } from "./columns";

/** Which columns the table has; kept in the browser. */
export function ColumnPick() {
  const [open, setOpen] = useState(false);
  const chosen = chosenColumns().map(column => column.id);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Columns ...</Button>
      {open && (
        <Dialog
          title="Columns"
          onClose={() => setOpen(false)}
          foot={
            <>
              <Button kind="quiet" onClick={usualColumns}>As at first</Button>
              <Button kind="primary" type="submit" onClick={() => setOpen(false)}>Close</Button>
            </>
          }
        >
          <div class="column-boxes">
            {columns.map(column => (
              <label key={column.id} class="box"><input type="checkbox" checked={chosen.includes(column.id)} onChange={event => chooseColumn(column.id, event.currentTarget.checked)} /> <span>{column.head}</span></label>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}
