import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withTitle } from "@/graph";
import { documentOf, useBackflow, type View } from "@/store";
import type { DocumentRecord } from "./document-record";
import { DocumentWriter, type WriterNews } from "./document-writer";
import type { Records, SaveOutcome } from "./records";
import { SlowStorage, StorageError } from "./storage-error";

/** Records of one tab, in which a test says when and how each save ends. */
class HeldRecords {
  readonly saves: DocumentRecord[] = [];
  readonly durabilities: IDBTransactionDurability[] = [];
  stored: DocumentRecord | undefined;
  /** What becomes of a view that is written. */
  saveView = (): Promise<void> => Promise.resolve();
  /** What becomes of a record that is secured. */
  secure = (_view: View): Promise<boolean> => Promise.resolve(true);
  readonly #ends: ((end: () => SaveOutcome) => void)[] = [];

  /** Ends the save that has waited longest. */
  async end(outcome: SaveOutcome | Error): Promise<void> {
    const end = this.#ends.shift();
    if (!end) throw new Error("Nothing is being saved.");
    end(() => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
    await vi.advanceTimersByTimeAsync(0);
  }

  records(): Records {
    const refuse = () => Promise.reject(new Error("Nobody asks for this."));
    return {
      save: (record, durability) => {
        this.saves.push(record);
        this.durabilities.push(durability);
        return new Promise<() => SaveOutcome>((resolve) => this.#ends.push(resolve)).then((end) =>
          end(),
        );
      },
      saveView: () => this.saveView(),
      secure: (_id, _revision, view) => this.secure(view),
      read: () => Promise.resolve(this.stored),
      latest: refuse,
      newest: refuse,
      remove: refuse,
      restore: refuse,
      onLoss: () => undefined,
    };
  }
}

const FULL = new StorageError(new DOMException("full", "QuotaExceededError"));
let held: HeldRecords;
let news: WriterNews[];
let writer: DocumentWriter;

beforeEach(() => {
  vi.useFakeTimers();
  held = new HeldRecords();
  news = [];
  edit("Before");
  writer = new DocumentWriter(
    held.records(),
    { id: "mine", revision: 3 },
    useBackflow.getState(),
    true,
    (told) => news.push(told),
  );
});

afterEach(() => {
  writer.stop();
  vi.useRealTimers();
});

/** One edit of the document on the page. */
function edit(title: string): void {
  const state = useBackflow.getState();
  state.apply(withTitle(documentOf(state), title));
}

function write(title: string): void {
  edit(title);
  writer.note(useBackflow.getState());
}

/** A change of the view, which is written as well but is no edit. */
function look(): void {
  const state = useBackflow.getState();
  state.setPanel(state.panel === "health" ? null : "health");
  writer.note(useBackflow.getState());
}

/** Time in which there are no edits, so that what was saved is secured. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400);
}

/** One edit, up to where it is saved and not secured yet. */
async function saveOne(): Promise<void> {
  write("One");
  await vi.advanceTimersByTimeAsync(300);
  await held.end({ kind: "saved", revision: 4 });
}

const kinds = () => news.map(({ kind }) => kind);

it("writes soon after the first of many edits, and what came meanwhile right after that", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(200);
  write("Two");
  await vi.advanceTimersByTimeAsync(50);
  expect(held.saves.map(({ title, revision }) => [title, revision])).toEqual([["Two", 3]]);
  write("Three");
  await vi.advanceTimersByTimeAsync(1000);
  // One transaction after the other.
  expect(held.saves).toHaveLength(1);
  await held.end({ kind: "saved", revision: 4 });
  expect(kinds()).not.toContain("saved");
  await vi.advanceTimersByTimeAsync(250);
  expect(held.saves.map(({ title, revision }) => [title, revision]).at(-1)).toEqual(["Three", 4]);
  await held.end({ kind: "saved", revision: 5 });
  expect(writer.hasUnsavedEdits).toBe(false);
  await rest();
  expect(kinds().at(-1)).toBe("saved");
});

it("tells of a storage that does not answer within 2 s, once, and goes on when it does", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(2000);
  expect(news.at(-1)).toEqual({ kind: "failed", error: expect.any(SlowStorage) });
  write("Two");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kinds().filter((kind) => kind === "failed")).toHaveLength(1);
  await held.end({ kind: "saved", revision: 4 });
  await vi.advanceTimersByTimeAsync(250);
  await held.end({ kind: "saved", revision: 5 });
  await rest();
  expect(kinds().at(-1)).toBe("saved");
});

