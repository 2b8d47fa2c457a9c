import { isView } from "@/store";
import { isObject } from "../is-object";
import { recordOfCopy } from "./copies";
import type { DocumentRecord } from "./document-record";
import type { Unsaved } from "./document-writer";
import type { Records } from "./records";

/**
 * A page that goes away can still write to this storage, which answers at once, but no longer finish a transaction.
 * What lies here is on its way into the records.
 */
const PREFIX = "backflow:unsaved:";

/** Leaves a document for the next start of the page. */
export function leaveUnsaved(unsaved: Unsaved): void {
  try {
    localStorage.setItem(PREFIX + unsaved.record.writer, JSON.stringify(unsaved));
  } catch {
    // Blocked or full: the page is gone in a moment, and nobody can be told. What was written before is there.
  }
}

/** The document is stored after all. */
export function takeBackUnsaved(writer: string): void {
  try {
    localStorage.removeItem(PREFIX + writer);
  } catch {
    // Blocked: then there is nothing to take back.
  }
}

/**
 * Stores what pages have left behind before they could, and tells which of it has become a copy. Resolves to the ids of
 * the copies by the id that they had. What cannot be stored now stays for the next time.
 */
export async function recoverUnsaved(
  records: Records,
  tellCopied: (title: string, deleted: boolean) => void,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>();
  for (const key of keysOfUnsaved()) {
    const unsaved = readUnsaved(key);
    // What is not understood stays: a newer page may have left it, and it must not keep the others from being stored.
    if (!unsaved) continue;
    const { record, copyId } = unsaved;
    const outcome = await records.save(record, "strict");
    if (outcome.kind !== "saved") {
      const deleted = outcome.kind === "deleted-elsewhere";
      const kept = deleted ? record : recordOfCopy(record);
      await records.save({ ...kept, id: copyId, revision: 0 }, "strict");
      copies.set(record.id, copyId);
      tellCopied(record.title, deleted);
    }
    localStorage.removeItem(key);
  }
  return copies;
}

function keysOfUnsaved(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** What lies under a key; null where that is nothing that a page of this version leaves. */
function readUnsaved(key: string): Unsaved | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isUnsaved(found) ? found : null;
  } catch {
    return null;
  }
}

function isUnsaved(found: unknown): found is Unsaved {
  return isObject(found) && typeof found.copyId === "string" && isRecord(found.record);
}

function isRecord(found: unknown): found is DocumentRecord {
  return (
    isObject(found) &&
    [found.id, found.title, found.text, found.writer].every((each) => typeof each === "string") &&
    [found.savedAt, found.revision].every(Number.isFinite) &&
    (found.preset === null || typeof found.preset === "string") &&
    isView(found)
  );
}
