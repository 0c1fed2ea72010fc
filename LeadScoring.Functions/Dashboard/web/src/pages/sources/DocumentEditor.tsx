import { useEffect, useId, useRef, useState } from "preact/hooks";

import { ApiError, body, client } from "../../api/client";
import type { ConnectionItem, ConnectionRequest } from "../../api/schema";
import { read, write } from "../../state/prefs";
import { Button, Card, Failed } from "../../ui/basics";
import { toast } from "../../ui/toast";
import { docsLink } from "../../words/told";
import { Faults } from "./Faults";
import { jsonFault } from "./jsonPlaces";

/** How the fields of a connection are read, as JSON: read first, edited on demand. What is typed is kept in the browser until it is saved. */
export function DocumentEditor({ source, connection, document, fresh = false, onSaved }: { source: string; connection: string; document: unknown; fresh?: boolean; onSaved: (saved: ConnectionItem) => void }) {
  const stored = JSON.stringify(document, null, 2);
  const kept = `connection.${source}/${fresh ? "" : connection}`;
  const [text, setText] = useState(() => read(kept, stored));
  const [editing, setEditing] = useState(fresh || text !== stored);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const fault = editing ? jsonFault(text) : undefined;
  const nameless = fresh && !/^[a-z0-9][a-z0-9-]*$/u.test(connection);
  const why = nameless ? "Give the connection a name first." : fault ? "Correct the text first." : !fresh && text === stored ? "Nothing is changed." : undefined;
  useEffect(() => {
    const timer = setTimeout(() => write(kept, text === stored ? undefined : text), 400);
    return () => clearTimeout(timer);
  }, [text, stored, kept]);

  const leave = (): void => {
    write(kept, undefined);
    setText(stored);
    setError(undefined);
    setEditing(false);
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const saved = await body(client.PUT("/api/v1/sources/{source}/{connection}", { params: { path: { source, connection } }, body: JSON.parse(text) as ConnectionRequest }));
      write(kept, undefined);
      setText(JSON.stringify(saved.document, null, 2));
      setEditing(false);
      toast(fresh ? "The connection is made." : "The connection is saved.");
      onSaved(saved);
    } catch (thrown) {
      setError(thrown instanceof ApiError ? thrown : new ApiError(0, "", String(thrown), "Try again."));
    } finally {
      setBusy(false);
    }
  };
  const show = (place: number): void => {
    field.current?.focus();
    const end = text.indexOf("\n", place);
    field.current?.setSelectionRange(place, end < 0 ? text.length : end);
  };
  const errors = error?.problem?.errors ?? [];
  return (
    <Card title="How it is read" class="gap" aside={<p><a class="link" href={docsLink("reference/sources#connections")} target="_blank" rel="noreferrer">What can stand here</a></p>}>
      {editing ? (
        <>
          <label class="sr" for={id}>The document of the connection, as JSON</label>
          <textarea
            id={id}
            ref={field}
            class="textarea json"
            spellcheck={false}
            rows={Math.max(8, Math.min(30, text.split("\n").length + 2))}
            value={text}
            aria-invalid={fault !== undefined || errors.length > 0 || undefined}
            aria-describedby={`${id}-faults`}
            onInput={event => {
              setText(event.currentTarget.value);
              setError(undefined);
            }}
          />
          <div id={`${id}-faults`}><Faults text={text} fault={fault} errors={errors} onShow={show} /></div>
          {error && errors.length === 0 && <Failed error={error} what="It is not saved; what you wrote is still here." />}
          <div class="row wrap gap-s">
            <Button kind="primary" busy={busy} why={why} onClick={() => void save()}>{busy ? "Saving ..." : fresh ? "Connect" : "Save"}</Button>
            {!fresh && <Button kind="quiet" onClick={leave}>Discard the changes</Button>}
            <span class="small muted">{why ?? "Deliveries are read this way from the next one on; what was rejected can then be taken again."}</span>
          </div>
        </>
      ) : (
        <>
          <pre class="json-read mono" tabIndex={0} aria-label="The document of the connection">{text}</pre>
          <div class="gap-s"><Button onClick={() => setEditing(true)}>Edit ...</Button></div>
        </>
      )}
    </Card>
  );
}
