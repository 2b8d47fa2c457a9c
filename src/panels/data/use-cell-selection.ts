import { useState } from "react";
import { useBackflow } from "@/store";
import { type Block, blockBetween, type GridCell } from "./selection";

/** The cells that are selected: a block that ends at the one with the focus, whose row is the chosen sample. */
export interface CellSelection {
  readonly focus: GridCell;
  readonly block: Block;
  /** Does the block begin at another cell? */
  readonly hasAnchor: boolean;
  /** The column in which a row of numbers was begun that Tab goes along; null where it was not Tab that led here. */
  readonly entry: number | null;
  /** Gives a cell the focus; `extend`: the block begins where it began. */
  moveTo(cell: GridCell, extend: boolean): void;
  /** Gives the focus to a cell of the same row, as Tab does. */
  tabTo(cell: GridCell): void;
  selectAll(): void;
  /** Of the block, the cell with the focus alone; it may go to another column of its row. */
  selectFocus(column: number): void;
}

/** The cell at which a block begins, in the table in which it was chosen. */
interface Anchor {
  readonly cell: GridCell;
  /** Which document was open, counted from the first. */
  readonly opened: number;
  readonly rows: number;
  readonly columns: number;
}

/** Follows which cells of a table are selected. `editedColumn`: a number that is typed there holds the focus; null: none is. */
export function useCellSelection(
  rows: number,
  columns: number,
  editedColumn: number | null,
): CellSelection {
  const sample = useBackflow((state) => state.sample);
  const setSample = useBackflow((state) => state.setSample);
  const [column, setColumn] = useState(0);
  const opened = useBackflow((state) => state.opened);
  const [kept, setKept] = useState<Anchor | null>(null);
  const isSameTable = kept?.opened === opened && kept.rows === rows && kept.columns === columns;
  // Rows that came or went moved the others, and of another document nothing was selected: the block goes for good.
  if (kept && !isSameTable) setKept(null);
  const anchor = isSameTable ? kept.cell : null;
  const [begun, setBegun] = useState<GridCell | null>(null);
  const setAnchor = (cell: GridCell | null): void =>
    setKept(cell && { cell, opened, rows, columns });
  const focus: GridCell = {
    row: Math.min(sample, rows - 1),
    column: editedColumn ?? Math.min(column, columns - 1),
  };
  const entry = begun?.row === focus.row && begun.column < columns ? begun.column : null;
  return {
    focus,
    block: blockBetween(anchor ?? focus, focus),
    hasAnchor: anchor !== null,
    entry,
    tabTo: (cell) => {
      setBegun({ row: focus.row, column: entry ?? focus.column });
      setAnchor(null);
      setColumn(cell.column);
    },
    moveTo: (cell, extend) => {
      setBegun(null);
      setAnchor(extend ? (anchor ?? focus) : null);
      setColumn(cell.column);
      setSample(cell.row);
    },
    selectAll: () => {
      setAnchor({ row: 0, column: 0 });
      setColumn(columns - 1);
      setSample(rows - 1);
    },
    selectFocus: (to) => {
      setAnchor(null);
      setColumn(to);
    },
  };
}
