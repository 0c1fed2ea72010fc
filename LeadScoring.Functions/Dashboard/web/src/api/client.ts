import createClient, { type Middleware } from "openapi-fetch";

import type { paths, Problem } from "./schema";

/** What the app answered instead of what was asked for: a problem with its fix, or that nobody answered. */
export class ApiError extends Error {
  /** @param status HTTP status; 0 where nobody answered. */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fix: string,
    readonly problem?: Problem,
  ) {
    super(`${detail} ${fix}`.trim());
  }

  /** Nobody answered: asking again later may help. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

let onSignedOut: () => void = () => {};

/** Calls back when the app says that nobody is signed in any more. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

// Writes carry a header that no other site can send along without being asked for it (cross-site request forgery).
const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && request.method !== "HEAD")
      request.headers.set("x-csrf", "1");
    return request;
  },
};

export const client = createClient<paths>({
  baseUrl: "/",
  credentials: "same-origin",
  // Several values stand behind one name, with commas.
  querySerializer: { array: { style: "form", explode: false } },
  // Asked for by name at each call, so that a test may put another in its place.
  fetch: async request => {
    try {
      return await fetch(request);
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === "AbortError")
        throw fault;
      throw new ApiError(0, "", "The app does not answer.", "Check your connection, or that the app runs; the page asks again by itself.");
    }
  },
});
client.use(guard);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or an {@link ApiError} with what the app said. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok)
    return data as T;
  throw toError(response, error);
}

/** Like {@link body}, with the status and the entity tag: for answers of which 202 says "not yet", and for texts that are edited. */
export async function whole<T>(answer: Promise<Answer<T>>): Promise<{ status: number; etag: string | null; retryAfter: number; data: T }> {
  const { data, error, response } = await answer;
  if (!response.ok)
    throw toError(response, error);
  return { status: response.status, etag: response.headers.get("etag"), retryAfter: retryAfterOf(response, data), data: data as T };
}

// Not every answer that says "not yet" has the header; those about one lead say it in their body alone.
function retryAfterOf(response: Response, data: unknown): number {
  const said = typeof data === "object" && data !== null && "retryAfterSeconds" in data ? data.retryAfterSeconds : 1;
  return Number(response.headers.get("retry-after") ?? said);
}

function toError(response: Response, error: unknown): ApiError {
  const problem = isProblem(error) ? error : undefined;
  if (response.status === 401)
    onSignedOut();
  return new ApiError(response.status, problem?.code ?? "", problem?.detail ?? `The app answered ${response.status}.`, problem?.fix ?? "Try again; if it stays, look at Health.", problem);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "detail" in error && "code" in error;
}
