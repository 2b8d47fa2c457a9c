import { type Block, besideInRow, type Extent, type GridCell, movedBy } from "./selection";

/** What a key asks of the table. */
export type TableAct =
  | { readonly kind: "move"; readonly to: GridCell; readonly extends: boolean }
  /** Goes on in the row, so that Enter later leads below where that began. */
  | { readonly kind: "tab"; readonly to: GridCell }
  | { readonly kind: "select-all" }
  /** Of a block, the cell with the focus alone. */
  | { readonly kind: "select-focus" }
  | { readonly kind: "insert-row" }
  | { readonly kind: "duplicate-rows" }
  | { readonly kind: "remove-rows" }
  /** Numbers were to be removed, which cells cannot do without. */
  | { readonly kind: "keep-numbers" }
  /** `start` is what the number begins with; null for the one that is there. */
  | { readonly kind: "edit"; readonly start: string | null };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What is selected while a key is pressed. */
interface Selected {
  readonly focus: GridCell;
  readonly block: Block;
  /** Is it a block that was drawn up from a cell, and not the focus alone? */
  readonly hasAnchor: boolean;
}

/** What a pressed key asks for; null where it is none of the table's. */
export function actOfKey(pressed: Pressed, selected: Selected, extent: Extent): TableAct | null {
  const { key, altKey, shiftKey } = pressed;
  const { focus, block, hasAnchor } = selected;
  const isMod = pressed.ctrlKey || pressed.metaKey;
  const moved = altKey ? null : movedBy(key, isMod, focus, extent);
  if (moved) return { kind: "move", to: moved, extends: shiftKey };
  if (key === "Tab") {
    // At the ends of a row Tab leaves the table.
    const next = besideInRow(focus, shiftKey ? -1 : 1, extent.columns);
    return next && { kind: "tab", to: next };
  }
  if (isMod && key.toLowerCase() === "a") return { kind: "select-all" };
  if (isMod && key.toLowerCase() === "d") return { kind: "duplicate-rows" };
  if (key === "Insert" || (isMod && key === "Enter")) return { kind: "insert-row" };
  if (key === "Delete" || key === "Backspace") {
    return { kind: block.from.column === -1 ? "remove-rows" : "keep-numbers" };
  }
  if (key === "Enter" || key === "F2") return { kind: "edit", start: null };
  if (key === "Escape" && hasAnchor) return { kind: "select-focus" };
  const isOfNumber = !isMod && !altKey && /^[-+−.,√π(\d]$/.test(key);
  return isOfNumber ? { kind: "edit", start: key } : null;
}
