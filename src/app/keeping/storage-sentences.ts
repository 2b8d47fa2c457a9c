import { SlowStorage, StorageError } from "./storage-error";

const ADVICE = "Save it as a file, or share its link, before you leave.";

/** A sentence: why nothing is kept, and what to do. */
export function reasonOf(error: unknown): string {
  if (error instanceof SlowStorage) {
    return `This browser's storage does not answer, so your work is not kept right now. ${ADVICE} Closing other tabs of Backflow may help.`;
  }
  const cause = error instanceof StorageError ? error.cause : null;
  const name = cause instanceof DOMException ? cause.name : "";
  if (name === "QuotaExceededError") {
    return `This browser's storage is full, so your work is not kept right now. ${ADVICE} Deleting graphs that you no longer need makes room.`;
  }
  if (name === "VersionError") {
    return "A newer Backflow is open in another tab, so this one cannot keep your work any more. Reload this page to go on.";
  }
  return `This browser does not keep your work right now. ${ADVICE}`;
}

/** A sentence: two tabs have edited one document, so there are two of them now; `deleted`: the other is gone. */
export function copiedSentence(title: string, deleted: boolean): string {
  return deleted
    ? `${named(title)} was deleted in another tab, so it is kept here as a new graph, with your changes.`
    : `${named(title)} was also changed in another tab, so your changes are kept as a copy.`;
}

/** A sentence: the open document is kept no longer. */
export function goneSentence(title: string): string {
  return `${named(title)} was deleted in another tab or with this site's data, so it is not kept any more. Your next edit keeps it as a new graph.`;
}

/** A sentence: a document was not deleted, for it has changes that nobody has seen here. */
export function notDeletedSentence(title: string): string {
  return `${named(title)} was changed in another tab, so it is not deleted. Look at it as it is now, and delete it again if it is to go.`;
}

/** A sentence: documents are deleted. */
export function deletedSentence(titles: readonly string[]): string {
  const [title = ""] = titles;
  return titles.length === 1
    ? `${named(title)} is deleted.`
    : `${titles.length} graphs are deleted.`;
}

function named(title: string): string {
  return `“${title || "Untitled"}”`;
}
