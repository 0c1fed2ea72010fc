import { describe, expect, it } from "vitest";

import { whole } from "./client";

const retryAfter = async (headers: Record<string, string>, data: unknown): Promise<number> => (await whole(Promise.resolve({ data, response: new Response(null, { status: 202, headers }) }))).retryAfter;

describe("an answer that is not there yet", () => {
  it("says when to ask again in a header, else in its body", async () => {
    expect(await retryAfter({ "retry-after": "2" }, { state: "computing", retryAfterSeconds: 5 })).toBe(2);
    expect(await retryAfter({}, { state: "computing", retryAfterSeconds: 5 })).toBe(5);
    expect(await retryAfter({}, undefined)).toBe(1);
  });
});
