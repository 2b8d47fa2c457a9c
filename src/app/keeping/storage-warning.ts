import type { Result } from "@/graph";
import { type Notice, useBackflow } from "@/store";
import { answerOf, SlowStorage, type StorageError } from "./storage-error";
import { reasonOf } from "./storage-sentences";

/** After this the storage is said to be slow, in milliseconds. */
const PATIENCE = 1400;

/** Tells that the storage fails, for as long as it does. */
export class StorageWarning {
  #notice: Notice | null = null;
  /** An offer, such as Undo, whose place the warning has taken: it stands again once that is over. */
  #covered: Notice | null = null;

  /** What was told, also where it was closed since; null where the storage works. */
  get notice(): Notice | null {
    return this.#notice;
  }

  /** Tells what an error of the storage means. The answer is the sentence. */
  tell(error: unknown): string {
    const text = reasonOf(error);
    if (this.#notice?.text === text) return text;
    const { notice, notify } = useBackflow.getState();
    const isClosed = this.#notice !== null && notice !== this.#notice;
    this.#notice = { tone: "error", text };
    // A storage that did not answer may answer that it is full. Who has closed the warning has read it.
    if (isClosed) return text;
    if (notice?.action) this.#covered = notice;
    notify(this.#notice);
    return text;
  }

  /** The storage works again. */
  end(): void {
    const { notice, notify } = useBackflow.getState();
    if (this.#notice !== null && notice === this.#notice) notify(this.#covered);
    this.#notice = null;
    this.#covered = null;
  }

  /** Awaits an answer of the storage, and warns where it takes long or fails. */
  async awaitAnswer<Answer>(answer: Promise<Answer>): Promise<Result<Answer, StorageError>> {
    const timer = setTimeout(() => this.tell(new SlowStorage()), PATIENCE);
    try {
      const given = await answerOf(answer);
      if (!given.ok) this.tell(given.problem);
      // What can be read cannot always be written.
      else if (useBackflow.getState().saving.kind !== "failed") this.end();
      return given;
    } finally {
      clearTimeout(timer);
    }
  }
}
