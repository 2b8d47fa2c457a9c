import { type PointerEvent, useRef } from "react";
import type { GridCell } from "./selection";

interface CellPointerActions {
  readonly focus: GridCell;
  /** Is a number being typed? Then the pointer selects text. */
  readonly isEditing: boolean;
  readonly moveTo: (cell: GridCell, extend: boolean) => void;
  /** Opens the number of the cell with the focus. */
  readonly edit: () => void;
}

/** What the pointer does in the table: a press chooses a cell, another one opens it, and a drag selects a block. */
export function useCellPointer({ focus, isEditing, moveTo, edit }: CellPointerActions) {
  /** Was the pressed cell the one with the focus before? Then the press opens it. */
  const wasFocus = useRef(false);
  /** Was it a cell that was pressed? What else of the table is dragged, such as its line, selects nothing. */
  const isHeld = useRef(false);
  const isFocus = (cell: GridCell) => cell.row === focus.row && cell.column === focus.column;

  return {
    onPointerDown(event: PointerEvent): void {
      const cell = cellAt(event.target);
      isHeld.current = cell !== null && event.button === 0;
      if (!cell || event.button !== 0) return;
      wasFocus.current = isFocus(cell) && !event.shiftKey;
      // A finger may be about to scroll: it chooses when it is lifted.
      if (event.pointerType === "mouse") moveTo(cell, event.shiftKey);
    },
    onPointerMove(event: PointerEvent): void {
      if (event.pointerType !== "mouse" || event.buttons !== 1 || !isHeld.current || isEditing)
        return;
      const cell = cellAt(document.elementFromPoint(event.clientX, event.clientY));
      if (!cell || isFocus(cell)) return;
      wasFocus.current = false;
      moveTo(cell, true);
    },
    onClick(event: { readonly target: EventTarget | null; readonly shiftKey: boolean }): void {
      const cell = cellAt(event.target);
      if (!cell) return;
      if (!isFocus(cell)) moveTo(cell, event.shiftKey);
      else if (wasFocus.current && cell.column >= 0) edit();
    },
  };
}

/** The cell that an element stands in; null where it stands in none. */
function cellAt(target: EventTarget | null): GridCell | null {
  const cell = target instanceof Element ? target.closest("[data-column]") : null;
  const row = cell?.closest("[data-row]")?.getAttribute("data-row");
  if (!cell || !row) return null;
  return { row: Number(row) - 1, column: Number(cell.getAttribute("data-column")) };
}
