import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useBackflow } from "@/store";
import { StorageError } from "./storage-error";
import { StorageWarning } from "./storage-warning";

const full = new StorageError(new DOMException("full", "QuotaExceededError"));
const shown = () => useBackflow.getState().notice;
const notify = (...given: Parameters<ReturnType<typeof useBackflow.getState>["notify"]>) =>
  useBackflow.getState().notify(...given);

describe("the warning that the storage fails", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    notify(null);
    useBackflow.getState().setSaving({ kind: "saved" });
  });
  afterEach(() => {
    vi.useRealTimers();
    notify(null);
  });

  it("comes while an answer takes long, says more once it is known, and goes with the next answer", async () => {
    const warning = new StorageWarning();
    let fail = (_: unknown): void => undefined;
    const answer = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const awaited = warning.awaitAnswer(answer);
    await vi.advanceTimersByTimeAsync(1399);
    expect(shown()).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(shown()?.text).toContain("does not answer");
    fail(full);
    expect(await awaited).toEqual({ ok: false, problem: full });
    expect(shown()?.text).toContain("is full");
    expect(await warning.awaitAnswer(Promise.resolve(7))).toEqual({ ok: true, value: 7 });
    expect(shown()).toBeNull();
    expect(warning.notice).toBeNull();
  });

  it("stays where the storage can be read but not written", async () => {
    const warning = new StorageWarning();
    useBackflow.getState().setSaving({ kind: "failed", reason: warning.tell(full) });
    await warning.awaitAnswer(Promise.resolve());
    expect(shown()).toBe(warning.notice);
  });

  it("does not come for a fault of the page, which is no answer of the storage", async () => {
    const warning = new StorageWarning();
    const fault = new TypeError("undefined is not a function");
    await expect(warning.awaitAnswer(Promise.reject(fault))).rejects.toBe(fault);
    expect(shown()).toBeNull();
  });

  it("gives its place back to the offer that it has covered", () => {
    const warning = new StorageWarning();
    const action = { label: "Undo", perform: () => undefined };
    notify({ tone: "info", text: "Deleted.", action });
    const offer = shown();
    warning.tell(full);
    expect(shown()?.text).toContain("is full");
    warning.end();
    expect(shown()).toBe(offer);
  });

  it("is not told again to who has closed it", () => {
    const warning = new StorageWarning();
    warning.tell(full);
    notify(null);
    warning.tell(full);
    warning.tell(new Error("something else"));
    expect(shown()).toBeNull();
    warning.end();
    warning.tell(full);
    expect(shown()?.text).toContain("is full");
  });
});
