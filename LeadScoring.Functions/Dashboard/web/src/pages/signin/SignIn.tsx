import { useState } from "preact/hooks";

import { linkRefused, signIn } from "../../state/session";
import { Button, Note } from "../../ui/basics";
import { Logo } from "../../ui/Icon";

/** Where a person signs in: with the company's account in Azure, or with a key. The page that was asked for opens afterwards. */
export function SignIn() {
  const [key, setKey] = useState("");
  const [fault, setFault] = useState(linkRefused.value);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFault(await signIn({ key: key.trim() }));
    setBusy(false);
  };
  return (
    <main id="main" class="signin">
      <section class="card">
        <p class="brand"><Logo />LeadScoring</p>
        <h1 id="title" tabIndex={-1}>Sign in to see who is ready</h1>
        <form onSubmit={event => void submit(event)} class="stack">
          <div>
            <label for="key" class="strong">Your access key</label>
            <input id="key" class="field" type="password" autocomplete="current-password" value={key} onInput={event => setKey(event.currentTarget.value)} aria-describedby="key-help" />
            <p id="key-help" class="small muted">On your own machine ./run prints a link that signs in by itself. Elsewhere an admin makes keys, each with a role.</p>
          </div>
          {fault && <Note tone="bad" alert>{fault}</Note>}
          <Button kind="primary" wide type="submit" busy={busy} why={key.trim() === "" ? "Enter a key first." : undefined}>{busy ? "Signing in ..." : "Sign in"}</Button>
        </form>
        <p class="small muted">Where the app runs in Azure behind Entra ID: <a class="link" href={`/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(location.pathname + location.search)}`} target="_self">sign in with your company's account</a>.</p>
      </section>
    </main>
  );
}
