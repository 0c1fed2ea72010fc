import { signal } from "@preact/signals";

import type { SessionAnswer } from "../api/schema";
import { forget } from "../api/useQuery";

/** A role of docs/operations/keys.md. */
export type Role = "ingest" | "read-masked" | "read" | "sales" | "connector" | "marketing" | "admin";

/** Who is signed in. null: nobody; undefined: not known yet. */
export const session = signal<SessionAnswer | null | undefined>(undefined);

const address = "/api/v1/session";

/** Whether the person may do what needs a role. What may not be done is not shown; the app refuses it besides. */
export const may = (role: Role): boolean => session.value?.roles.includes(role) ?? false;

/** Why it is not known who is signed in: the one-time link did not count, or the app did not answer; undefined where neither is so. */
export const linkRefused = signal<string | undefined>(undefined);

/** Asks the app who is signed in; a link with a one-time token signs in first. */
export async function begin(): Promise<void> {
  const token = tokenOfLink();
  if (token) {
    const refused = await signIn({ token });
    if (refused === undefined)
      return;
    linkRefused.value = refused;
  }

  try {
    const response = await fetch(address, { credentials: "same-origin" });
    if (response.status >= 500)
      linkRefused.value ??= away;
    // 204: nobody is signed in.
    session.value = response.status === 200 ? ((await response.json()) as SessionAnswer) : null;
  } catch {
    linkRefused.value ??= away;
    session.value = null;
  }
}

const away = "The app does not answer. Check that it runs, then load this page again.";

/** Signs in. Answers what went wrong; undefined where nothing did. */
export async function signIn(proof: { token: string } | { key: string }): Promise<string | undefined> {
  try {
    const response = await fetch(address, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/json", "x-csrf": "1" }, body: JSON.stringify(proof) });
    const answer = (await response.json()) as SessionAnswer & { detail?: string; fix?: string };
    if (!response.ok)
      return [answer.detail, answer.fix].filter(Boolean).join(" ") || `The app answered ${response.status}.`;
    forget();
    session.value = answer;
    return undefined;
  } catch {
    return "The app does not answer. Check that it runs, then try again.";
  }
}

/** Signs out, here and in every tab. */
export async function signOut(): Promise<void> {
  const platform = session.value?.by === "principal";
  await fetch(address, { method: "DELETE", credentials: "same-origin", headers: { "x-csrf": "1" } }).catch(() => undefined);
  forget();
  if (platform)
    location.assign("/.auth/logout?post_logout_redirect_uri=/app");
  session.value = null;
}

// The token stands behind the #, which no server and no log sees; it does not stay in the bar, nor in the history.
const signInOf = (): string | null => new URLSearchParams(location.hash.slice(1)).get("signin");

/** Whether the address is that of a one-time link; `begin` takes the token out of it. */
export const isSignInLink = (): boolean => signInOf() !== null;

function tokenOfLink(): string | null {
  const token = signInOf();
  if (token)
    history.replaceState(null, "", location.pathname + location.search);
  return token;
}
