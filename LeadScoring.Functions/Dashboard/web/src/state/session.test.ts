import { beforeEach, describe, expect, it, vi } from "vitest";

let answer: () => Response;

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("location", { hash: "", pathname: "/app", search: "" });
  vi.stubGlobal("fetch", async () => answer());
});

async function asked(): Promise<{ who: string | null | undefined; why: string | undefined }> {
  const { begin, linkRefused, session } = await import("./session");
  await begin();
  return { who: session.value && session.value.name, why: linkRefused.value };
}

describe("the question who is signed in", () => {
  it("is answered with a person", async () => {
    answer = () => Response.json({ name: "ann", roles: ["read"], by: "session" });
    expect(await asked()).toEqual({ who: "ann", why: undefined });
  });

  it("is answered with nobody, and without a fault", async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await asked()).toEqual({ who: null, why: undefined });
  });

  it("says so where the app does not answer", async () => {
    answer = () => {
      throw new TypeError("Failed to fetch");
    };
    expect(await asked()).toEqual({ who: null, why: "The app does not answer. Check that it runs, then load this page again." });
    vi.resetModules();
    answer = () => new Response(null, { status: 503 });
    expect((await asked()).why).toMatch(/^The app does not answer/u);
  });
});
