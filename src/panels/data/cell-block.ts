import {
  type Cell,
  type CsvProblem,
  cellValue,
  type DataTable,
  readCsv,
  type TableEdit,
  withCells,
  withRowsInserted,
} from "@/data";
import { formatNumber } from "@/explain";
import { allDigits } from "@/ui";
import type { Block, GridCell } from "./selection";
import type { TableColumn } from "./table-columns";

/** Numbers as they are pasted: row by row. */
export type NumberBlock = readonly (readonly number[])[];

/** The cells of a block as spreadsheets copy them: tabs between, a line for each row. */
export function textOfBlock(
  table: DataTable,
  columns: readonly TableColumn[],
  { from, to }: Block,
): string {
  const lines: string[] = [];
  const shown = columns.slice(Math.max(0, from.column), to.column < 0 ? undefined : to.column + 1);
  for (let row = from.row; row <= to.row; row++) {
    lines.push(
      shown.map((column) => allDigits(cellValue(table, { ...column, row }) ?? 0)).join("\t"),
    );
  }
  return lines.join("\n");
}

/**
 * Reads what is pasted into cells. Into the last column a comma is one of decimals: spreadsheets put tabs between cells.
 * A line of names above the numbers is left out.
 */
export function readBlock(
  text: string,
  columnsLeft: number,
):
  | { readonly ok: true; readonly value: NumberBlock }
  | { readonly ok: false; readonly problem: CsvProblem | "text" } {
  const isOneColumn = columnsLeft === 1 && !text.includes("\t");
  const reading = readCsv(text, isOneColumn ? { separator: "\t" } : {});
  if (!reading.ok) return reading;
  const columns = reading.value.columns.map((column) =>
    column.kind === "numbers" ? column.numbers : null,
  );
  if (columns.includes(null)) return { ok: false, problem: "text" };
  return {
    ok: true,
    value: Array.from({ length: reading.value.rows }, (_, row) =>
      columns.map((numbers) => numbers?.[row] ?? 0),
    ),
  };
}

/** What goes into a block of cells: one number into each of them, as in a spreadsheet; of more, its corner is where they begin. */
export function pastedInto(
  { from, to }: Block,
  columns: number,
  numbers: NumberBlock,
): NumberBlock {
  const value = onlyNumber(numbers);
  if (value === null) return numbers;
  const across = to.column < 0 ? columns : to.column - Math.max(0, from.column) + 1;
  const row = new Array<number>(across).fill(value);
  return Array.from({ length: to.row - from.row + 1 }, () => row);
}

function onlyNumber(numbers: NumberBlock): number | null {
  const [[value, ...beside] = [], ...below] = numbers;
  return value !== undefined && beside.length + below.length === 0 ? value : null;
}

/** So many tell every number from every other. */
const ALL_DIGITS = 17;

/** What pasting did, from a cell on, in a table of so many rows and columns. */
export function pasteSentence(
  numbers: NumberBlock,
  pasted: NumberBlock,
  at: GridCell,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): string {
  const height = pasted.length;
  const width = Math.max(...pasted.map((row) => row.length));
  const taken = Math.min(width, columns - at.column);
  const value = onlyNumber(numbers);
  if (value !== null) {
    const cells = height * taken === 1 ? "1 cell is" : `${height * taken} cells are`;
    return `${cells} ${formatNumber(value, ALL_DIGITS)} now.`;
  }
  const added = at.row + height - rows;
  return [
    `Pasted ${height} × ${taken} cells.`,
    added > 0 ? `${added === 1 ? "1 row was" : `${added} rows were`} added.` : "",
    taken < width ? "What stands out at the right was left out." : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** The table with a block from a cell on. Rows that it has not are added at its end; what stands out at the right is left out. */
export function withBlock(
  table: DataTable,
  columns: readonly TableColumn[],
  at: GridCell,
  block: NumberBlock,
): TableEdit {
  const missing = at.row + block.length - table.rows;
  const grown: TableEdit =
    missing > 0
      ? withRowsInserted(table, table.rows, missing, table.rows - 1)
      : { ok: true, value: table };
  if (!grown.ok) return grown;
  const start = Math.max(0, at.column);
  const cells: (Cell & { value: number })[] = [];
  for (const [down, numbers] of block.entries()) {
    for (const [across, value] of numbers.entries()) {
      const column = columns[start + across];
      if (column) cells.push({ row: at.row + down, node: column.node, unit: column.unit, value });
    }
  }
  return withCells(grown.value, cells);
}
