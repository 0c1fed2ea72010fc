import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

// Without a page there is no address that relative ones belong to.
const origin = "https://app.example";
const sent: Request[] = [];

let drafts: typeof import("./drafts");
let askLeads: typeof import("./leads").askLeads;
let askCurve: typeof import("./curve").askCurve;

beforeAll(async () => {
  vi.stubGlobal("Request", class extends Request {
    constructor(input: string, init?: RequestInit) {
      super(new URL(input, origin), init);
    }
  });
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(request);
    return request.method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({}, { headers: { etag: '"new"' } });
  });
  drafts = await import("./drafts");
  ({ askLeads } = await import("./leads"));
  ({ askCurve } = await import("./curve"));
});

beforeEach(() => {
  sent.length = 0;
});

const place = (): string => sent[0]!.url.slice(origin.length);

describe("a save of a draft", () => {
  it("is the text itself, over what was read", async () => {
    expect(await drafts.saveDraft("b2b", "model: b2b\n", { etag: '"old"' })).toBe('"new"');
    const [request] = sent;
    expect([request!.method, place(), request!.headers.get("content-type"), request!.headers.get("x-csrf")]).toEqual(["PUT", "/api/v1/models/b2b", "application/yaml", "1"]);
    expect([request!.headers.get("if-match"), request!.headers.get("if-none-match")]).toEqual(['"old"', null]);
    expect(await request!.text()).toBe("model: b2b\n");
  });

  it("of a new model overwrites none", async () => {
    await drafts.saveDraft("b2b", "model: b2b\n", { isNew: true });
    expect([sent[0]!.headers.get("if-match"), sent[0]!.headers.get("if-none-match")]).toEqual([null, "*"]);
  });

  it("can be taken back, where it is still the same", async () => {
    await drafts.discardDraft("b2b", '"old"');
    expect([sent[0]!.method, place(), sent[0]!.headers.get("if-match")]).toEqual(["DELETE", "/api/v1/models/b2b/draft", '"old"']);
  });
});

describe("a question", () => {
  it("for leads has the names of attributes as an address says them", async () => {
    await askLeads(new URLSearchParams({ "model": "b2b", "grade": "A1,A2", "profile.country": "DE,AT" }), new AbortController().signal);
    expect(place()).toBe("/api/v1/leads?model=b2b&grade=A1%2CA2&profile.country=DE%2CAT");
  });

  it("for a curve leaves out days that are not asked for", async () => {
    await askCurve("k3v", { model: "b2b" }, new AbortController().signal);
    expect(place()).toBe("/api/v1/leads/k3v/curve?model=b2b");
  });
});
