/** A cell by row and column, from 0. Column −1 is the row itself: its number. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** Cells from one corner to another, both included. */
export interface Block {
  readonly from: GridCell;
  readonly to: GridCell;
}

/** The block that has two cells at opposite corners, whichever. */
export function blockBetween(one: GridCell, other: GridCell): Block {
  return {
    from: { row: Math.min(one.row, other.row), column: Math.min(one.column, other.column) },
    to: { row: Math.max(one.row, other.row), column: Math.max(one.column, other.column) },
  };
}

/** Is a cell of a block, its edges included? */
export function isInBlock({ from, to }: Block, { row, column }: GridCell): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}

/** How large the table is, and how many rows a page of it has. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/** Where a key leads from a cell; null where it is no key that moves. */
export function movedBy(
  key: string,
  isFar: boolean,
  { row, column }: GridCell,
  { rows, columns, page }: Extent,
): GridCell | null {
  const at = (toRow: number, toColumn: number): GridCell => ({
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(-1, Math.min(columns - 1, toColumn)),
  });
  switch (key) {
    case "ArrowUp":
      return at(isFar ? 0 : row - 1, column);
    case "ArrowDown":
      return at(isFar ? rows - 1 : row + 1, column);
    case "ArrowLeft":
      return at(row, isFar ? -1 : column - 1);
    case "ArrowRight":
      return at(row, isFar ? columns - 1 : column + 1);
    case "Home":
      return isFar ? at(0, 0) : at(row, -1);
    case "End":
      return isFar ? at(rows - 1, columns - 1) : at(row, columns - 1);
    case "PageUp":
      return at(row - page, column);
    case "PageDown":
      return at(row + page, column);
    default:
      return null;
  }
}

/** The cell to the right in a row, or to the left; null at its ends. */
export function besideInRow(
  { row, column }: GridCell,
  by: 1 | -1,
  columns: number,
): GridCell | null {
  const next = column + by;
  return next < -1 || next >= columns ? null : { row, column: next };
}

/** Where the focus goes once a number was typed. */
export type Leave = "down" | "up" | "right" | "left";

/**
 * Where one goes on after a typed number: to the right and, at the end of a row, to the first number of the next; down to
 * where a row of numbers was begun by Tab (`entry`, its column), else straight down. Null where the table ends.
 */
export function nextCell(
  leave: Leave,
  focus: GridCell,
  entry: number | null,
  { rows, columns }: Pick<Extent, "rows" | "columns">,
): GridCell | null {
  const { row } = focus;
  switch (leave) {
    case "down":
      return row + 1 < rows ? { row: row + 1, column: entry ?? focus.column } : null;
    case "up":
      return row > 0 ? { row: row - 1, column: focus.column } : null;
    case "left":
      return besideInRow(focus, -1, columns);
    case "right": {
      const beside = besideInRow(focus, 1, columns);
      return beside ?? (row + 1 < rows ? { row: row + 1, column: 0 } : null);
    }
  }
}