it("writes less often what takes long to be made into text, and gives the storage its time then too", async () => {
  let clock = 0;
  const slow = vi.spyOn(performance, "now").mockImplementation(() => (clock += 30));
  write("One");
  await vi.advanceTimersByTimeAsync(250);
  await held.end({ kind: "saved", revision: 4 });
  write("Two");
  await vi.advanceTimersByTimeAsync(499);
  expect(held.saves).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(held.saves.map(({ title }) => title)).toEqual(["One", "Two"]);
  await vi.advanceTimersByTimeAsync(1199);
  expect(kinds()).not.toContain("failed");
  await vi.advanceTimersByTimeAsync(1);
  expect(kinds()).toContain("failed");
  slow.mockRestore();
});

it("tries again and again where it fails, with the newest edits", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(250);
  await held.end(FULL);
  expect(news.at(-1)).toEqual({ kind: "failed", error: FULL });
  expect(writer.unsaved()?.record.title).toBe("One");
  write("Two");
  await vi.advanceTimersByTimeAsync(2000);
  await held.end(FULL);
  await vi.advanceTimersByTimeAsync(2000);
  await held.end({ kind: "saved", revision: 4 });
  await rest();
  expect(held.saves.map(({ title }) => title)).toEqual(["One", "Two", "Two"]);
  expect(kinds().at(-1)).toBe("saved");
  expect(writer.unsaved()).toBeNull();
});

it("becomes a copy where another tab has changed the record, and stays the same copy if that fails", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(250);
  await held.end({ kind: "changed-elsewhere" });
  await held.end(FULL);
  expect(writer.id).toBe("mine");
  await vi.advanceTimersByTimeAsync(2000);
  await held.end({ kind: "changed-elsewhere" });
  await held.end({ kind: "saved", revision: 1 });
  const [first, copy, second, sameCopy] = held.saves;
  expect([first?.id, second?.id]).toEqual(["mine", "mine"]);
  expect(copy?.id).not.toBe("mine");
  expect(sameCopy).toMatchObject({ id: copy?.id, revision: 0, title: "One (copy)" });
  expect(writer.id).toBe(copy?.id);
  expect(writer.record().title).toBe("One (copy)");
  await rest();
  expect(news.slice(-2)).toEqual([
    { kind: "copied", title: "One", retitle: expect.any(Function), deleted: false },
    { kind: "saved" },
  ]);
});

it("tells once that its record is gone, and keeps it anew only when asked, or edited", async () => {
  await writer.check();
  await writer.check();
  expect(news).toEqual([{ kind: "gone", title: "Before" }]);
  // Looking at it is no edit, and does not make it saved.
  useBackflow.getState().setSpeed(2);
  writer.note(useBackflow.getState());
  await vi.advanceTimersByTimeAsync(5000);
  expect(held.saves).toEqual([]);
  expect(news).toHaveLength(1);
  writer.keep();
  await vi.advanceTimersByTimeAsync(250);
  await held.end({ kind: "deleted-elsewhere" });
  await held.end({ kind: "saved", revision: 1 });
  expect(writer.record().title).toBe("Before");
  await rest();
  expect(news.slice(-2)).toEqual([
    { kind: "copied", title: "Before", retitle: expect.any(Function), deleted: true },
    { kind: "saved" },
  ]);
});

it("keeps it anew also where that is asked for while a view is being written", async () => {
  await writer.check();
  let finish: () => void = () => undefined;
  held.saveView = () => new Promise((resolve) => (finish = resolve));
  look();
  await vi.advanceTimersByTimeAsync(250);
  writer.keep();
  finish();
  await vi.advanceTimersByTimeAsync(250);
  expect(held.saves.map(({ title }) => title)).toEqual(["Before"]);
});

it("tells that all is saved where its record was put back", async () => {
  await writer.check();
  held.stored = writer.record();
  await writer.check();
  expect(kinds()).toEqual(["gone", "saved"]);
});

it("writes nothing more of a document that was deleted here", async () => {
  write("One");
  writer.stop();
  await writer.flush();
  await vi.advanceTimersByTimeAsync(5000);
  expect(held.saves).toEqual([]);
  expect(kinds()).toEqual(["pending"]);
  expect(writer.unsaved()).toBeNull();
});

it("tells of a storage that hangs at a view, once there is an edit", async () => {
  held.saveView = () => new Promise(() => undefined);
  look();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kinds()).toEqual(["saved"]);
  write("One");
  await vi.advanceTimersByTimeAsync(1999);
  expect(news.at(-1)).toEqual({ kind: "failed", error: expect.any(SlowStorage) });
});

it("lets no edit wait for a view that could not be written", async () => {
  held.saveView = () => Promise.reject(FULL);
  look();
  await vi.advanceTimersByTimeAsync(300);
  write("One");
  await vi.advanceTimersByTimeAsync(250);
  expect(held.saves.map(({ title }) => title)).toEqual(["One"]);
  await held.end({ kind: "saved", revision: 4 });
  await rest();
  expect(kinds()).toEqual(["saved", "pending", "saved"]);
});

