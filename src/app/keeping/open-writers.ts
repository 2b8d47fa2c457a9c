import type { BackflowState } from "@/store";
import type { DocumentRecord } from "./document-record";
import { DocumentWriter, type Unsaved, type WriterNews } from "./document-writer";
import type { Records } from "./records";

/** How an open document stands to its record. */
export interface Standing {
  /** The one that it is based on. */
  readonly revision: number;
  readonly hasUnsavedEdits: boolean;
}

/** Hears what a writer has to tell; `isCurrent`: of the document on the page. */
type NewsListener = (news: WriterNews, writer: DocumentWriter, isCurrent: boolean) => void;

/** The writers of this page: that of the document on it, and those of documents that were left before they were stored. */
export class OpenWriters {
  readonly #records: Records;
  readonly #tell: NewsListener;
  readonly #writers = new Set<DocumentWriter>();
  #current: DocumentWriter | null = null;

  constructor(records: Records, tell: NewsListener) {
    this.#records = records;
    this.#tell = tell;
  }

  /** The writer of the document on the page; null where that is a preview. */
  get current(): DocumentWriter | null {
    return this.#current;
  }

  /** The writer of an open document, or of one that was left before it was stored. */
  of(id: string): DocumentWriter | undefined {
    return [...this.#writers].find((writer) => writer.id === id);
  }

  /**
   * The document on the page, as `state` has it, is written from now on: by a writer of its own, or by the one that it has
   * already, where it was left before it was stored. `isStored`: it is what `revision` of its record holds.
   */
  start(id: string, revision: number, state: BackflowState, isStored: boolean): void {
    const left = this.of(id);
    if (left && (left.hasUnsavedEdits || left.revision === revision)) {
      this.#current = left;
      left.resume(state);
      return;
    }
    if (left) this.#stop(left);
    const origin = { id, revision };
    const writer: DocumentWriter = new DocumentWriter(
      this.#records,
      origin,
      state,
      isStored,
      (news) => this.#hear(writer, news),
    );
    this.#writers.add(writer);
    this.#current = writer;
    if (!isStored) writer.note(state);
  }

  /** The document on the page is left. What is not stored of it is written at once. */
  leaveCurrent(): void {
    const left = this.#current;
    if (!left) return;
    if (left.isSettled) this.#writers.delete(left);
    void left.flush();
    this.#current = null;
  }

  /** A deleted document is not written any more. The answer is how it was, where it was open. */
  forget(id: string): (Standing & { readonly record: DocumentRecord }) | undefined {
    const writer = this.of(id);
    if (!writer) return undefined;
    const { revision, hasUnsavedEdits } = writer;
    this.#stop(writer);
    if (writer === this.#current) this.#current = null;
    return { revision, hasUnsavedEdits, record: writer.record() };
  }

  /** Writes at once what is not stored yet; resolves when the storage has answered. */
  async flush(): Promise<void> {
    await Promise.all([...this.#writers].map((writer) => writer.flush()));
  }

  /** What would be lost if the page went away now. */
  unsaved(): readonly Unsaved[] {
    return [...this.#writers].flatMap((writer) => writer.unsaved() ?? []);
  }

  #hear(writer: DocumentWriter, news: WriterNews): void {
    const isCurrent = writer === this.#current;
    // Nobody edits it any more, so nothing more is to be written.
    const isDone = !isCurrent && (news.kind === "saved" || news.kind === "gone");
    if (isDone) this.#writers.delete(writer);
    this.#tell(news, writer, isCurrent);
  }

  #stop(writer: DocumentWriter): void {
    writer.stop();
    this.#writers.delete(writer);
  }
}
