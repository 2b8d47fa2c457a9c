import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** One document as it is kept in this browser. */
export interface DocumentRecord {
  readonly id: string;
  /** The document as a file would hold it. */
  readonly text: string;
  /** The preset that it was made from, whose story it keeps. */
  readonly preset: string | null;
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
  /**
   * Resolves once the transaction is complete. A record that another tab has written since it was read or written here
   * is left as it is: "conflict".
   */
  save(record: DocumentRecord): Promise<"saved" | "conflict">;
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
  /** When each record that this page has read or written was saved. */
  const seen = new Map<string, number>();
  return {
    save: async (record) => {
      const transaction = database.transaction("records", "readwrite", { durability: "strict" });
      const put = async (): Promise<"saved" | "conflict"> => {
        const stored = await transaction.store.get(record.id);
        const unseen = stored !== undefined && stored.savedAt !== seen.get(record.id);
        if (!unseen) await transaction.store.put(record);
        await transaction.done;
        return unseen ? "conflict" : "saved";
      };
      const outcome = await withinPatience(put());
      if (outcome === "saved") seen.set(record.id, record.savedAt);
      return outcome;
    },
    last: async () => {
      const index = database.transaction("records").store.index("savedAt");
      const cursor = await withinPatience(index.openCursor(null, "prev"));
      if (cursor) seen.set(cursor.value.id, cursor.value.savedAt);
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
