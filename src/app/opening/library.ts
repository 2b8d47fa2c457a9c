import { problemSentence } from "@/explain";
import { type BackflowDocument, failure, readFile, success, withTitle, writeFile } from "@/graph";
import { type KeptDocument, type Library, type Notice, type Origin, useBackflow } from "@/store";
import { titleOfCopy } from "../keeping/copies";
import type { Keeper } from "../keeping/keeper";
import type { DocumentRecord, Records } from "../keeping/records";
import { deletedSentence, notDeletedSentence } from "../keeping/storage-sentences";
import { randomId } from "../random-id";
import { download } from "./files";
import { openNext, openOwn, reopen } from "./opening";

const NOT_LISTED =
  "This browser does not let its storage be read, so your graphs cannot be listed right now. Files and links work as ever.";
const CHANGED =
  "That graph was changed in another tab at the same moment. Look at it, and try again.";
const NOT_THERE =
  "That graph is not there any more. If it was open here with changes, it is kept as a new one: look in My graphs.";

interface Deleted {
  readonly record: DocumentRecord;
  readonly wasOpen: boolean;
}

/** The documents of one's own, for the list of them. */
export function openLibrary(records: Records, keeper: Keeper): Library {
  const listeners = new Set<() => void>();
  /** The revisions that were listed: what somebody has seen who deletes one. */
  const listed = new Map<string, number>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  records.onLoss(changed);
  const tell = (text: string): void => useBackflow.getState().notify({ tone: "error", text });

  /** Edits a document that may be open elsewhere, and writes it under `id`. */
  const rewrite = async (
    found: DocumentRecord,
    id: string,
    edit: (document: BackflowDocument) => BackflowDocument,
  ): Promise<void> => {
    const read = readFile(found.text);
    if (!read.ok) {
      tell(problemSentence(read.problem));
      return;
    }
    const document = edit(read.value);
    const rewritten = {
      ...found,
      id,
      title: document.title,
      text: writeFile(document),
      savedAt: Date.now(),
      revision: id === found.id ? found.revision : 0,
      writer: randomId(),
    };
    const outcome = await records.save(rewritten, "strict");
    if (outcome.kind !== "saved") tell(CHANGED);
    changed();
  };
  /** What the notice that stands offers to put back. */
  let deletion: { readonly notice: Notice; readonly deleted: readonly Deleted[] } | null = null;
  const putBack = async (deleted: readonly Deleted[]): Promise<void> => {
    try {
      let opened: string | null = null;
      for (const { record, wasOpen } of deleted) {
        const id = await keeper.awaitAnswer(records.restore(record));
        // What was open when the first of them went; the others only took its place.
        if (wasOpen) opened ??= id;
      }
      if (opened !== null) await openOwn(keeper, opened);
      changed();
    } catch {
      // The keeper has told it.
    }
  };

  /** Writes what is to be written. Resolves to the id of the document: what is open may have become a copy meanwhile. */
  const settleAs = async (id: string): Promise<string> => {
    const before = useBackflow.getState();
    await keeper.settle();
    const { origin, opened } = useBackflow.getState();
    const isSame = opened === before.opened && origin.kind === "record";
    return isSame && originId(before.origin) === id ? origin.id : id;
  };
  /** Does something with a document as it is now; one that is gone, or a storage that fails, is told about. */
  const withRecord = async (
    id: string,
    perform: (found: DocumentRecord) => Promise<void>,
  ): Promise<void> => {
    try {
      const found = await keeper.awaitAnswer(keeper.read(await settleAs(id)));
      if (found) await keeper.awaitAnswer(perform(found));
      else {
        // What offers to put it back, or to keep it, says more.
        if (!useBackflow.getState().notice?.action) tell(NOT_THERE);
        changed();
      }
    } catch {
      // The keeper has told it.
    }
  };
  /** Takes a deleted document from the page, and offers to undo that. */
  const leave = async (id: string, stored: DocumentRecord | undefined): Promise<void> => {
    const wasOpen = isOpen(id);
    const left = keeper.forget(id);
    // Edits that were not stored yet come back as well, as a revision that no other tab has seen.
    const removed =
      left && (left.hasUnsavedEdits || stored === undefined)
        ? { ...left.record, revision: left.revision + 1 }
        : stored;
    if (wasOpen) await openNext(keeper);
    if (!removed) return;
    const { notice: standing, notify } = useBackflow.getState();
    const before = deletion !== null && standing === deletion.notice ? deletion.deleted : [];
    const deleted = [...before, { record: removed, wasOpen }];
    const notice: Notice = {
      tone: "info",
      text: deletedSentence(deleted.map(({ record }) => record.title)),
      action: { label: "Undo", perform: () => void putBack(deleted) },
      outlastsDocument: true,
    };
    deletion = { notice, deleted };
    notify(notice);
  };

  return {
    list: async (limit) => {
      try {
        await keeper.settle();
        const { records: found, total } = await keeper.newest(limit);
        for (const { id, revision } of found) listed.set(id, revision);
        return success({ documents: found.map(keptOf), total });
      } catch {
        return failure(NOT_LISTED);
      }
    },
    open: (id) => withRecord(id, (found) => openOwn(keeper, found.id)),
    rename: async (id, title) => {
      const { apply } = useBackflow.getState();
      if (isOpen(id)) {
        apply(withTitle(useBackflow.getState().history.present, title));
        await keeper.settle();
        changed();
        return;
      }
      await withRecord(id, (found) =>
        rewrite(found, found.id, (document) => {
          const renamed = withTitle(document, title);
          return renamed.ok ? renamed.value : document;
        }),
      );
    },
    duplicate: (id) =>
      withRecord(id, (found) =>
        rewrite(found, randomId(), (document) => ({
          ...document,
          title: titleOfCopy(document.title),
        })),
      ),
    remove: async (id) => {
      try {
        const target = await settleAs(id);
        const outcome = await keeper.awaitAnswer(
          records.remove(target, keeper.standingOf(target)?.revision ?? listed.get(target)),
        );
        if (outcome.kind === "changed-elsewhere") {
          const isUnedited = keeper.standingOf(target)?.hasUnsavedEdits === false;
          if (isUnedited && isOpen(target)) reopen(outcome.record);
          tell(notDeletedSentence(outcome.record.title));
        } else await leave(target, outcome.record);
        changed();
      } catch {
        // The keeper has told it.
      }
    },
    saveFile: ({ title, text }) => download(title, text),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isOpen(id: string): boolean {
  return originId(useBackflow.getState().origin) === id;
}

function originId(origin: Origin): string | null {
  return origin.kind === "record" ? origin.id : null;
}

function keptOf({ id, title, text, savedAt }: DocumentRecord): KeptDocument {
  return { id, title, text, savedAt };
}
