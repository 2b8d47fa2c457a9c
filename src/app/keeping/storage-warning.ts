import type { Result } from "@/graph";
import { type Notice, useBackflow } from "@/store";
import { answerOf, SlowStorage, type StorageError } from "./storage-error";
import { reasonOf } from "./storage-sentences";

/** After this the storage is said to be slow, in milliseconds. */
const PATIENCE = 1400;

/**
 * Tells that work is not kept, for as long as that holds: the storage fails, or what is on the page was deleted
 * elsewhere. It stands beside the notices of what was just done, and neither takes the place of the other.
 */
export class StorageWarning {
  /** That the storage fails, also where that was closed since; null where it works. */
  #failure: Notice | null = null;
  /** That the document on the page is gone from the storage; null where it is not. */
  #gone: Notice | null = null;

  /** Tells what an error of the storage means. The answer is the sentence. */
  tell(error: unknown): string {
    const text = reasonOf(error);
    if (this.#failure?.text === text) return text;
    const { warning, warn } = useBackflow.getState();
    const isClosed = this.#failure !== null && warning !== this.#failure;
    this.#failure = { tone: "error", text };
    // A storage that did not answer may answer that it is full. Who has closed the warning has read it.
    if (!isClosed) warn(this.#failure);
    return text;
  }

  /** Another document is on the page: what was told about the one before goes, and what still holds is told again. */
  tellAgain(): void {
    this.takeBackGone();
    if (this.#failure !== null) useBackflow.getState().warn(this.#failure);
  }

  /** The storage works again. */
  end(): void {
    const { warning, warn } = useBackflow.getState();
    if (this.#failure !== null && warning === this.#failure) warn(this.#gone);
    this.#failure = null;
  }

  /** Tells that the document on the page is not kept any more: the storage has answered so. */
  tellGone(gone: Notice): void {
    this.#failure = null;
    this.#gone = gone;
    useBackflow.getState().warn(gone);
  }

  /** The document is there after all. */
  takeBackGone(): void {
    const { warning, warn } = useBackflow.getState();
    if (this.#gone !== null && warning === this.#gone) warn(null);
    this.#gone = null;
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
