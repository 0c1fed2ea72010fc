import { describe, expect, it } from "vitest";

import { parseModel, isReadable, stringOf } from "../model/doc/parse";
import { editTop } from "../model/doc/rewrite";
import { faultOf, idOf } from "./ids";
import { templates } from "./templates";

describe("the id of a new model", () => {
  it("is suggested by its title", () => {
    expect(idOf("B2B SaaS, 2nd try!")).toBe("b2b-saas-2nd-try");
    expect(idOf("  Größe & Äpfel ")).toBe("gro-e-apfel");
    expect(idOf("2026")).toBe("");
    expect(idOf("x".repeat(99))).toHaveLength(63);
  });

  it("says what is wrong with it", () => {
    expect(faultOf("", [])).toContain("Write an id");
    expect(faultOf("9a", [])).toContain("lower-case");
    expect(faultOf("a", ["a"])).toContain("There is a model");
    expect(faultOf("a-1", ["a"])).toBeUndefined();
  });
});

describe("templates", () => {
  it("are models that keep their comments under another id and title", async () => {
    for (const template of templates) {
      const text = await template.load();
      const copy = editTop(editTop(text, "model", "mine"), "title", "Mine: a try");
      const parsed = parseModel(copy);
      expect(isReadable(parsed), template.name).toBe(true);
      if (isReadable(parsed)) {
        expect([stringOf(parsed.data["model"]), stringOf(parsed.data["title"])]).toEqual(["mine", "Mine: a try"]);
        expect(parsed.rules.length, template.name).toBeGreaterThan(1);
      }

      expect(copy.split("\n").length).toBe(text.split("\n").length);
      expect(copy.match(/#/gu)?.length).toBe(text.match(/#/gu)?.length);
    }
  });
});
