import { describe, expect, it } from "vitest";

import { cardOf, pointsText, wasOf } from "./cards";
import { changesBetween } from "./changes";
import { conditionWords } from "./conditions";
import { blocking, editOf, findingsOf, fixOf, placeOn, type Finding } from "./findings";
import { changedLines, diffLines, hunksOf } from "./lines";
import { isReadable, parseModel, type ModelDoc } from "./parse";
import { applied, editRule, editTop } from "./rewrite";
import { fadingOf, scopeOf } from "./scope";

const text = `# Who is ready.
model: b2b
title: B2B SaaS # shown
scale: 10
dimensions:
  fit: { weight: 40, categories: { role: 4 } }
  engagement:
    weight: 45
    categories: { website: 3, events: 1 }
    decay: { halfLife: 30d }
grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 55, 2: 35, 3: 15 } }
rules:
  # ---- website ----
  - rule: pricing-page
    title: Looked at prices   # what sales reads
    category: website
    signal: true
    note: Price interest is hot.
    on: page.viewed
    where: { path: { startsWith: [/pricing, /plans] } }
    points: 2.5 # more than product pages
    perDay: 1
    decay: { halfLife: 14d }

  - rule: seniority
    category: role
    tiers:
      - { when: { jobTitle: { hasWord: [student] } }, points: -8 }
      - { when: { jobTitle: { hasWord: [vp] } }, points: 8 }
  - { rule: webinar, category: events, on: webinar.attended, points: 4, count: { distinct: asset } }
  - rule: quiet
    category: website
    silence: { of: page.viewed, steps: [ { for: 45d, points: -1 }, { for: 75d, points: -3 } ] }
routes:
  - { id: hot, when: { grade: A1 }, to: sales }
`;

const read = (source: string): ModelDoc => {
  const parsed = parseModel(source);
  if (!isReadable(parsed))
    throw new Error(parsed.message);
  return parsed;
};
const cardOfRule = (source: string, id: string) => {
  const doc = read(source);
  const scope = scopeOf(doc);
  const rule = doc.rules.find(item => item.id === id)!;
  return cardOf(rule, scope.categories.find(category => category.rules.includes(rule)), scope);
};

describe("a model text", () => {
  it("keeps the place of each rule, and every scalar as text", () => {
    const doc = read(text);
    expect(doc.rules.map(rule => rule.id)).toEqual(["pricing-page", "seniority", "webinar", "quiet"]);
    expect(text.split("\n")[doc.rules[0]!.line - 1]).toBe("  - rule: pricing-page");
    expect(text.split("\n")[doc.rules[0]!.lastLine - 1]).toBe("    decay: { halfLife: 14d }");
    expect(doc.rules[0]!.data["points"]).toBe("2.5");
    expect(read("a: no\nrules: []").data["a"]).toBe("no");
  });

  it("says the line of what it cannot read", () => {
    const parsed = parseModel("model: a\nrules: [");
    expect(isReadable(parsed)).toBe(false);
    expect((parsed as { line: number }).line).toBe(2);
    expect(isReadable(parseModel("- a list"))).toBe(false);
  });

  it("puts rules under their categories, with the colour of the dimension", () => {
    const scope = scopeOf(read(text));
    expect(scope.categories.map(category => [category.name, category.rules.length])).toEqual([["role", 1], ["website", 2], ["events", 1]]);
    expect([scope.toneOf("fit"), scope.toneOf("engagement"), scope.toneOf("other")]).toEqual(["fit", "eng", "need"]);
    expect(scope.teamOf("hot")).toBe("sales");
  });
});

