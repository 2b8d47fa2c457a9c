import type { View } from "@/store";
import { randomId } from "../random-id";
import { Database } from "./database";
import type { DocumentRecord } from "./document-record";

/** A record is taken only by who has seen the one in its place. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "changed-elsewhere" }
  | { readonly kind: "deleted-elsewhere" };

/** A record is deleted only by who has seen it as it is; `record` is what was there, if anything was. */
export type RemoveOutcome =
  | { readonly kind: "removed"; readonly record: DocumentRecord | undefined }
  | { readonly kind: "changed-elsewhere"; readonly record: DocumentRecord };

/** The documents kept in this browser, one record each. Everything rejects with a `StorageError` where storage fails. */
export interface Records {
  /**
   * Resolves once the transaction is complete. `record.revision` is the one that its edits are based on: a record that
   * another writer has changed or deleted since is left as it is. "relaxed": it withstands the end of the browser, but
   * that of the machine only once it is secured, for which some disks need more than half a second.
   */
  save(record: DocumentRecord, durability: IDBTransactionDurability): Promise<SaveOutcome>;
  /**
   * Resolves once what was saved of a record withstands the end of the machine as well; to false where it is gone.
   * Takes the view along, as `saveView` would.
   */
  secure(id: string, revision: number, view: View): Promise<boolean>;
  /** Keeps how a document is looked at; where it has another revision by now, nothing happens. */
  saveView(id: string, revision: number, view: View): Promise<void>;
  read(id: string): Promise<DocumentRecord | undefined>;
  /** The one edited last; undefined where there is none. */
  latest(): Promise<DocumentRecord | undefined>;
  /** The ones edited last, at most `limit`, and how many there are in all. */
  newest(limit: number): Promise<{ records: readonly DocumentRecord[]; total: number }>;
  /** Deletes a record of which `revision` was seen; one that another writer has changed since is left as it is. */
  remove(id: string, revision: number | undefined): Promise<RemoveOutcome>;
  /** Puts a deleted record back, under another id where its own is taken. Resolves to the id. */
  restore(record: DocumentRecord): Promise<string>;
  /** Calls when records may have been deleted, or put back, by another tab or by the browser. */
  onLoss(listener: () => void): void;
}

/** The records of the database, which all tabs of this browser share. */
export class StoredRecords implements Records {
  readonly #listeners = new Set<() => void>();
  readonly #otherTabs = openChannel();
  readonly #database = new Database(() => this.#tellLoss());

  constructor() {
    this.#otherTabs?.addEventListener("message", () => this.#tellLoss());
  }

  save(record: DocumentRecord, durability: IDBTransactionDurability): Promise<SaveOutcome> {
    return this.#database.write(durability, async (store): Promise<SaveOutcome> => {
      const stored = await store.get(record.id);
      if (!hasSeen(record, stored)) {
        return { kind: stored ? "changed-elsewhere" : "deleted-elsewhere" };
      }
      const revision = (stored?.revision ?? 0) + 1;
      await store.put({ ...record, revision });
      return { kind: "saved", revision };
    });
  }

  secure(id: string, revision: number, view: View): Promise<boolean> {
    return this.#database.write("strict", async (store) => {
      const stored = await store.get(id);
      // Whatever is written strictly takes with it what was written before.
      if (stored) await store.put({ ...stored, ...(stored.revision === revision && view) });
      return stored !== undefined;
    });
  }

  saveView(id: string, revision: number, view: View): Promise<void> {
    return this.#database.write("relaxed", async (store) => {
      const stored = await store.get(id);
      if (stored?.revision === revision) await store.put({ ...stored, ...view });
    });
  }

  read(id: string): Promise<DocumentRecord | undefined> {
    return this.#database.read((store) => store.get(id));
  }

  latest(): Promise<DocumentRecord | undefined> {
    return this.#database.read(async (store) => {
      const cursor = await store.index("savedAt").openCursor(null, "prev");
      return cursor?.value;
    });
  }

  newest(limit: number): Promise<{ records: readonly DocumentRecord[]; total: number }> {
    return this.#database.read(async (store) => {
      const total = store.count();
      const records: DocumentRecord[] = [];
      let cursor = await store.index("savedAt").openCursor(null, "prev");
      while (cursor && records.length < limit) {
        records.push(cursor.value);
        cursor = await cursor.continue();
      }
      return { records, total: await total };
    });
  }

  async remove(id: string, revision: number | undefined): Promise<RemoveOutcome> {
    const outcome = await this.#database.write("strict", async (store): Promise<RemoveOutcome> => {
      const record = await store.get(id);
      if (record && revision !== undefined && record.revision !== revision) {
        return { kind: "changed-elsewhere", record };
      }
      await store.delete(id);
      return { kind: "removed", record };
    });
    if (outcome.kind === "removed") this.#otherTabs?.postMessage(null);
    return outcome;
  }

  async restore(record: DocumentRecord): Promise<string> {
    const id = await this.#database.write("strict", async (store) => {
      const isTaken = (await store.getKey(record.id)) !== undefined;
      const free = isTaken ? randomId() : record.id;
      await store.put({ ...record, id: free });
      return free;
    });
    this.#otherTabs?.postMessage(null);
    return id;
  }

  onLoss(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tellLoss(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Are the edits of a record based on what is stored under its id? A writer has seen what it wrote itself. */
function hasSeen(record: DocumentRecord, stored: DocumentRecord | undefined): boolean {
  if (stored === undefined) return record.revision === 0;
  return (
    stored.revision === record.revision ||
    (stored.writer === record.writer && stored.savedAt <= record.savedAt)
  );
}

/** The other tabs; null where the browser blocks the page from them, as Firefox does together with storage. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel("backflow:losses");
  } catch {
    return null;
  }
}
