import { beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "../../../api/client";
import type { ModelText, Precondition } from "../../../api/drafts";
import { Draft, pause, type Desk } from "./draft";
import type { Kept } from "./keep";

// The app as far as drafts are concerned: one text, one tag, saved only by who read it.
class FakeApp {
  yaml = "a: 1";
  version = 1;
  by = "key:ann";
  isAway = false;
  get etag(): string {
    return `"${this.version}"`;
  }
  saveAs(by: string, text: string): void {
    this.yaml = text;
    this.by = by;
    this.version++;
  }
  answer(): { data: ModelText; etag: string } {
    return { data: { model: "m", draft: true, yaml: this.yaml, versions: [], draftBy: this.by, draftAt: "2026-03-01T12:00:00Z" }, etag: this.etag };
  }
  save(text: string, condition: Precondition): string {
    if (this.isAway)
      throw new ApiError(0, "", "The app does not answer.", "");
    if ("etag" in condition && condition.etag !== this.etag)
      throw new ApiError(412, "LS-DRAFT-001", "Somebody else saved.", "");
    if (text.includes("!"))
      throw new ApiError(400, "LS-MODEL-001", "The model has 1 error.", "");
    this.saveAs("key:me", text);
    return this.etag;
  }
}

const setUp = (kept?: Kept) => {
  const app = new FakeApp();
  const browser: { kept: Kept | undefined; isFull: boolean } = { kept, isFull: false };
  const desk: Desk = {
    model: "m",
    by: "me",
    read: async () => app.answer(),
    save: async (text, condition) => app.save(text, condition),
    readKept: () => browser.kept,
    keep: value => {
      if (!browser.isFull)
        browser.kept = value;
      return !browser.isFull;
    },
    forgetKept: () => (browser.kept = undefined),
    now: () => 1_000,
  };
  const draft = new Draft(desk);
  draft.load(app.answer());
  return { app, browser, draft, desk };
};

beforeEach(() => {
  vi.useFakeTimers();
});

describe("a draft", () => {
  it("is kept in the browser with a pause in typing, and no longer once it is saved", async () => {
    const { draft, browser } = setUp();
    draft.edit("a: 2");
    vi.advanceTimersByTime(pause - 1);
    expect(browser.kept).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(browser.kept).toEqual({ text: "a: 2", etag: '"1"', at: 1_000, by: "me" });
    expect(await draft.save()).toBe(true);
    expect(browser.kept).toBeUndefined();
    expect(draft.isDirty.value).toBe(false);
  });

  it("is shown again after a reload, with a way to what is saved and back", () => {
    const { draft } = setUp({ text: "a: 9", etag: '"1"', at: 5, by: "me" });
    expect(draft.text.value).toBe("a: 9");
    expect(draft.restored.value?.at).toBe(5);
    expect(draft.conflict.value).toBeUndefined();
    const back = draft.dropKept();
    expect(draft.text.value).toBe("a: 1");
    expect(draft.isDirty.value).toBe(false);
    back();
    expect(draft.text.value).toBe("a: 9");
  });

  it("shows both texts where somebody saved since the text was kept", () => {
    const { draft } = setUp({ text: "a: 9", etag: '"0"', at: 5, by: "me" });
    expect(draft.text.value).toBe("a: 9");
    expect(draft.conflict.value).toMatchObject({ theirs: "a: 1", by: "key:ann" });
  });

  it("is not lost while the app does not answer", async () => {
    const { draft, app, browser } = setUp();
    app.isAway = true;
    draft.edit("a: 3");
    expect(await draft.save()).toBe(false);
    expect(draft.failure.value?.isAway).toBe(true);
    expect(browser.kept?.text).toBe("a: 3");
    app.isAway = false;
    expect(await draft.save()).toBe(true);
    expect(app.yaml).toBe("a: 3");
    expect(draft.failure.value).toBeUndefined();
  });

  it("does not overwrite what somebody else saved: both are shown first", async () => {
    const { draft, app } = setUp();
    draft.edit("a: mine");
    app.saveAs("key:bob", "a: theirs");
    expect(await draft.save()).toBe(false);
    expect(app.yaml).toBe("a: theirs");
    expect(draft.conflict.value).toMatchObject({ theirs: "a: theirs", by: "key:bob" });
    expect(draft.text.value).toBe("a: mine");
    // Until somebody chose, nothing is saved.
    expect(await draft.save()).toBe(false);
    expect(await draft.keepMine()).toBe(true);
    expect(app.yaml).toBe("a: mine");
  });

  it("asks again where a third person saved while both were read", async () => {
    const { draft, app } = setUp();
    draft.edit("a: mine");
    app.saveAs("key:bob", "a: theirs");
    await draft.save();
    app.saveAs("key:eve", "a: third");
    expect(await draft.keepMine()).toBe(false);
    expect(draft.conflict.value).toMatchObject({ theirs: "a: third", by: "key:eve" });
    expect(app.yaml).toBe("a: third");
  });

  it("goes on with the other text, with a way back to the own", async () => {
    const { draft, app } = setUp();
    draft.edit("a: mine");
    app.saveAs("key:bob", "a: theirs");
    await draft.save();
    const back = draft.takeTheirs();
    expect([draft.text.value, draft.isDirty.value]).toEqual(["a: theirs", false]);
    back();
    expect(draft.text.value).toBe("a: mine");
    expect(await draft.save()).toBe(true);
  });

  it("says that somebody saved meanwhile, and follows where nothing is written here", () => {
    const { draft, app } = setUp();
    app.saveAs("key:bob", "a: 5");
    draft.load(app.answer());
    expect(draft.text.value).toBe("a: 5");
    draft.edit("a: 6");
    app.saveAs("key:bob", "a: 7");
    draft.load(app.answer());
    expect(draft.text.value).toBe("a: 6");
    expect(draft.overtaken.value?.by).toBe("key:bob");
  });

  it("does not go back to the text before a save, which an earlier question is answered with", async () => {
    const { draft, app, desk } = setUp();
    const early = app.answer();
    draft.edit("a: 2");
    await draft.save();
    draft.load(early, desk.now() - 1);
    expect(draft.text.value).toBe("a: 2");
    expect(draft.isDirty.value).toBe(false);
  });

  it("says where the browser keeps nothing, and a text that is refused stays", async () => {
    const { draft, browser, app } = setUp();
    browser.isFull = true;
    draft.edit("a: !");
    vi.advanceTimersByTime(pause);
    expect(draft.keptAt.value).toBe(0);
    expect(await draft.save()).toBe(false);
    expect(draft.failure.value?.status).toBe(400);
    expect([draft.text.value, app.yaml]).toEqual(["a: !", "a: 1"]);
  });

  it("goes on writing on the ground of the other text after both were read", async () => {
    const { draft, app } = setUp();
    draft.edit("a: mine");
    app.saveAs("key:bob", "a: theirs");
    await draft.save();
    draft.goOn();
    expect(app.yaml).toBe("a: theirs");
    expect(draft.isDirty.value).toBe(true);
    expect(await draft.save()).toBe(true);
    expect(app.yaml).toBe("a: mine");
  });
});
