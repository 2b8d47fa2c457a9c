import { expect, it } from "vitest";
import { blockBetween, type GridCell } from "./selection";
import { actOfKey } from "./table-keys";

const EXTENT = { rows: 4, columns: 2, page: 2 };
const CELL: GridCell = { row: 1, column: 1 };

/** What a key asks for at a cell, of a block that begins at `from`. */
function actOf(key: string, modifiers = {}, focus = CELL, from: GridCell | null = null) {
  const pressed = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const block = blockBetween(from ?? focus, focus);
  return actOfKey({ ...pressed, ...modifiers }, { focus, block, hasAnchor: from !== null }, EXTENT);
}

it("moves by arrows, and draws a block up with Shift", () => {
  expect(actOf("ArrowDown")).toEqual({ kind: "move", to: { row: 2, column: 1 }, extends: false });
  const up = actOf("ArrowUp", { shiftKey: true });
  expect(up).toEqual({ kind: "move", to: { row: 0, column: 1 }, extends: true });
  expect(actOf("ArrowDown", { altKey: true })).toBeNull();
});

it("leaves the table by Tab at both ends of a row", () => {
  expect(actOf("Tab")).toBeNull();
  expect(actOf("Tab", { shiftKey: true })).toEqual({ kind: "tab", to: { row: 1, column: 0 } });
  expect(actOf("Tab", { shiftKey: true }, { row: 1, column: -1 })).toBeNull();
});

it("removes whole rows, and numbers never", () => {
  expect(actOf("Delete")).toEqual({ kind: "keep-numbers" });
  expect(actOf("Backspace", {}, { row: 2, column: -1 })).toEqual({ kind: "remove-rows" });
});

it("takes what begins a number for one, unless the browser is meant", () => {
  for (const key of ["-", "7", "√", "(", "."]) {
    expect(actOf(key)).toEqual({ kind: "edit", start: key });
    expect(actOf(key, { ctrlKey: true })).toBeNull();
  }
  expect(actOf("x")).toBeNull();
  expect(actOf("F2")).toEqual({ kind: "edit", start: null });
});

it("lets a block go by Escape, which else is not the table's", () => {
  expect(actOf("Escape")).toBeNull();
  expect(actOf("Escape", {}, CELL, { row: 0, column: 0 })).toEqual({ kind: "select-focus" });
});
