import { describe, expect, it } from "vitest";

import { isReadable, parseModel } from "../doc/parse";
import { goldenLeads, propertiesOf, requestOf } from "./person";

describe("an invented person", () => {
  it("is sent without empty fields", () => {
    expect(requestOf({ profile: [{ name: "jobTitle", value: " VP " }, { name: "", value: "x" }, { name: "company", value: "" }], events: [{ type: "page.viewed", daysAgo: 3, times: 2, properties: "path=/pricing, seconds = 60" }, { type: " ", daysAgo: 0, times: 1, properties: "" }] })).toEqual({
      profile: { jobTitle: "VP" },
      events: [{ type: "page.viewed", daysAgo: 3, times: 2, properties: { path: "/pricing", seconds: "60" } }],
    });
  });

  it("has properties with commas and equals signs in their values", () => {
    expect(propertiesOf("title=Berlin, Germany, url=/a?b=c")).toEqual({ title: "Berlin, Germany", url: "/a?b=c" });
    expect(propertiesOf("nothing")).toEqual({});
  });

  it("begins as a golden lead of the document", () => {
    const parsed = parseModel("rules: []\ntests:\n  - lead: best-case\n    profile: { jobTitle: VP, employees: 800 }\n    events:\n      - { on: page.viewed, path: /pricing, daysAgo: 5, times: 3 }\n    expect: { grade: A1 }\n");
    expect(isReadable(parsed) && goldenLeads(parsed)).toEqual([{ id: "best-case", person: { profile: [{ name: "jobTitle", value: "VP" }, { name: "employees", value: "800" }], events: [{ type: "page.viewed", daysAgo: 5, times: 3, properties: "path=/pricing" }] } }]);
  });
});
