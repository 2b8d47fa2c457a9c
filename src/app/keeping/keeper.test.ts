// @vitest-environment happy-dom

import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readFile, withTitle } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "@/store";
import { startSaving } from "./keeper";
import { SlowRecords } from "./records.test-support";

const records = new SlowRecords();

beforeAll(() => {
  vi.useFakeTimers();
  startSaving(records);
});
afterAll(() => void vi.useRealTimers());

/** Lets time pass in which the storage answers, far more than a writer waits for. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await vi.advanceTimersByTimeAsync(250);
    await records.answer();
  }
}

function idOnPage(): string {
  const { origin } = useBackflow.getState();
  if (origin.kind !== "record") throw new Error("No own document is open.");
  return origin.id;
}

/** Opens an own document, which is changed in another tab as soon as it is stored. Resolves to its id. */
async function openChangedElsewhere(): Promise<string> {
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "file" });
  await settle();
  const id = idOnPage();
  const record = await records.read(id);
  if (!record) throw new Error("It was not stored.");
  records.kept.set(id, { ...record, revision: record.revision + 1, writer: "another tab" });
  return id;
}

function setInput(value: number): void {
  useBackflow
    .getState()
    .setNumber({ kind: "value", node: "x", row: 0, unit: 0 }, value, `${value}`);
}

function rename(title: string): void {
  const state = useBackflow.getState();
  state.apply(withTitle(documentOf(state), title));
}

const writesOf = (id: string) => records.written.filter((record) => record.id === id);
const titleOnPage = () => documentOf(useBackflow.getState()).title;

it("a copy that a conflict makes is written once, and its next edit once more", async () => {
  const id = await openChangedElsewhere();
  setInput(7);
  await settle();
  const copy = idOnPage();
  expect(copy).not.toBe(id);
  expect(useBackflow.getState().saving.kind).toBe("saved");
  expect(titleOnPage()).toBe("Toy network (copy)");
  expect(writesOf(copy).map(({ title, revision }) => [title, revision])).toEqual([
    ["Toy network (copy)", 1],
  ]);
  expect(records.kept.get(id)?.writer).toBe("another tab");
  setInput(8);
  await settle();
  expect(writesOf(copy).map(({ revision }) => revision)).toEqual([1, 2]);
  // No undo brings the old title back.
  useBackflow.getState().undo();
  useBackflow.getState().undo();
  expect(titleOnPage()).toBe("Toy network (copy)");
});

it("what is done while a copy is being written is kept as well, a new title too", async () => {
  await openChangedElsewhere();
  setInput(7);
  await vi.advanceTimersByTimeAsync(250);
  setInput(9);
  rename("Mine");
  await records.answer();
  expect(useBackflow.getState().saving.kind).toBe("pending");
  expect(titleOnPage()).toBe("Mine");
  await settle();
  const copy = idOnPage();
  expect(useBackflow.getState().saving.kind).toBe("saved");
  expect(writesOf(copy).map(({ title, revision }) => [title, revision])).toEqual([
    ["Toy network (copy)", 1],
    ["Mine", 2],
  ]);
  const read = readFile(records.kept.get(copy)?.text ?? "");
  expect(read.ok && read.value.data.columns.get("x")).toEqual([Float64Array.of(9)]);
  expect(useBackflow.getState().history.past.map(({ title }) => title)).not.toContain(
    "Toy network",
  );
});

it("a storage that is slow is warned of beside what offers to undo a deletion", async () => {
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "file" });
  await settle();
  const action = { label: "Undo", perform: () => undefined };
  const offer = { tone: "info", text: "“Fan-out” is deleted.", action } as const;
  useBackflow.getState().notify(offer);
  rename("Slowly kept");
  await vi.advanceTimersByTimeAsync(2000);
  expect(useBackflow.getState().warning?.text).toContain("does not answer");
  expect(useBackflow.getState().notice).toBe(offer);
  await settle();
  expect(useBackflow.getState().saving.kind).toBe("saved");
  expect(useBackflow.getState().warning).toBeNull();
  expect(useBackflow.getState().notice).toBe(offer);
});
