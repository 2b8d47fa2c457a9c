import type { Range } from "@/graph";

/** The middle of a cell, counted from 0, of so many that a range is cut into. */
export function middleOf([lo, hi]: Range, cell: number, cells: number): number {
  return lo + ((hi - lo) * (cell + 0.5)) / cells;
}
