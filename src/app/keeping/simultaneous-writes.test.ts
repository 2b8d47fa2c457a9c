import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useBackflow } from "@/store";
import { DocumentWriter, type WriterNews } from "./document-writer";
import { SlowRecords } from "./records.test-support";

describe("simultaneous writes of a document", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("becomes one copy, which exists, however many ask at once for all to be written", async () => {
    const records = new SlowRecords();
    const news: WriterNews[] = [];
    const state = useBackflow.getState();
    const writer = new DocumentWriter(records, { id: "own", revision: 1 }, state, false, (each) =>
      news.push(each),
    );
    // Another tab has written meanwhile.
    records.kept.set("own", { ...writer.record(), revision: 2, writer: "another tab" });
    const first = writer.flush();
    const edited = state.history.present;
    writer.note({
      ...state,
      history: { ...state.history, present: { ...edited, title: "Edited" } },
    });
    const others = [writer.flush(), writer.flush()];
    await records.answer();
    await Promise.all([first, ...others]);
    expect(news.filter(({ kind }) => kind === "copied")).toHaveLength(1);
    expect(writer.hasUnsavedEdits).toBe(false);
    expect([...records.kept.keys()]).toEqual(["own", writer.id]);
    expect(records.kept.get("own")?.writer).toBe("another tab");
  });

  it("says nothing of a slow storage once its document is deleted", async () => {
    const records = new SlowRecords();
    const news: WriterNews[] = [];
    const state = useBackflow.getState();
    const writer = new DocumentWriter(records, { id: "own", revision: 0 }, state, false, (each) =>
      news.push(each),
    );
    const written = writer.flush();
    writer.note({
      ...state,
      history: { ...state.history, present: { ...state.history.present, title: "Edited" } },
    });
    writer.stop();
    await records.answer();
    await written;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(news.filter(({ kind }) => kind === "failed")).toEqual([]);
  });
});