describe("a card", () => {
  it("says points, counting and fading in words", () => {
    expect(cardOfRule(text, "pricing-page")).toMatchObject({ title: "Looked at prices", points: "+2.5", sign: 1, note: "Price interest is hot.", isSignal: true, chips: ["once a day", "halves in 14 days"] });
    expect(cardOfRule(text, "seniority")).toMatchObject({ title: "Seniority", points: "−8 to +8", sign: 0 });
    expect(cardOfRule(text, "webinar").chips).toEqual(["each asset once"]);
    expect(cardOfRule(text, "quiet")).toMatchObject({ points: "−1 to −3", sign: -1, chips: ["after 45 and 75 days"] });
  });

  it("takes the decay of the dimension where the rule says none, and only for events", () => {
    const doc = read(text);
    const scope = scopeOf(doc);
    const of = (id: string) => fadingOf(doc.rules.find(rule => rule.id === id)!.data, scope.categories.find(category => category.name === "website"));
    expect(of("webinar")).toEqual({ kind: "halfLife", days: 30, own: false });
    expect(of("seniority")).toBeUndefined();
    expect(of("quiet")).toBeUndefined();
  });

  it("writes a range of points with the smaller loss first", () => {
    expect(pointsText([8, -8])).toBe("−8 to +8");
    expect(pointsText([-3, -1])).toBe("−1 to −3");
    expect(pointsText([2.5])).toBe("+2.5");
  });

  it("says what it was", () => {
    const before = read(text);
    const was = (after: string, id: string) => {
      const doc = read(after);
      return wasOf(before.rules.find(rule => rule.id === id), doc.rules.find(rule => rule.id === id)!, scopeOf(doc));
    };
    expect(was(text.replace("halfLife: 14d", "halfLife: 28d"), "pricing-page")).toEqual({ state: "changed", chips: ["was 14"] });
    expect(was(text.replace("points: 4,", "points: 6,"), "webinar").chips).toEqual(["was 4"]);
    expect(was(text.replace("perDay: 1", "newest: 3"), "pricing-page").chips).toEqual(["was once a day"]);
    expect(was(text.replace("[/pricing, /plans]", "[/pricing]"), "pricing-page").chips).toEqual(["asks for something else"]);
    expect(was(text.replace("rule: quiet", "rule: silent"), "silent").state).toBe("new");
    expect(was(text.replace("# ---- website ----", "# other"), "pricing-page").state).toBe("same");
  });
});

describe("changes by meaning", () => {
  it("do not count comments and order of keys", () => {
    const after = text.replace("# Who is ready.", "# Somebody").replace("    perDay: 1\n    decay: { halfLife: 14d }", "    decay: { halfLife: 14d }\n    perDay: 1");
    expect(changesBetween(read(text), read(after)).count).toBe(0);
  });

  it("name rules that came, went and changed, and other parts", () => {
    const after = text.replace("rule: quiet", "rule: silent").replace("points: 2.5", "points: 3").replace("scale: 10", "scale: 12");
    const changes = changesBetween(read(text), read(after));
    expect(changes.added.map(rule => rule.id)).toEqual(["silent"]);
    expect(changes.removed.map(rule => rule.id)).toEqual(["quiet"]);
    expect(changes.changed.map(change => change.after.id)).toEqual(["pricing-page"]);
    expect(changes.other).toEqual(["Scale"]);
    expect(changes.count).toBe(4);
  });
});

