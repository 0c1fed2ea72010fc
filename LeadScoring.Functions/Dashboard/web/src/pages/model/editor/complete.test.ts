import { describe, expect, it } from "vitest";

import { proposalsAt, type Words } from "./complete";
import { contextAt } from "./context";
import { hintsAt } from "./schema";

const words: Words = {
  vocabulary: {
    leads: 10,
    complete: true,
    events: 100,
    types: [
      { type: "page.viewed", events: 90, properties: [{ name: "path", events: 90 }, { name: "durationSeconds", events: 60 }] },
      { type: "asset.downloaded", events: 10, properties: [{ name: "assetType", events: 10, values: ["whitepaper", "guide"] }] },
    ],
    attributes: [{ name: "jobTitle", events: 8 }, { name: "industry", events: 6, values: ["logistics", "software"] }],
  },
  rules: [{ id: "pricing-page", title: "Looked at prices" }],
  categories: ["website", "content"],
  dimensions: ["fit", "engagement"],
};

// The cursor is at "|".
const at = (text: string) => contextAt(text.replace("|", ""), text.indexOf("|"));
const labels = (text: string): string[] => {
  const context = at(text);
  return context ? proposalsAt(text.replace("|", ""), context, words, text.indexOf("|")).map(proposal => proposal.label) : [];
};

describe("where the cursor is", () => {
  it("is told from lines and dashes", () => {
    expect(at("mo|")).toMatchObject({ path: [], at: "key", word: "mo" });
    expect(at("model: a\nrules:\n  - rule: x\n    |")).toMatchObject({ path: ["rules", "[]"], at: "key", keys: ["rule"] });
    expect(at("rules:\n  - rule: x\n    cat|\n    points: 2\n  - rule: y\n    note: z\n")).toMatchObject({ path: ["rules", "[]"], keys: ["rule", "points"] });
    expect(at("rules:\n  - rule: x\n    category: we|")).toMatchObject({ path: ["rules", "[]", "category"], at: "value", word: "we" });
    expect(at("rules:\n- rule: x\n  on: |")).toMatchObject({ path: ["rules", "[]", "on"], at: "value" });
    expect(at("rules:\n  - rule: a\n    tiers:\n      - when:\n          any:\n            - { department: it }\n            - |")).toMatchObject({ path: ["rules", "[]", "tiers", "[]", "when", "any", "[]"], at: "key" });
    expect(at("rules:\n  - |")).toMatchObject({ path: ["rules", "[]"], at: "key", keys: [] });
  });

  it("is told from brackets", () => {
    expect(at("rules:\n  - rule: x\n    where: { path: { sta| } }")).toMatchObject({ path: ["rules", "[]", "where", "path"], at: "key", word: "sta" });
    expect(at("rules:\n  - rule: x\n    where: { path: { startsWith: [/pri|")).toMatchObject({ path: ["rules", "[]", "where", "path", "startsWith", "[]"], at: "value", word: "/pri" });
    expect(at("rules:\n  - { rule: x, category: c, | }")).toMatchObject({ path: ["rules", "[]"], at: "key", keys: ["rule", "category"] });
    expect(at("rules:\n  - rule: x\n    where: { path: { is: a }, | }")).toMatchObject({ path: ["rules", "[]", "where"], at: "key", keys: ["path"] });
    expect(at("rules:\n  - rule: x\n    on: [page.viewed, |")).toMatchObject({ path: ["rules", "[]", "on", "[]"], at: "value" });
  });

  it("is not confused by brackets that are closed", () => {
    expect(at("rules:\n  - rule: x\n    decay: { halfLife: 9d }\n    where: { |")).toMatchObject({ path: ["rules", "[]", "where"], at: "key" });
    expect(at("rules:\n  - rule: x\n    decay: { halfLife: 9d } # {\n    |")).toMatchObject({ path: ["rules", "[]"], at: "key", keys: ["decay", "rule"] });
  });

  it("goes over several lines of brackets", () => {
    expect(at("rules:\n  - rule: x\n    where: {\n      path: {\n        |")).toMatchObject({ path: ["rules", "[]", "where", "path"], at: "key" });
  });

  it("is nowhere in comments and quoted texts", () => {
    expect(at("rules: # ab|")).toBeUndefined();
    expect(at("title: \"ab|")).toBeUndefined();
  });
});

describe("what the language allows", () => {
  it("is told by the schema", () => {
    expect(hintsAt([], []).keys.map(key => key.name)).toEqual(expect.arrayContaining(["model", "rules", "routes", "dimensions", "target"]));
    expect(hintsAt(["mode"], []).values).toEqual(["live", "assess"]);
    expect(hintsAt(["rules", "[]", "decay"], []).keys.map(key => key.name)).toEqual(["halfLife", "linear", "expire"]);
    expect(hintsAt(["rules", "[]", "signal"], []).values).toEqual(["true", "false"]);
    expect(hintsAt(["rules", "[]", "where"], []).isOpen).toBe(true);
  });

  it("depends on the kind of the rule", () => {
    const keys = (...known: string[]) => hintsAt(["rules", "[]"], known).keys.map(key => key.name);
    expect(keys("rule", "silence")).not.toContain("points");
    expect(keys("rule", "on", "points")).toEqual(expect.arrayContaining(["where", "newest", "perDay", "decay"]));
    expect(keys("rule", "on", "points")).not.toContain("tiers");
    expect(keys("rule", "tiers")).not.toContain("on");
    expect(keys("rule")).toEqual(expect.arrayContaining(["on", "tiers", "silence", "together"]));
  });
});

describe("proposals", () => {
  it("have types, properties and values of the log", () => {
    expect(labels("rules:\n  - rule: x\n    on: |").slice(0, 2)).toEqual(["page.viewed", "asset.downloaded"]);
    expect(labels("rules:\n  - rule: x\n    on: asset.downloaded\n    where: { |")).toEqual(expect.arrayContaining(["assetType", "all", "any", "not"]));
    expect(labels("rules:\n  - rule: x\n    on: asset.downloaded\n    where: { |")).not.toContain("path");
    expect(labels("rules:\n  - rule: x\n    on: asset.downloaded\n    where: { assetType: |")).toEqual(expect.arrayContaining(["whitepaper", "guide"]));
    expect(labels("rules:\n  - rule: x\n    when: { industry: [|")).toEqual(expect.arrayContaining(["logistics", "software"]));
    expect(labels("rules:\n  - rule: x\n    when: { |")).toEqual(expect.arrayContaining(["jobTitle", "emailKind"]));
  });

  it("have what the document itself names", () => {
    expect(labels("rules:\n  - rule: x\n    category: |")).toEqual(["website", "content"]);
    expect(labels("rules:\n  - rule: x\n    together: [|")).toEqual(["pricing-page"]);
    expect(labels("routes:\n  - { id: hot, when: { |")).toEqual(expect.arrayContaining(["grade", "engagement", "category.website"]));
    expect(labels("routes:\n  - { id: hot, when: { grade: |")).toContain("A1");
    expect(labels("routes:\n  - { id: hot, to: |")).toEqual(["sales", "inside-sales", "nurture"]);
  });

  it("leave out keys that stand there already", () => {
    expect(labels("rules:\n  - rule: x\n    on: page.viewed\n    points: 1\n    |")).not.toContain("points");
  });
});
