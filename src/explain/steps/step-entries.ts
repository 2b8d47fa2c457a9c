import type { Step } from "@/engine";
import { type Graph, topologyOf } from "@/graph";
import { inputIds } from "../formulas";

/** One of the numbers of a step: of a vector its unit, of a block of Ω its row, which is a unit too, and its column; from 0. */
export interface Entry {
  readonly unit: number;
  readonly column: number;
}

/** The entry that a step is explained by until another one is chosen. */
export const FIRST_ENTRY: Entry = { unit: 0, column: 0 };

/** How many numbers a step computes: units, and of a block of Ω columns too. */
interface Extent {
  readonly units: number;
  /** null where it is no block. */
  readonly columns: number | null;
}

function extentOf(graph: Graph, step: Step): Extent {
  const { widths, indexOf } = topologyOf(graph);
  const units = Math.max(1, widths[step.nodeIndex] ?? 1);
  if (step.part !== "partials" || step.owned.kind !== "omega") return { units, columns: null };
  const input = inputIds(graph, step.node)[step.owned.port];
  return { units, columns: Math.max(1, widths[indexOf.get(input ?? "") ?? -1] ?? 1) };
}

/** The entry of a step that is shown: the one that is asked for, or the nearest that there is. */
export function entryOf(graph: Graph, step: Step, { unit, column }: Entry): Entry {
  const { units, columns } = extentOf(graph, step);
  return { unit: Math.min(unit, units - 1), column: Math.min(column, (columns ?? 1) - 1) };
}

/** The entry after the shown one, row by row, or before it; null at the last and the first. */
export function entryBeside(graph: Graph, step: Step, shown: Entry, by: 1 | -1): Entry | null {
  const extent = extentOf(graph, step);
  const columns = extent.columns ?? 1;
  const { unit, column } = entryOf(graph, step, shown);
  const index = unit * columns + column + by;
  if (index < 0 || index >= extent.units * columns) return null;
  // A step without columns keeps the one that was chosen for the steps that have them.
  if (extent.columns === null) return { unit: index, column: shown.column };
  return { unit: Math.floor(index / columns), column: index % columns };
}

/** Which number of a step is shown: "Unit 2 of 4", "Row 2 of 4, column 1 of 3", "Column 3 of 4". Empty where there is only one. */
export function entryText(graph: Graph, step: Step, asked: Entry): string {
  const { units, columns } = extentOf(graph, step);
  const { unit, column } = entryOf(graph, step, asked);
  if (columns === null) return units === 1 ? "" : `Unit ${unit + 1} of ${units}`;
  const row = units === 1 ? "" : `Row ${unit + 1} of ${units}`;
  if (columns === 1) return row;
  return `${row === "" ? "Column" : `${row}, column`} ${column + 1} of ${columns}`;
}
