// @vitest-environment happy-dom

import { afterEach, expect, it } from "vitest";
import { useBackflow, viewOf } from "@/store";
import type { DocumentRecord } from "./document-record";
import { SlowRecords } from "./records.test-support";
import { leaveUnsaved, recoverUnsaved, takeBackUnsaved } from "./unsaved";

const KEY = "backflow:unsaved:";

afterEach(() => localStorage.clear());

/** A record as a tab leaves it, which has read revision 0. */
function recordOf(id: string, writer: string): DocumentRecord {
  const view = viewOf(useBackflow.getState());
  return { ...view, id, title: id, text: "{}", preset: null, savedAt: 1, revision: 0, writer };
}

/** What the next start of the page stores, and what of it it says has become a copy. */
async function recover(records: SlowRecords) {
  const told: string[] = [];
  const recovered = recoverUnsaved(records, (title) => told.push(title));
  await records.answer();
  return { copies: await recovered, told };
}

it("stores what pages have left, once", async () => {
  leaveUnsaved({ record: recordOf("one", "a"), copyId: "copy" });
  leaveUnsaved({ record: recordOf("two", "b"), copyId: "other copy" });
  const records = new SlowRecords();
  const { copies, told } = await recover(records);
  expect([...records.kept.keys()].sort()).toEqual(["one", "two"]);
  expect([copies.size, told]).toEqual([0, []]);
  expect(localStorage).toHaveLength(0);
});

it("makes a copy, and says so, where another tab has written meanwhile", async () => {
  const records = new SlowRecords();
  records.kept.set("one", { ...recordOf("one", "another tab"), revision: 2 });
  leaveUnsaved({ record: recordOf("one", "a"), copyId: "copy" });
  const { copies, told } = await recover(records);
  expect([...copies]).toEqual([["one", "copy"]]);
  expect(told).toEqual(["one"]);
  expect(records.kept.get("one")?.writer).toBe("another tab");
  expect(records.kept.get("copy")?.writer).toBe("a");
});

it("does not store what was stored after all", async () => {
  leaveUnsaved({ record: recordOf("one", "a"), copyId: "copy" });
  takeBackUnsaved("a");
  const records = new SlowRecords();
  await recover(records);
  expect(records.kept.size).toBe(0);
});

it.each(["{", "null", "7", "{}", '{"copyId":"c"}', '{"copyId":"c","record":{"id":"x"}}'])(
  "stores the others where an entry is none of this page's, and leaves that one: %s",
  async (foreign) => {
    localStorage.setItem(`${KEY}!`, foreign);
    leaveUnsaved({ record: recordOf("one", "a"), copyId: "copy" });
    localStorage.setItem(`${KEY}~`, foreign);
    const records = new SlowRecords();
    await recover(records);
    expect([...records.kept.keys()]).toEqual(["one"]);
    expect(Object.keys(localStorage).sort()).toEqual([`${KEY}!`, `${KEY}~`]);
  },
);
