import type { Column, DataTable } from "@/data";
import { opOf } from "@/ops";
import type { BackflowDocument, GraphNode, LeafNode, Matrix, NodeId, Row } from "./document";

/** What stands behind a graph without inputs and targets: one row, of nothing. */
export const ONE_ROW: DataTable = {
  rows: 1,
  validation: 0,
  columns: new Map(),
  source: { kind: "own" },
};

/** Are a node's numbers columns of the table? Those of inputs and targets are. */
export function isTableNode(node: GraphNode): node is LeafNode {
  const op = opOf(node.op);
  return op.kind === "leaf" && op.perSample;
}

/** A column for each of so many units, of one number throughout. */
export function constantColumns(units: number, rows: number, value: number): readonly Column[] {
  return Array.from({ length: units }, () => new Float64Array(rows).fill(value));
}

/** Columns of a matrix whose rows are all of `units` numbers. */
export function columnsOfRows(rows: Matrix, units: number): readonly Column[] {
  return Array.from({ length: units }, (_, unit) =>
    Float64Array.from(rows, (row) => row[unit] ?? Number.NaN),
  );
}

/** The table of these columns of equally many rows, which are the user's own. */
export function ownTable(rows: number, columns: ReadonlyMap<NodeId, readonly Column[]>): DataTable {
  return columns.size === 0 ? ONE_ROW : { ...ONE_ROW, rows, columns };
}

/** The same of rows as they are written down: for each input or target, one for each sample. */
export function tableOf(rows: ReadonlyMap<NodeId, Matrix>): DataTable {
  const columns = new Map<NodeId, readonly Column[]>();
  let count = 1;
  for (const [node, own] of rows) {
    columns.set(node, columnsOfRows(own, own[0]?.length ?? 0));
    count = own.length;
  }
  return ownTable(count, columns);
}

/** The rows of P columns of N numbers: N × P. None where there is no column. */
export function rowsOfColumns(columns: readonly Column[]): Matrix {
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => rowOfColumns(columns, row));
}

/** One row of P columns, P numbers; NaN for a row that they have not. */
export function rowOfColumns(columns: readonly Column[], row: number): Row {
  return columns.map((column) => column[row] ?? Number.NaN);
}

/** The table with other columns for some nodes, null to take theirs away. Its rows are the user's own then. */
export function withColumnsOf(
  data: DataTable,
  changed: ReadonlyMap<NodeId, readonly Column[] | null>,
): DataTable {
  if (changed.size === 0) return data;
  const columns = new Map(data.columns);
  for (const [node, own] of changed) {
    if (own) columns.set(node, own);
    else columns.delete(node);
  }
  return columns.size === 0 ? ONE_ROW : { ...data, columns, source: { kind: "own" } };
}

/** How many numbers of a document's table its graph asks for. */
export function countCells({ graph, data }: Pick<BackflowDocument, "graph" | "data">): number {
  let units = 0;
  for (const node of graph.nodes) if (isTableNode(node)) units += node.width;
  return units * data.rows;
}
