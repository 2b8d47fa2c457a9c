import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useBackflow } from "@/store";
import { StorageError } from "./storage-error";
import { StorageWarning } from "./storage-warning";

const full = new StorageError(new DOMException("full", "QuotaExceededError"));
const shown = () => useBackflow.getState().warning;
const warn = (...given: Parameters<ReturnType<typeof useBackflow.getState>["warn"]>) =>
  useBackflow.getState().warn(...given);

describe("the warning that the storage fails", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    warn(null);
    useBackflow.getState().setSaving({ kind: "saved" });
  });
  afterEach(() => {
    vi.useRealTimers();
    warn(null);
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
  });

  it("stays where the storage can be read but not written", async () => {
    const warning = new StorageWarning();
    const reason = warning.tell(full);
    useBackflow.getState().setSaving({ kind: "failed", reason });
    await warning.awaitAnswer(Promise.resolve());
    expect(shown()?.text).toBe(reason);
  });

  it("does not come for a fault of the page, which is no answer of the storage", async () => {
    const warning = new StorageWarning();
    const fault = new TypeError("undefined is not a function");
    await expect(warning.awaitAnswer(Promise.reject(fault))).rejects.toBe(fault);
    expect(shown()).toBeNull();
  });

  it("takes the place of no refusal and no offer, nor they its own", () => {
    const warning = new StorageWarning();
    const { notify } = useBackflow.getState();
    const refusal = { tone: "error", text: "This file is not valid JSON." } as const;
    notify(refusal);
    warning.tell(full);
    expect(useBackflow.getState().notice).toBe(refusal);
    notify(null);
    expect(shown()?.text).toContain("is full");
    notify(refusal);
    warning.end();
    expect(useBackflow.getState().notice).toBe(refusal);
    expect(shown()).toBeNull();
    notify(null);
  });

  it("of a document that is gone stands again once the storage answers, but not beside another document", () => {
    const warning = new StorageWarning();
    const keep = { label: "Keep it", perform: () => undefined };
    const gone = { tone: "error", text: "It was deleted.", action: keep } as const;
    warning.tellGone(gone);
    warning.tell(full);
    expect(shown()?.text).toContain("is full");
    warning.end();
    expect(shown()).toBe(gone);
    warning.tell(full);
    warning.tellAgain();
    expect(shown()?.text).toContain("is full");
    warning.end();
    expect(shown()).toBeNull();
    warning.tellGone(gone);
    warning.takeBackGone();
    expect(shown()).toBeNull();
  });

  it("is not told again to who has closed it", () => {
    const warning = new StorageWarning();
    warning.tell(full);
    warn(null);
    warning.tell(full);
    warning.tell(new Error("something else"));
    expect(shown()).toBeNull();
    warning.tellAgain();
    expect(shown()?.text).toBeDefined();
    warn(null);
    warning.end();
    warning.tell(full);
    expect(shown()?.text).toContain("is full");
  });
});
