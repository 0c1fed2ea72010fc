import { describe, expect, it } from "vitest";

import type { MessageItem } from "../../api/schema";
import { actionText, actorText, outcomeText, subjectPath } from "./auditWords";
import { kindText, tell } from "./messageWords";

const message = (type: string, data: object): MessageItem => ({ messageId: "a:b:1", sessionId: "a", properties: {}, type, subject: "lead1", time: "2026-11-28T10:00:00Z", data }) as unknown as MessageItem;

describe("messages in words", () => {
  it("say to whom, by what and with which figures", () => {
    const told = tell(message("lead.qualified", { lead: { email: "ann@x.example", profile: { firstName: "Ann", lastName: "Berg" } }, model: "b2b", to: "inside-sales", route: "content-led", grade: "B1", score: 62 }));
    expect(told).toMatchObject({ id: "a:b:1", lead: "lead1", name: "Ann Berg", model: "b2b", says: "To inside sales by “Content led” (B1, score 62)." });
    expect(tell(message("lead.routed", { track: "early", grade: "C4", score: 18 })).says).toBe("Now on the way “Early” (C4, score 18).");
    expect(tell(message("lead.overdue", { escalate: "head-of-sales" })).says).toBe("Nobody answered in time; Head of sales is to be told.");
    expect(tell(message("lead.overdue", { callAgainBy: "2027-03-01T23:59:59Z" })).says).toBe("A call was promised, and none was reported.");
  });

  it("hold for types and shapes that this version does not know", () => {
    expect(tell(message("lead.dreamed", {})).says).toBe("");
    expect(kindText("lead.dreamed")).toBe("Dreamed");
    expect(tell({ messageId: "a", sessionId: "s", properties: {} } as unknown as MessageItem)).toEqual({ id: "a", type: "", at: "", lead: "s", name: undefined, model: undefined, says: "" });
    expect(tell(message("lead.qualified", { to: 5, lead: "no object", score: "high" })).says).toBe("Handed over.");
  });

  it("name nobody after an erasure", () => {
    expect(tell(message("lead.erased", { lead: { id: "lead1" } })).name).toBeUndefined();
  });
});

describe("the audit log in words", () => {
  it("says who did what and how it ended", () => {
    expect([actorText("key:crm"), actorText("person:1-2"), actorText("system"), actorText("odd")]).toEqual(["Key “crm”", "Person 1-2", "The app", "odd"]);
    expect([actionText("lead.erase"), actionText("of.tomorrow")]).toEqual(["erased a lead", "of.tomorrow"]);
    expect(["202", "started", "403", "400", "500", "failed"].map(outcome => outcomeText(outcome).text)).toEqual(["done", "not known to have ended", "refused", "not done (400)", "failed (500)", "failed (failed)"]);
  });

  it("opens what it was done to, where it is still there", () => {
    expect(subjectPath("lead.feedback", "abc")).toBe("/app/leads/abc");
    expect(subjectPath("lead.erase", "abc")).toBeUndefined();
    expect(subjectPath("model.publish", "b2b-saas")).toBe("/app/models/b2b-saas");
    expect(subjectPath("connection.save", "typeform/signup")).toBe("/app/sources?connection=typeform/signup");
    expect(subjectPath("access.refused", "AuditFunction")).toBeUndefined();
  });
});
