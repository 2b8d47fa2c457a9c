import type { Column } from "./column";
import { MOST_ROWS } from "./limits";
import type { DataTable } from "./table";

/** One number of a table. */
export interface Cell {
  /** From 0. */
  readonly row: number;
  readonly node: string;
  readonly unit: number;
}

/** Why an edit of a table is refused. */
export type TableProblem =
  | { readonly kind: "too-many-rows"; readonly rows: number }
  /** Every table has at least one training row. */
  | { readonly kind: "no-training-row" }
  | { readonly kind: "not-finite"; readonly cell: Cell };

/** The edited table, or why the edit is refused; the table that was given is as it was. */
export type TableEdit =
  | { readonly ok: true; readonly value: DataTable }
  | { readonly ok: false; readonly problem: TableProblem };

/** Rows from `from` to before `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** How many rows are trained on: N − V, those above the line. */
export function trainingRows(table: DataTable): number {
  return table.rows - table.validation;
}

/** The number in a cell; undefined where there is no such cell. */
export function cellValue(table: DataTable, { row, node, unit }: Cell): number | undefined {
  return table.columns.get(node)?.[unit]?.[row];
}

/** The table with other numbers in some cells. Rows that a recipe gave become the user's own. Cells that it has not are passed over. */
export function withCells(
  table: DataTable,
  cells: readonly (Cell & { readonly value: number })[],
): TableEdit {
  const changed = new Map<string, (Column | undefined)[]>();
  let isSame = true;
  for (const cell of cells) {
    const old = cellValue(table, cell);
    if (old === undefined) continue;
    if (!Number.isFinite(cell.value)) return { ok: false, problem: { kind: "not-finite", cell } };
    if (Object.is(old, cell.value)) continue;
    isSame = false;
    const columns = changed.get(cell.node) ?? [];
    changed.set(cell.node, columns);
    const column =
      columns[cell.unit] ?? Float64Array.from(table.columns.get(cell.node)?.[cell.unit] ?? []);
    columns[cell.unit] = column;
    column[cell.row] = cell.value;
  }
  if (isSame) return { ok: true, value: table };
  const columns = new Map(
    [...table.columns].map(([node, units]) => {
      const others = changed.get(node);
      return [node, others ? units.map((column, unit) => others[unit] ?? column) : units] as const;
    }),
  );
  return { ok: true, value: { ...table, columns, source: { kind: "own" } } };
}

/**
 * The table with `count` rows before row `at`, copies of row `like`; they are training rows where that is one, or where
 * there is room among them only.
 */
export function withRowsInserted(
  table: DataTable,
  at: number,
  count: number,
  like: number,
): TableEdit {
  const order = [
    ...rowNumbers(0, at),
    ...new Array<number>(count).fill(like),
    ...rowNumbers(at, table.rows),
  ];
  const training = trainingRows(table);
  const isTraining = at < training || (at === training && like < training);
  return withRowsInOrder(table, order, isTraining ? table.validation : table.validation + count);
}

/** The table with each of some rows once more, below them all. Rows that it has not are passed over. */
export function withRowsDuplicated(table: DataTable, range: RowRange): TableEdit {
  const { from, to } = rowsWithin(table, range);
  if (from >= to) return { ok: true, value: table };
  const training = trainingRows(table);
  const order = [...rowNumbers(0, to), ...rowNumbers(from, to), ...rowNumbers(to, table.rows)];
  // Copies stand below the line as far as their originals do; those of a range across it are validation rows too.
  const validation = to > training ? table.validation + (to - from) : table.validation;
  return withRowsInOrder(table, order, validation);
}

/** The table without some rows. Rows that it has not are passed over. Refused where no training row would be left. */
export function withRowsRemoved(table: DataTable, range: RowRange): TableEdit {
  const { from, to } = rowsWithin(table, range);
  if (from >= to) return { ok: true, value: table };
  const training = trainingRows(table);
  const removedBelow = Math.max(0, to - Math.max(from, training));
  const order = [...rowNumbers(0, from), ...rowNumbers(to, table.rows)];
  return withRowsInOrder(table, order, table.validation - removedBelow);
}

function rowsWithin({ rows }: DataTable, { from, to }: RowRange): RowRange {
  return { from: Math.max(0, from), to: Math.min(rows, to) };
}

/** The table with its line moved, so that the last V rows are for validation. */
export function withValidation(table: DataTable, validation: number): TableEdit {
  if (validation === table.validation) return { ok: true, value: table };
  if (validation >= table.rows) return { ok: false, problem: { kind: "no-training-row" } };
  return {
    ok: true,
    value: { ...table, validation: Math.max(0, validation), source: { kind: "own" } },
  };
}

/** The rows of a table in another order, any of them left out or told twice; the last V are for validation. */
export function withRowsInOrder(
  table: DataTable,
  order: ArrayLike<number>,
  validation: number,
): TableEdit {
  const rows = order.length;
  if (rows > MOST_ROWS) return { ok: false, problem: { kind: "too-many-rows", rows } };
  if (rows - validation < 1) return { ok: false, problem: { kind: "no-training-row" } };
  const columns = new Map(
    [...table.columns].map(
      ([node, units]) => [node, units.map((column) => reordered(column, order))] as const,
    ),
  );
  return { ok: true, value: { rows, validation, columns, source: { kind: "own" } } };
}

function reordered(column: Column, order: ArrayLike<number>): Column {
  return Float64Array.from(order, (row) => column[row] as number);
}

function rowNumbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Are two tables the same, number by number and bit by bit? */
export function isSameTable(one: DataTable, other: DataTable): boolean {
  if (one === other) return true;
  if (one.rows !== other.rows || one.validation !== other.validation) return false;
  if (one.columns.size !== other.columns.size) return false;
  for (const [node, units] of one.columns) {
    const others = other.columns.get(node);
    if (others?.length !== units.length) return false;
    for (const [unit, column] of units.entries()) {
      const otherColumn = others[unit];
      if (column === otherColumn) continue;
      if (!otherColumn || !column.every((value, row) => Object.is(value, otherColumn[row]))) {
        return false;
      }
    }
  }
  return true;
}
