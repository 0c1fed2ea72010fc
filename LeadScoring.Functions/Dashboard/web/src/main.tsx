import "./styles/tokens.css";
import "./styles/components.css";
import "./styles/app.css";

import { render } from "preact";

import { whenSignedOut } from "./api/client";
import { App } from "./app";
import { applyTheme } from "./state/prefs";
import { begin, isSignInLink, session } from "./state/session";

applyTheme();
whenSignedOut(() => (session.value = null));
void begin();
// A sign-in link that is opened where the app is open already does not load the page again.
addEventListener("hashchange", () => {
  if (isSignInLink())
    void begin();
});
render(<App />, document.getElementById("app")!);
