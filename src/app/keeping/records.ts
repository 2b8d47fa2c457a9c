import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { readFile } from "@/graph";
import type { View } from "@/store";
import { randomId } from "../random-id";
import { StorageError } from "./storage-error";

/** One document as it is kept in this browser. */
export interface DocumentRecord extends View {
  readonly id: string;
  readonly title: string;
  /** The document as a file would hold it. */
  readonly text: string;
  /** The preset that it was made from, whose story it keeps. */
  readonly preset: string | null;
  /** Time of the last edit, in milliseconds since 1970. */
  readonly savedAt: number;
  /** Counts the edits that were written; 0 before the first. */
  readonly revision: number;
  /** Who wrote the last edit: one opening of the document in one tab. */
  readonly writer: string;
}

interface Schema extends DBSchema {
  records: { key: string; value: DocumentRecord; indexes: { savedAt: number } };
}

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

const VERSION = 2;

/** The other tabs; null where the browser blocks the page from them, as Firefox does together with storage. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel("backflow:losses");
  } catch {
    return null;
  }
}

/** The store of records. It is opened at once, and again later where that fails. */
export function openRecords(): Records {
  let connection: Promise<IDBPDatabase<Schema>> | null = null;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const connect = (): Promise<IDBPDatabase<Schema>> => {
    if (connection === null) {
      const opening = openDatabase(() => {
        connection = null;
        tell();
      }).catch((error: unknown) => {
        throw new StorageError(error);
      });
      connection = opening;
      opening.catch(() => {
        if (connection === opening) connection = null;
      });
    }
    return connection;
  };
  const others = openChannel();
  others?.addEventListener("message", tell);
  // Told about where it matters; without this, a browser that blocks storage would report an unhandled rejection.
  connect().catch(() => undefined);

  /** Runs within one transaction; resolves once it is complete. */
  const write = <Answer>(
    durability: IDBTransactionDurability,
    work: (store: WritableStore) => Promise<Answer>,
  ): Promise<Answer> =>
    asking(async () => {
      const transaction = (await connect()).transaction("records", "readwrite", { durability });
      const [answer] = await Promise.all([work(transaction.store), transaction.done]);
      return answer;
    });
  const read = <Answer>(work: (store: ReadableStore) => Promise<Answer>): Promise<Answer> =>
    asking(async () => work((await connect()).transaction("records").store));

  return {
    save: (record, durability) =>
      write(durability, async (store): Promise<SaveOutcome> => {
        const stored = await store.get(record.id);
        const isSeen =
          stored === undefined
            ? record.revision === 0
            : stored.revision === record.revision ||
              (stored.writer === record.writer && stored.savedAt <= record.savedAt);
        if (!isSeen) return { kind: stored ? "changed-elsewhere" : "deleted-elsewhere" };
        const revision = (stored?.revision ?? 0) + 1;
        await store.put({ ...record, revision });
        return { kind: "saved", revision };
      }),
    secure: (id, revision, view) =>
      write("strict", async (store) => {
        const stored = await store.get(id);
        // Whatever is written strictly takes with it what was written before.
        if (stored) await store.put({ ...stored, ...(stored.revision === revision && view) });
        return stored !== undefined;
      }),
    saveView: (id, revision, view) =>
      write("relaxed", async (store) => {
        const stored = await store.get(id);
        if (stored?.revision === revision) await store.put({ ...stored, ...view });
      }),
    read: (id) => read((store) => store.get(id)),
    latest: () =>
      read(async (store) => (await store.index("savedAt").openCursor(null, "prev"))?.value),
    newest: (limit) =>
      read(async (store) => {
        const total = store.count();
        const records: DocumentRecord[] = [];
        let cursor = await store.index("savedAt").openCursor(null, "prev");
        while (cursor && records.length < limit) {
          records.push(cursor.value);
          cursor = await cursor.continue();
        }
        return { records, total: await total };
      }),
    remove: async (id, revision) => {
      const outcome = await write("strict", async (store): Promise<RemoveOutcome> => {
        const record = await store.get(id);
        if (record && revision !== undefined && record.revision !== revision) {
          return { kind: "changed-elsewhere", record };
        }
        await store.delete(id);
        return { kind: "removed", record };
      });
      if (outcome.kind === "removed") others?.postMessage(null);
      return outcome;
    },
    restore: async (record) => {
      const id = await write("strict", async (store) => {
        const isTaken = (await store.getKey(record.id)) !== undefined;
        const free = isTaken ? randomId() : record.id;
        await store.put({ ...record, id: free });
        return free;
      });
      others?.postMessage(null);
      return id;
    },
    onLoss: (listener) => {
      listeners.add(listener);
    },
  };
}

/** Asks the database. What it refuses, it refuses with a `DOMException`: anything else is a fault of this page. */
async function asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof DOMException ? new StorageError(error) : error;
  }
}

type ReadableStore = IDBPTransaction<Schema, ["records"], "readonly">["store"];
type WritableStore = IDBPTransaction<Schema, ["records"], "readwrite">["store"];
type Upgrade = IDBPTransaction<Schema, "records"[], "versionchange">;

/** `onClosed` is called where the connection is of no use any more. */
async function openDatabase(onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>("backflow", VERSION, {
    upgrade: async (database, oldVersion, _newVersion, transaction) => {
      if (oldVersion < 1) {
        const created = database.createObjectStore("records", { keyPath: "id" });
        created.createIndex("savedAt", "savedAt");
      } else if (oldVersion < 2) {
        await upgradeFromVersion1(transaction);
      }
    },
    // A newer page in another tab waits for this one to let go, or somebody who deletes it all.
    blocking: (_oldVersion, _newVersion, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** Records of version 1 had no title, revision or writer, and of their view only step and sample. */
async function upgradeFromVersion1(transaction: Upgrade): Promise<void> {
  const store = transaction.objectStore("records");
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const read = readFile(cursor.value.text);
    await cursor.update({
      ...cursor.value,
      title: read.ok ? read.value.title : "",
      viewport: null,
      panel: null,
      selection: [],
      revision: 1,
      writer: "",
    });
  }
}