it("writes what came during a slow transaction right after it, and tells within 2 s of an edit", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(300);
  write("Two");
  await vi.advanceTimersByTimeAsync(1000);
  await held.end({ kind: "saved", revision: 4 });
  await vi.advanceTimersByTimeAsync(0);
  expect(held.saves.map(({ title }) => title)).toEqual(["One", "Two"]);
  expect(kinds()).not.toContain("failed");
  await vi.advanceTimersByTimeAsync(999);
  expect(news.at(-1)).toEqual({ kind: "failed", error: expect.any(SlowStorage) });
});

it("makes no copy of a document that is deleted here while it is being written", async () => {
  write("One");
  await vi.advanceTimersByTimeAsync(250);
  writer.stop();
  await held.end({ kind: "deleted-elsewhere" });
  expect(held.saves).toHaveLength(1);
  expect(kinds()).toEqual(["pending"]);
});

it("does not take an edit that was undone before it was written for one that still waits", async () => {
  write("One");
  useBackflow.getState().undo();
  writer.note(useBackflow.getState());
  await vi.advanceTimersByTimeAsync(10_000);
  write("Two");
  await vi.advanceTimersByTimeAsync(1000);
  expect(held.saves.map(({ title }) => title)).toEqual(["Two"]);
  expect(kinds()).not.toContain("failed");
  await held.end({ kind: "saved", revision: 4 });
});

it("tells that all is saved once that is secured", async () => {
  let secured: (isThere: boolean) => void = () => undefined;
  held.secure = () =>
    new Promise((resolve) => {
      secured = resolve;
    });
  await saveOne();
  expect(writer.hasUnsavedEdits).toBe(false);
  await rest();
  expect(news.map(({ kind }) => kind)).not.toContain("saved");
  secured(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(news.at(-1)).toEqual({ kind: "saved" });
});

it("lets no edit wait for a slow disk while edits follow each other", async () => {
  let asked = 0;
  held.secure = () => {
    asked++;
    return new Promise(() => undefined);
  };
  await saveOne();
  await vi.advanceTimersByTimeAsync(200);
  write("Two");
  await vi.advanceTimersByTimeAsync(300);
  expect(held.saves.map(({ title }) => title)).toEqual(["One", "Two"]);
  expect(asked).toBe(0);
  await held.end({ kind: "saved", revision: 5 });
  await rest();
  expect(asked).toBe(1);
});

it("writes again what could not be secured, and warns of it", async () => {
  held.secure = () => Promise.reject(FULL);
  await saveOne();
  await rest();
  expect(news.at(-1)).toEqual({ kind: "failed", error: FULL });
  held.secure = () => Promise.resolve(true);
  await vi.advanceTimersByTimeAsync(1500);
  expect(held.saves).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  await held.end({ kind: "saved", revision: 5 });
  await rest();
  expect(held.saves.map(({ title }) => title)).toEqual(["One", "One"]);
  expect(news.at(-1)).toEqual({ kind: "saved" });
});

it("warns of a storage that does not answer whether all is secured", async () => {
  held.secure = () => new Promise(() => undefined);
  await saveOne();
  await vi.advanceTimersByTimeAsync(1600);
  expect(news.at(-1)).toEqual({ kind: "failed", error: expect.any(SlowStorage) });
});

it("sees that its record is gone when that is to be secured", async () => {
  held.secure = () => Promise.resolve(false);
  await saveOne();
  await rest();
  expect(news.at(-1)).toEqual({ kind: "gone", title: "One" });
});

it("secures edits without any rest every now and then", async () => {
  for (let time = 0; time < 12_000; time += 250) {
    write(`At ${time}`);
    await vi.advanceTimersByTimeAsync(250);
    await held.end({ kind: "saved", revision: 4 });
  }
  const strict = held.durabilities.indexOf("strict");
  expect(strict).toBeGreaterThan(30);
  expect(held.durabilities.filter((durability) => durability === "strict")).toHaveLength(1);
});

it("takes the view along when it secures", async () => {
  const views: unknown[] = [];
  held.secure = (view) => {
    views.push(view.panel);
    return Promise.resolve(true);
  };
  held.saveView = () => Promise.reject(new Error("There is no view left to be written."));
  await saveOne();
  look();
  await writer.flush();
  expect(views).toEqual([useBackflow.getState().panel]);
  expect(news.at(-1)).toEqual({ kind: "saved" });
  await vi.advanceTimersByTimeAsync(5000);
  expect(views).toHaveLength(1);
});

it("goes on with a document that was left, without writing it anew", async () => {
  await saveOne();
  expect(writer.isSettled).toBe(false);
  const state = useBackflow.getState();
  state.open(structuredClone(documentOf(state)), { kind: "file" });
  writer.resume(useBackflow.getState());
  await rest();
  expect(held.saves).toHaveLength(1);
  expect(writer.isSettled).toBe(true);
  expect(news.at(-1)).toEqual({ kind: "saved" });
});
