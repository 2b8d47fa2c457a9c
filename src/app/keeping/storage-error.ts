import { failure, type Result, success } from "@/graph";

/** The storage is blocked, full, broken or of a newer page. The browser's own error is the `cause`. */
export class StorageError extends Error {
  constructor(cause?: unknown) {
    super("The storage of the browser fails.", { cause });
  }
}

/** The storage does not answer. */
export class SlowStorage extends StorageError {}

/** What the storage answers, or that it fails. Whatever else goes wrong is a fault of this page, and rejects. */
export async function answerOf<Answer>(
  answer: Promise<Answer>,
): Promise<Result<Answer, StorageError>> {
  try {
    return success(await answer);
  } catch (error) {
    if (error instanceof StorageError) return failure(error);
    throw error;
  }
}

/** Tells the console of what went wrong, where that was not the storage: then it is a fault of this page. */
export function reportFault(error: unknown): void {
  if (!(error instanceof StorageError)) reportError(error);
}
