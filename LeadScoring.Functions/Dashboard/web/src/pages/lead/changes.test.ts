import { describe, expect, it } from "vitest";

import type { ExplanationAnswer, LeadModelItem } from "../../api/schema";
import { changesOf } from "./changes";

describe("what changes when", () => {
  it("is said in sentences where points add up and there are no grades", () => {
    const answer = { route: "nearly", until: "2027-01-30", untilChange: { route: { from: "nearly", to: "inactive" }, points: [], score: { from: 99, to: 95 } } } as unknown as ExplanationAnswer;
    const texts = changesOf({ owner: "marketing" } as LeadModelItem, [answer], () => undefined).map(change => change.text);
    expect(texts.join(" ")).not.toMatch(/\. \p{Ll}/u);
  });
});
