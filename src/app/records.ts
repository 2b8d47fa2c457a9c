import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** One document as it is kept in this browser. */
export interface DocumentRecord {
  readonly id: string;
  /** The document as a file would hold it. */
  readonly text: string;
  /** Numbered step of the playhead, and the sample shown. */
  readonly step: number;
  readonly sample: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  records: { key: string; value: DocumentRecord; indexes: { savedAt: number } };
}

/** The documents kept in this browser, one record each. */
export interface Records {
  /** Resolves once the transaction is complete. */
  save(record: DocumentRecord): Promise<void>;
  /** The one saved last; undefined where there is none. */
  last(): Promise<DocumentRecord | undefined>;
}

const PATIENCE = 2000;

/** Opens the store of records. Rejects where storage is blocked, or does not answer within two seconds. */
export async function openRecords(): Promise<Records> {
  const database = await withinPatience(
    openDB<Schema>("backflow", 1, {
      upgrade: (created) => {
        created.createObjectStore("records", { keyPath: "id" }).createIndex("savedAt", "savedAt");
      },
    }),
  );
  return recordsOf(database);
}

function recordsOf(database: IDBPDatabase<Schema>): Records {
  return {
    save: async (record) => {
      const transaction = database.transaction("records", "readwrite", { durability: "strict" });
      await withinPatience(Promise.all([transaction.store.put(record), transaction.done]));
    },
    last: async () => {
      const index = database.transaction("records").store.index("savedAt");
      const cursor = await withinPatience(index.openCursor(null, "prev"));
      return cursor?.value;
    },
  };
}

async function withinPatience<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("Storage did not answer.")), PATIENCE);
  });
  try {
    return await Promise.race([promise, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
