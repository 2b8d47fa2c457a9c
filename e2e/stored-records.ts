import type { Page } from "@playwright/test";

/** What a test reads of a record. */
export interface StoredRecord {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Time of the last edit, in milliseconds since 1970. */
  readonly savedAt: number;
}

/** All records that the browser of a page keeps. */
export function storedRecords(page: Page): Promise<StoredRecord[]> {
  return page.evaluate(
    () =>
      new Promise<StoredRecord[]>((done, fail) => {
        const opening = indexedDB.open("backflow");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction("records").objectStore("records").getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result as StoredRecord[]);
          };
        };
      }),
  );
}

/** Puts a record into the browser of a page, behind the back of its pages. */
export function storeRecord(page: Page, record: object): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open("backflow");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("records", "readwrite");
          transaction.objectStore("records").put(wanted);
          transaction.onabort = () => fail(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    record,
  );
}
