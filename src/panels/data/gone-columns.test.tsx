// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { removeNodes, success } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "@/store";
import { TableGrid } from "./TableGrid";

let root: Root;
let page: HTMLElement;
let told: string | null;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  told = null;
  const toy = presetBySlug("toy-network");
  if (!toy) throw new Error("There is no toy network.");
  useBackflow.getState().open(toy.document, { kind: "preset", slug: toy.slug });
  await act(async () =>
    root.render(
      <TableGrid
        rowHeight={28}
        scale={1}
        onTell={(sentence) => {
          told = sentence;
        }}
        onSelectRows={() => undefined}
      />,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const grid = () => page.querySelector("[role=grid]") as HTMLElement;
const field = () => page.querySelector("input");
const press = (key: string) =>
  act(async () =>
    grid().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })),
  );
const remove = (node: string) =>
  act(async () => {
    const state = useBackflow.getState();
    state.apply(success(removeNodes(documentOf(state), new Set([node]))));
  });

test("an input that is deleted while its number is typed: a sentence says what was typed, and undo brings the rest back", async () => {
  const before = documentOf(useBackflow.getState());
  await press("4");
  expect(field()?.value).toBe("4");
  await remove("x");
  expect(field()).toBeNull();
  expect(told).toBe(
    "The column xᵢ went with its node. “4”, which was being typed there, was not entered. Undo brings its numbers back.",
  );
  expect(documentOf(useBackflow.getState()).data.columns.get("y")).toBe(
    before.data.columns.get("y"),
  );
  await act(async () => useBackflow.getState().undo());
  expect(documentOf(useBackflow.getState())).toBe(before);
});

test("a number that is typed stays that of its unit when another column goes", async () => {
  await press("Tab");
  await press("7");
  expect(field()?.getAttribute("aria-label")).toBe("yᵢ, row 1");
  await remove("x");
  expect(field()?.value).toBe("7");
  expect(told).toBe("The column xᵢ went with its node. Undo brings its numbers back.");
  await act(async () =>
    field()?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
    ),
  );
  expect(documentOf(useBackflow.getState()).data.columns.get("y")?.[0]?.[0]).toBe(7);
});
