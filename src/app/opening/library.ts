import { problemSentence } from "@/explain";
import {
  type BackflowDocument,
  failure,
  type Result,
  readFile,
  success,
  withTitle,
  writeFile,
} from "@/graph";
import {
  type KeptDocument,
  type KeptDocuments,
  type Library,
  type Notice,
  type Origin,
  useBackflow,
} from "@/store";
import { titleOfCopy } from "../keeping/copies";
import type { DocumentRecord } from "../keeping/document-record";
import type { Keeper } from "../keeping/keeper";
import type { Records } from "../keeping/records";
import { answerOf } from "../keeping/storage-error";
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

/** The documents of one's own, for the list of them. Where the storage fails, the keeper has told it, and nothing more is done. */
export function openLibrary(records: Records, keeper: Keeper): Library {
  return new PageLibrary(records, keeper);
}

class PageLibrary implements Library {
  readonly #records: Records;
  readonly #keeper: Keeper;
  readonly #listeners = new Set<() => void>();
  /** The revisions that were listed: what somebody has seen who deletes one. */
  readonly #listed = new Map<string, number>();
  /** What the notice that stands offers to put back. */
  #deletion: { readonly notice: Notice; readonly deleted: readonly Deleted[] } | null = null;

  constructor(records: Records, keeper: Keeper) {
    this.#records = records;
    this.#keeper = keeper;
    records.onLoss(() => this.#tellChange());
  }

  async list(limit: number): Promise<Result<KeptDocuments, string>> {
    await this.#keeper.settle();
    const found = await answerOf(this.#keeper.newest(limit));
    if (!found.ok) return failure(NOT_LISTED);
    const { records: newest, total } = found.value;
    for (const { id, revision } of newest) this.#listed.set(id, revision);
    return success({ documents: newest.map(keptOf), total });
  }

  open(id: string): Promise<void> {
    return this.#withRecord(id, (found) => openOwn(this.#keeper, found.id));
  }

  async rename(id: string, title: string): Promise<void> {
    if (isOpen(id)) {
      const { apply, history } = useBackflow.getState();
      apply(withTitle(history.present, title));
      await this.#keeper.settle();
      this.#tellChange();
      return;
    }
    await this.#withRecord(id, (found) =>
      this.#rewrite(found, found.id, (document) => {
        const renamed = withTitle(document, title);
        return renamed.ok ? renamed.value : document;
      }),
    );
  }

  duplicate(id: string): Promise<void> {
    return this.#withRecord(id, (found) =>
      this.#rewrite(found, randomId(), (document) => ({
        ...document,
        title: titleOfCopy(document.title),
      })),
    );
  }

  async remove(id: string): Promise<void> {
    const target = await this.#settleAs(id);
    const seen = this.#keeper.standingOf(target)?.revision ?? this.#listed.get(target);
    const removed = await this.#keeper.awaitAnswer(this.#records.remove(target, seen));
    if (!removed.ok) return;
    const outcome = removed.value;
    if (outcome.kind === "changed-elsewhere") {
      const isUnedited = this.#keeper.standingOf(target)?.hasUnsavedEdits === false;
      if (isUnedited && isOpen(target)) reopen(outcome.record);
      tell(notDeletedSentence(outcome.record.title));
    } else await this.#leave(target, outcome.record);
    this.#tellChange();
  }

  saveFile({ title, text }: KeptDocument): void {
    download(title, text);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellChange(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Writes what is to be written. Resolves to the id of the document: what is open may have become a copy meanwhile. */
  async #settleAs(id: string): Promise<string> {
    const before = useBackflow.getState();
    await this.#keeper.settle();
    const { origin, opened } = useBackflow.getState();
    const isSame = opened === before.opened && origin.kind === "record";
    return isSame && originId(before.origin) === id ? origin.id : id;
  }

  /** Does something with a document as it is now; one that is gone is told about. */
  async #withRecord(id: string, perform: (found: DocumentRecord) => Promise<void>): Promise<void> {
    const found = await this.#keeper.awaitAnswer(this.#keeper.read(await this.#settleAs(id)));
    if (!found.ok) return;
    if (found.value) await perform(found.value);
    else {
      // What offers to put it back, or to keep it, says more.
      const { notice, warning } = useBackflow.getState();
      if (!notice?.action && !warning?.action) tell(NOT_THERE);
      this.#tellChange();
    }
  }

  /** Edits a document that may be open elsewhere, and writes it under `id`. */
  async #rewrite(
    found: DocumentRecord,
    id: string,
    edit: (document: BackflowDocument) => BackflowDocument,
  ): Promise<void> {
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
    const outcome = await this.#keeper.awaitAnswer(this.#records.save(rewritten, "strict"));
    if (!outcome.ok) return;
    if (outcome.value.kind !== "saved") tell(CHANGED);
    this.#tellChange();
  }

  /** Takes a deleted document from the page, and offers to undo that. */
  async #leave(id: string, stored: DocumentRecord | undefined): Promise<void> {
    const wasOpen = isOpen(id);
    const left = this.#keeper.forget(id);
    // Edits that were not stored yet come back as well, as a revision that no other tab has seen.
    const removed =
      left && (left.hasUnsavedEdits || stored === undefined)
        ? { ...left.record, revision: left.revision + 1 }
        : stored;
    if (wasOpen) await openNext(this.#keeper);
    if (removed) this.#offerBack({ record: removed, wasOpen });
  }

  /** Tells that a document is deleted, and offers it back with those whose notice still stands. */
  #offerBack(removed: Deleted): void {
    const { notice: standing, notify } = useBackflow.getState();
    const before = standing === this.#deletion?.notice ? this.#deletion?.deleted : undefined;
    const deleted = [...(before ?? []), removed];
    const notice: Notice = {
      tone: "info",
      text: deletedSentence(deleted.map(({ record }) => record.title)),
      action: { label: "Undo", perform: () => void this.#putBack(deleted) },
      lasts: "beyond-document",
    };
    this.#deletion = { notice, deleted };
    notify(notice);
  }

  async #putBack(deleted: readonly Deleted[]): Promise<void> {
    let opened: string | null = null;
    for (const { record, wasOpen } of deleted) {
      const id = await this.#keeper.awaitAnswer(this.#records.restore(record));
      if (!id.ok) return;
      // What was open when the first of them went; the others only took its place.
      if (wasOpen) opened ??= id.value;
    }
    if (opened !== null) await openOwn(this.#keeper, opened);
    this.#tellChange();
  }
}

function tell(text: string): void {
  useBackflow.getState().notify({ tone: "error", text });
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
