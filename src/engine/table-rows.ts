import type { Column, DataTable } from "@/data";
import type { Arenas } from "./arenas";
import type { Plan, TableLeaf } from "./plan";

/** Columns of a table as a plan reads them: for each of its `tableLeaves`, one for each unit. */
export type PlanColumns = readonly (readonly Column[])[];

/** Rows of a table by number, in the order in which they are run. */
export type RowOrder = Int32Array | Uint32Array;

/** The columns that a plan reads. Throws where the table has none for one of its inputs or targets, or too few. */
export function planColumns(plan: Plan, data: DataTable): PlanColumns {
  return plan.tableLeaves.map(({ node, width }) => {
    const columns = data.columns.get(node);
    if (columns?.length !== width) {
      throw new Error(`The table has ${columns?.length ?? 0} columns for ${node}, not ${width}.`);
    }
    return columns;
  });
}

/**
 * Copies `count` rows of the table to the first rows of the arenas: order[first], order[first + 1], …, as a mini-batch
 * draws them, or the rows from `first` on where `order` is null.
 */
export function readRows(
  plan: Plan,
  columns: PlanColumns,
  order: RowOrder | null,
  first: number,
  count: number,
  { values, rows }: Arenas,
): void {
  const end = first + count;
  for (let leaf = 0; leaf < columns.length; leaf++) {
    const { width, value } = plan.tableLeaves[leaf] as TableLeaf;
    const own = columns[leaf] as readonly Column[];
    for (let unit = 0; unit < width; unit++) {
      const column = own[unit] as Column;
      let to = value * rows + unit;
      if (order) {
        for (let at = first; at < end; at++, to += width) {
          values[to] = column[order[at] as number] as number;
        }
      } else {
        for (let row = first; row < end; row++, to += width) values[to] = column[row] as number;
      }
    }
  }
}
