import { problemSentence } from "@/explain";
import { type BackflowDocument, failure, readFile, success, withTitle, writeFile } from "@/graph";
import { type KeptDocument, type Library, useBackflow } from "@/store";
import { download } from "./files";
import { openNext, openOwn, titleOfCopy } from "./opening";
import type { DocumentRecord, Records } from "./records";
import type { Keeper } from "./saving";

const NO_ANSWER =
  "This browser's storage does not answer, so your graphs cannot be listed right now. Files and links work as ever.";
const CHANGED =
  "That graph was changed in another tab at the same moment. Look at it, and try again.";

/** The documents of one's own, for the list of them. */
export function openLibrary(records: Records, keeper: Keeper): Library {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
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
    const outcome = await records.save({
      ...found,
      id,
      title: document.title,
      text: writeFile(document),
      savedAt: Date.now(),
      revision: id === found.id ? found.revision : 0,
      writer: crypto.randomUUID(),
    });
    if (outcome.kind !== "saved") tell(CHANGED);
    changed();
  };
  /** Does something with a document as it is now; a storage that fails is told about. */
  const withRecord = async (
    id: string,
    perform: (found: DocumentRecord) => Promise<void>,
  ): Promise<void> => {
    try {
      await keeper.settle();
      const found = await keeper.awaitAnswer(keeper.read(id));
      if (found) await keeper.awaitAnswer(perform(found));
      else changed();
    } catch {
      // The keeper has told it.
    }
  };
  const putBack = async (record: DocumentRecord, wasOpen: boolean): Promise<void> => {
    try {
      const id = await keeper.awaitAnswer(records.restore(record));
      if (wasOpen) await openOwn(keeper, id);
      changed();
    } catch {
      // The keeper has told it.
    }
  };

  return {
    list: async (limit) => {
      try {
        await keeper.settle();
        const { records: found, total } = await keeper.newest(limit);
        return success({ documents: found.map(keptOf), total });
      } catch {
        return failure(NO_ANSWER);
      }
    },
    open: (id) => withRecord(id, () => openOwn(keeper, id)),
    rename: async (id, title) => {
      const { apply } = useBackflow.getState();
      if (isOpen(id)) {
        apply(withTitle(useBackflow.getState().history.present, title));
        await keeper.settle();
        changed();
        return;
      }
      await withRecord(id, (found) =>
        rewrite(found, id, (document) => {
          const renamed = withTitle(document, title);
          return renamed.ok ? renamed.value : document;
        }),
      );
    },
    duplicate: (id) =>
      withRecord(id, (found) =>
        rewrite(found, crypto.randomUUID(), (document) => ({
          ...document,
          title: titleOfCopy(document.title),
        })),
      ),
    remove: (id) =>
      withRecord(id, async (found) => {
        const wasOpen = isOpen(id);
        const stored = await records.remove(id);
        // Edits that could not be stored come back as well.
        const removed = stored && stored.savedAt > found.savedAt ? stored : found;
        keeper.forget(id);
        if (wasOpen) await openNext(keeper);
        changed();
        useBackflow.getState().notify({
          tone: "info",
          text: `“${removed.title || "Untitled"}” is deleted.`,
          action: { label: "Undo", perform: () => void putBack(removed, wasOpen) },
        });
      }),
    saveFile: ({ title, text }) => download(title, text),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isOpen(id: string): boolean {
  const { origin } = useBackflow.getState();
  return origin.kind === "record" && origin.id === id;
}

function keptOf({ id, title, text, savedAt }: DocumentRecord): KeptDocument {
  return { id, title, text, savedAt };
}
