import { describe, expect, it } from "vitest";

import type { ConnectionItem, SourceList } from "../../api/schema";
import { jsonFault, lineOf, placeOf, placesOf } from "./jsonPlaces";
import { hookAddress, replayText, resultText, secretText, sourcesSubtitle, sourcesTitle, stateOf } from "./sourceWords";

const now = Date.parse("2026-11-28T19:26:00Z");
const connection = (more: Partial<ConnectionItem> = {}): ConnectionItem => ({ source: "typeform", connection: "signup", hook: "/hooks/typeform/signup", secrets: [{ name: "A", use: "sign", state: "active" }], lastReceivedAt: "2026-11-28T19:00:00Z", lastRefusedAt: null, accepted: 3, duplicates: 0, rejected: 0, refused: 0, document: {}, ...more });
const list = (connections: ConnectionItem[], refused = 0): SourceList => ({ sources: [], connections, nowhere: { refused, lastRefusedAt: refused > 0 ? "2026-11-28T19:20:00Z" : null } });

describe("the words of sources", () => {
  it("say what keeps a connection from delivering, the worst first", () => {
    const secret = (state: string) => ({ secrets: [{ name: "A", use: "sign", state }] });
    expect(stateOf(connection(), now)).toEqual({ tone: "ok", text: "delivers" });
    expect(stateOf(connection(secret("missing")), now)).toEqual({ tone: "over", text: "secret is missing" });
    expect(stateOf(connection(secret("unusable")), now).text).toBe("secret cannot be used");
    expect(stateOf(connection(secret("over")), now).text).toBe("secret has ended");
    expect(stateOf(connection({ secrets: [{ name: "A", use: "sign", state: "missing" }, { name: "B", use: "sign", state: "active" }] }), now).tone).toBe("ok");
    expect(stateOf(connection({ lastRefusedAt: "2026-11-28T19:10:00Z" }), now).text).toBe("last delivery refused");
    expect(stateOf(connection({ accepted: 0, rejected: 4 }), now).text).toBe("not understood");
    expect(stateOf(connection({ lastReceivedAt: "2026-11-12T19:00:00Z" }), now)).toEqual({ tone: "due", text: "silent for 16 days" });
  });

  it("begin with whether all deliver", () => {
    expect(sourcesTitle(list([]), now)).toBe("No source is connected yet");
    expect(sourcesTitle(list([connection(), connection()]), now)).toBe("All two sources deliver");
    expect(sourcesTitle(list([connection(), connection({ lastReceivedAt: null })]), now)).toBe("One of two sources needs a look");
    expect(sourcesSubtitle(list([connection({ rejected: 2 })], 1), now)).toBe("3 events taken, 2 rejected. 1 request came to an address of no connection, the last 6 minutes ago: a vendor may have a wrong one.");
  });

  it("name what to do about a secret, and never its value", () => {
    expect(secretText({ name: "A", use: "sign", state: "missing" }).fix).toContain("LeadScoring__Secrets__A");
    expect(secretText({ name: "A", use: "sign", state: "active" })).toEqual({ text: "is there and counts", tone: "ok" });
    expect(secretText({ name: "A", use: "sign", state: "unusable" }).tone).toBe("over");
  });

  it("give the whole address of a hook", () => {
    expect(hookAddress("/hooks/a/b", "https://x.example")).toBe("https://x.example/hooks/a/b");
    expect(hookAddress("https://other.example/hooks/a/b", "https://x.example")).toBe("https://other.example/hooks/a/b");
  });

  it("say what became of a replay", () => {
    expect(replayText({ replayed: 3, kept: 1, more: false, results: [] })).toBe("3 are taken now, 1 is still refused.");
    expect(replayText({ replayed: 0, kept: 0, more: true, results: [{ id: "a", outcome: "gone" }] })).toBe("1 was gone already. There are more: take them again.");
    expect(replayText({ replayed: 0, kept: 0, more: false, results: [] })).toBe("Nothing was there to take.");
    expect(resultText({ id: "a", outcome: "kept", detail: "Must be text.", fix: "Write a text." })).toEqual({ text: "Must be text. Write a text.", tone: "due" });
  });
});

describe("the places of a JSON text", () => {
  const text = '{\n  "secrets": [\n    { "name": "A\\"}]" },\n    { "nam": 1 }\n  ],\n  "a/b~c": null,\n  "": [[], {}]\n}';

  it("are found by their pointers, whatever stands in names and texts", () => {
    const places = placesOf(text);
    expect(lineOf(text, places.get("/secrets/0/name")!)).toBe(3);
    expect(lineOf(text, places.get("/secrets/1/nam")!)).toBe(4);
    expect(lineOf(text, places.get("/a~1b~0c")!)).toBe(6);
    expect(lineOf(text, places.get("//1")!)).toBe(7);
    expect([...places.keys()]).toHaveLength(10);
  });

  it("are those of the nearest part where the part itself is missing", () => {
    expect(lineOf(text, placeOf(text, "/secrets/1/name"))).toBe(4);
    expect(placeOf(text, "/nothing")).toBe(0);
    expect(placeOf("", "/nothing")).toBe(0);
  });

  it("say what is wrong with a text, with its line", () => {
    expect(jsonFault("{}")).toBeUndefined();
    expect(jsonFault("[]")?.detail).toMatch(/object/u);
    const wrong: [string, RegExp, number][] = [
      ['{\n  "a": x\n}', /not a value/u, 2],
      ['{\n  "a": 1\n  "b": 2 }', /comma or \}/u, 3],
      ['{ "a": 1,\n}', /no comma/u, 2],
      ['{\n"a" 1 }', /colon/u, 2],
      ['{ "a":\n"b }', /closing quote/u, 2],
      ['{ "a": "\\x" }', /backslash/u, 1],
      ["{ \"a\": 'b' }", /double quotes/u, 1],
      ["{", /name in double quotes/u, 1],
      ["", /value is missing/u, 1],
      ["{}\n{}", /behind the end/u, 2],
    ];
    for (const [given, detail, line] of wrong) {
      const fault = jsonFault(given);
      expect(fault?.detail, given).toMatch(detail);
      expect(lineOf(given, fault!.place), given).toBe(line);
    }
  });

  it("hold for the same texts as JSON.parse", () => {
    for (const given of ["{}", '{ "a": [1, -0.5e3, true, null, "\\u00e9", {}] }', '{ "a": 01 }', '{ "a": .5 }', '{ "a": "tab\there" }', "{ 'a': 1 }", '{ "a": [1,] }', "nul", "{ \"a\": NaN }"]) {
      const parses = ((): boolean => {
        try {
          JSON.parse(given);
          return true;
        } catch {
          return false;
        }
      })();
      expect(jsonFault(given) === undefined, given).toBe(parses);
    }
  });
});
