import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useBackflow } from "@/store";
import { DocumentWriter, type WriterNews } from "./document-writer";
import type { DocumentRecord, Records, SaveOutcome } from "./records";

/** Records in memory that keep the rules of the real ones, and answer when they are let. */
class SlowRecords implements Records {
  readonly kept = new Map<string, DocumentRecord>();
  readonly #asked: (() => void)[] = [];

  async save(record: DocumentRecord): Promise<SaveOutcome> {
    await new Promise<void>((resolve) => this.#asked.push(resolve));
    const stored = this.kept.get(record.id);
    const isSeen = stored
      ? stored.revision === record.revision || stored.writer === record.writer
      : record.revision === 0;
    if (!isSeen) return { kind: stored ? "changed-elsewhere" : "deleted-elsewhere" };
    const revision = (stored?.revision ?? 0) + 1;
    this.kept.set(record.id, { ...record, revision });
    return { kind: "saved", revision };
  }

  /** Answers all that was asked, and what is asked because of the answers. */
  async answer(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) {
      this.#asked.shift()?.();
      await Promise.resolve();
    }
  }

  async saveView(): Promise<void> {}
  async read(id: string): Promise<DocumentRecord | undefined> {
    return this.kept.get(id);
  }
  async latest(): Promise<undefined> {}
  async newest(): Promise<{ records: readonly DocumentRecord[]; total: number }> {
    return { records: [], total: 0 };
  }
  async remove(): Promise<never> {
    throw new Error("Nothing is removed here.");
  }
  async restore(): Promise<never> {
    throw new Error("Nothing is restored here.");
  }
  onLoss(): void {}
}

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
