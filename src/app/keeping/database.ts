import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { readFile } from "@/graph";
import type { DocumentRecord } from "./document-record";
import { reportFault, StorageError } from "./storage-error";

interface Schema extends DBSchema {
  records: { key: string; value: DocumentRecord; indexes: { savedAt: number } };
}

type ReadableStore = IDBPTransaction<Schema, ["records"], "readonly">["store"];
type WritableStore = IDBPTransaction<Schema, ["records"], "readwrite">["store"];
type Upgrade = IDBPTransaction<Schema, "records"[], "versionchange">;

const VERSION = 2;

/**
 * The database of this browser that holds the records. Its connection is opened at once, and again by what asks next where
 * that failed or the browser has closed it. What the database refuses rejects with a `StorageError`.
 */
export class Database {
  readonly #onClosed: () => void;
  #connection: Promise<IDBPDatabase<Schema>> | null = null;

  /** `onClosed` is called when the connection is of no use any more: what it has led to may be gone. */
  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
    // Whoever asks something hears of it; without this, a browser that blocks storage would report an unhandled rejection.
    this.#connect().catch(reportFault);
  }

  /** Runs `work` within one transaction that only reads. */
  read<Answer>(work: (store: ReadableStore) => Promise<Answer>): Promise<Answer> {
    return asking(async () => work((await this.#connect()).transaction("records").store));
  }

  /** Runs `work` within one transaction; resolves once that is complete. */
  write<Answer>(
    durability: IDBTransactionDurability,
    work: (store: WritableStore) => Promise<Answer>,
  ): Promise<Answer> {
    return asking(async () => {
      const connection = await this.#connect();
      const transaction = connection.transaction("records", "readwrite", { durability });
      const [answer] = await Promise.all([work(transaction.store), transaction.done]);
      return answer;
    });
  }

  #connect(): Promise<IDBPDatabase<Schema>> {
    if (this.#connection) return this.#connection;
    const opening = asking(() =>
      openDatabase(() => {
        this.#connection = null;
        this.#onClosed();
      }),
    );
    opening.catch(() => {
      if (this.#connection === opening) this.#connection = null;
    });
    this.#connection = opening;
    return opening;
  }
}

/** What the database refuses, it refuses with a `DOMException`: anything else is a fault of this page. */
async function asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof DOMException ? new StorageError(error) : error;
  }
}

/** `onClosed` is called where the connection is of no use any more. */
async function openDatabase(onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  // A browser may be set to have no such storage at all.
  const { indexedDB: factory }: { indexedDB?: IDBFactory } = globalThis;
  if (!factory) throw new StorageError();
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