describe("rewriting a rule", () => {
  const after = (path: (string | number)[], value: Parameters<typeof editRule>[3], id = "pricing-page", source = text): string => applied(source, editRule(source, id, path, value));

  it("changes the value alone: comments, quotes and blank lines stay", () => {
    expect(after(["points"], "3")).toBe(text.replace("points: 2.5 # more", "points: 3 # more"));
    expect(after(["decay", "halfLife"], "28d")).toBe(text.replace("halfLife: 14d", "halfLife: 28d"));
    expect(after(["title"], "Prices: looked at")).toBe(text.replace("title: Looked at prices   #", 'title: "Prices: looked at"   #'));
    expect(after(["tiers", 1, "points"], "7", "seniority")).toBe(text.replace("points: 8 }", "points: 7 }"));
    expect(after(["silence", "steps", 0, "for"], "30d", "quiet")).toBe(text.replace("for: 45d", "for: 30d"));
  });

  it("takes the place of a whole value", () => {
    expect(after(["decay"], { linear: "60d" })).toBe(text.replace("{ halfLife: 14d }", "{ linear: 60d }"));
    expect(after(["decay"], "none")).toBe(text.replace("{ halfLife: 14d }", "none"));
    const block = text.replace("    decay: { halfLife: 14d }", "    decay:\n      halfLife: 14d # short");
    expect(after(["decay", "halfLife"], "28d", "pricing-page", block)).toBe(block.replace("14d # short", "28d # short"));
    expect(after(["decay"], { expire: "9d" }, "pricing-page", block)).toContain("    decay: { expire: 9d }");
  });

  it("adds a key where its kind stands, below a comment of the line before", () => {
    expect(after(["newest"], "4")).toBe(text.replace("    perDay: 1\n", "    perDay: 1\n    newest: 4\n"));
    expect(after(["count"], "once")).toBe(text.replace("    points: 2.5 # more than product pages\n", "    points: 2.5 # more than product pages\n    count: once\n"));
    expect(after(["perDay"], "2", "webinar")).toBe(text.replace("{ distinct: asset } }", "{ distinct: asset }, perDay: 2 }"));
  });

  it("takes a key away with its line", () => {
    expect(after(["perDay"], undefined)).toBe(text.replace("    perDay: 1\n", ""));
    expect(after(["count"], undefined, "webinar")).toBe(text.replace(", count: { distinct: asset } }", " }"));
    expect(after(["points"], undefined, "webinar")).toBe(text.replace("points: 4, ", ""));
    expect(editRule(text, "pricing-page", ["rule"], undefined)).toBeUndefined();
  });

  it("has nothing to do where the text says so already, and none in a text that cannot be read", () => {
    expect(editRule(text, "pricing-page", ["points"], "2.5")).toBeUndefined();
    expect(editRule(text, "nobody", ["points"], "2")).toBeUndefined();
    expect(editRule("rules: [", "a", ["points"], "2")).toBeUndefined();
  });

  it("quotes what would be read otherwise", () => {
    const hostile = `<script>alert("x")</script>, { } # : '`;
    const doc = read(after(["title"], hostile));
    expect(doc.rules[0]!.data["title"]).toBe(hostile);
    expect(read(after(["title"], hostile, "webinar")).rules[2]!.data["title"]).toBe(hostile);
    expect(read(after(["note"], "two\nlines")).rules[0]!.data["note"]).toBe("two lines");
  });

  it("writes id and title of a copy, and keeps the comments", () => {
    const copy = editTop(editTop(text, "model", "spring"), "title", "Spring: new");
    expect(copy).toBe(text.replace("model: b2b", "model: spring").replace("title: B2B SaaS #", 'title: "Spring: new" #'));
  });

  it("leaves a text that reads the same but for the change, for each rule and field", () => {
    const doc = read(text);
    for (const rule of doc.rules) {
      const changed = read(after(["title"], "Another", rule.id));
      expect(changesBetween(doc, changed).changed.map(change => change.after.id)).toEqual([rule.id]);
    }
  });
});

