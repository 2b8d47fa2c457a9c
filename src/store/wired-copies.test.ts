import { beforeEach, expect, it } from "vitest";
import { removeNodes } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf } from "./selectors";
import { selectedNodes } from "./state";
import { useBackflow } from "./store";
import { duplicateWired } from "./wired-copies";

const state = () => useBackflow.getState();

function open(): void {
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("There is no toy network.");
  state().open(preset.document, { kind: "preset", slug: "toy-network" });
}

beforeEach(open);

it("what was asked for is copied of the document that it was asked of, and of no other", () => {
  const { opened } = state();
  duplicateWired(["h1"], opened);
  expect([...selectedNodes(state())]).toEqual(["h4"]);
  open();
  const other = documentOf(state());
  duplicateWired(["h1"], opened);
  expect(documentOf(state())).toBe(other);
});

it("what was removed meanwhile is not copied, and what is left is", () => {
  const { opened } = state();
  state().apply({ ok: true, value: removeNodes(documentOf(state()), new Set(["h1"])) });
  duplicateWired(["h1", "h2"], opened);
  expect([...selectedNodes(state())]).toHaveLength(1);
  const before = documentOf(state());
  duplicateWired(["h1"], opened);
  expect(documentOf(state())).toBe(before);
});
