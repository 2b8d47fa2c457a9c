import type { DocumentRecord } from "./document-record";
import type { Records, SaveOutcome } from "./records";

/** Records in memory that keep the rules of the real ones; a save answers when it is let. */
export class SlowRecords implements Records {
  readonly kept = new Map<string, DocumentRecord>();
  /** What was written, in its order. */
  readonly written: DocumentRecord[] = [];
  readonly #asked: (() => void)[] = [];

  async save(record: DocumentRecord): Promise<SaveOutcome> {
    await new Promise<void>((resolve) => this.#asked.push(resolve));
    const stored = this.kept.get(record.id);
    const isSeen = stored
      ? stored.revision === record.revision ||
        (stored.writer === record.writer && stored.savedAt <= record.savedAt)
      : record.revision === 0;
    if (!isSeen) return { kind: stored ? "changed-elsewhere" : "deleted-elsewhere" };
    const revision = (stored?.revision ?? 0) + 1;
    this.#put({ ...record, revision });
    return { kind: "saved", revision };
  }

  async secure(id: string): Promise<boolean> {
    return this.kept.has(id);
  }

  /** Answers all that was asked, and what is asked because of the answers. */
  async answer(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) {
      this.#asked.shift()?.();
      await Promise.resolve();
    }
  }

  async saveView(id: string, revision: number, view: Partial<DocumentRecord>): Promise<void> {
    const stored = this.kept.get(id);
    if (stored?.revision === revision) this.#put({ ...stored, ...view });
  }

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

  #put(record: DocumentRecord): void {
    this.kept.set(record.id, record);
    this.written.push(record);
  }
}