describe("a finding", () => {
  const finding = (detail: string, fix: string, column = 5): Finding => ({ line: 1, column, isError: true, code: "LS-MODEL-001", detail, fix });

  it("is read from a refusal, whose places are words", () => {
    expect(findingsOf([{ pointer: "line 155, column 5", code: "LS-MODEL-009", detail: "d", fix: "f" }, { pointer: "/confirm", code: "x", detail: "", fix: "" }])).toEqual([{ line: 155, column: 5, isError: true, code: "LS-MODEL-009", detail: "d", fix: "f" }]);
  });

  it("has a fix of one key where it says exactly what to write", () => {
    expect(fixOf("    newst: 2", finding("'newst' is not a key of a rule.", "Write 'newest'."))).toEqual({ words: "Write newest", from: 4, to: 9, insert: "newest" });
    expect(fixOf("    newst: 2", finding("Unknown key.", "Write 'newest' for 'newst'."))).toMatchObject({ from: 4, to: 9 });
    expect(fixOf("    while: { JobTitle: { is: x } }", finding("Rule 'a' asks for the attribute 'JobTitle', which no profile is known to have.", "Write 'jobTitle' if that is meant; names are case-sensitive."))).toMatchObject({ from: 13, to: 21, insert: "jobTitle" });
    expect(fixOf("scale: 0", finding("The scale must be above 0, not '0'.", "Write 'scale: 10': every category is cut to -10..+10."))).toBeUndefined();
    expect(fixOf("within: 90", finding("'within' must be a duration.", "Write 'within: 90d' for days."))).toBeUndefined();
    expect(fixOf("timeZone: Berlin", finding("Unknown.", "Write 'timeZone: Europe/Berlin'.", 11))).toEqual({ words: "Write timeZone: Europe/Berlin", from: 10, to: 16, insert: "Europe/Berlin" });
    expect(fixOf("x: y", finding("No.", "Write 'when' or 'tiers' (profile)."))).toBeUndefined();
    expect(fixOf("x: y", finding("No.", "Write 'key: { ... }'."))).toBeUndefined();
  });

  it("does not touch a longer word that begins alike", () => {
    expect(fixOf("    newstand: 1, newst: 2", finding("'newst' is not a key.", "Write 'newest'.")))?.toMatchObject({ from: 17 });
  });

  it("is underlined at the word it names, else at its column", () => {
    expect(placeOn("    newst: 2", finding("'newst' is not a key.", ""))).toEqual([4, 9]);
    expect(placeOn("    points: abc", finding("Must be a number.", "", 13))).toEqual([12, 15]);
    expect(placeOn("  - rule: a", finding("Something.", "", 99))).toEqual([2, 11]);
  });

  it("edits the whole text", () => {
    const source = "a: 1\n    newst: 2\n";
    expect(applied(source, editOf(source, { ...finding("'newst' is not a key.", "Write 'newest'."), line: 2 }))).toBe("a: 1\n    newest: 2\n");
  });

  it("blocks a publish in words", () => {
    expect(blocking([])).toBeUndefined();
    expect(blocking([finding("", "")])).toBe("Fix the error on line 1 first.");
    expect(blocking([{ ...finding("", ""), line: 9 }, finding("", "")])).toBe("Fix 2 errors first, beginning on line 9.");
    expect(blocking([{ ...finding("", ""), isError: false }])).toBeUndefined();
  });
});

describe("a comparison by lines", () => {
  const rebuilt = (lines: ReturnType<typeof diffLines>, side: "ins" | "del"): string => lines.filter(line => line.kind === "same" || line.kind === side).map(line => line.text).join("\n");

  it("has both texts in it, with the fewest changes", () => {
    const after = text.replace("points: 2.5", "points: 3").replace("  - rule: quiet\n", "").replace("scale: 10\n", "scale: 10\nmode: live\n");
    const lines = diffLines(text, after);
    expect(rebuilt(lines, "del")).toBe(text);
    expect(rebuilt(lines, "ins")).toBe(after);
    expect(lines.filter(line => line.kind !== "same")).toHaveLength(4);
    for (const line of lines) {
      if (line.before !== undefined)
        expect(text.split("\n")[line.before - 1]).toBe(line.text);
      if (line.after !== undefined)
        expect(after.split("\n")[line.after - 1]).toBe(line.text);
    }
  });

  it("holds for texts that have nothing in common, and for empty ones", () => {
    for (const [before, after] of [["a\nb", "c\nd\ne"], ["", "a"], ["a", ""], ["", ""], ["x\ny\nz", "x\nz"], ["x\nz", "x\ny\nz"]] as const) {
      const lines = diffLines(before, after);
      expect([rebuilt(lines, "del"), rebuilt(lines, "ins")]).toEqual([before, after]);
    }
  });

  it("shows what differs with lines around, and how many are left out", () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
    const shown = hunksOf(diffLines(before, before.replace("line 20", "LINE 20")), 2);
    expect(shown[0]).toEqual({ kind: "gap", lines: 18 });
    expect(shown).toHaveLength(8);
    expect(shown.at(-1)).toEqual({ kind: "gap", lines: 17 });
    expect(changedLines(before, before.replace("line 20", "LINE 20"))).toEqual([21]);
  });
});

describe("conditions in words", () => {
  it("read like a sentence", () => {
    const where = read(text).rules[0]!.data["where"];
    expect(conditionWords(where)).toBe("path begins with /pricing or /plans");
    const all = read("rules: []\nc: { any: [ { department: [it, finance] }, { employees: { between: [100, 5000] }, jobTitle: { exists: false } } ], not: { country: DE } }").data["c"];
    expect(conditionWords(all)).toBe("department is it or finance, or (employees is 100 to 5000, and job title is not known), and not (country is DE)");
    expect(conditionWords(undefined)).toBe("");
  });
});
