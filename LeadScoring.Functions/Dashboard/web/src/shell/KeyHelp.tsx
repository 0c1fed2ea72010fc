import { letterKeys } from "../state/prefs";
import { Button } from "../ui/basics";
import { Dialog } from "../ui/Dialog";
import { keysShown } from "../ui/keys";

/** The keys of this page, and the way to turn them off. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys of this page" onClose={onClose} foot={<Button kind="primary" type="submit" onClick={onClose}>Close</Button>}>
      <ul class="keys">
        {keysShown().map(key => (
          <li key={key.does}>
            <span>{key.keys.map(name => <kbd key={name}>{name.length === 1 ? name.toUpperCase() : name.replace("Arrow", "")}</kbd>)}</span>
            {key.does}
          </li>
        ))}
      </ul>
      <label class="row">
        <input type="checkbox" checked={letterKeys.value} onChange={event => letterKeys.set(event.currentTarget.checked)} />
        Single letters work outside of fields
      </label>
    </Dialog>
  );
}
