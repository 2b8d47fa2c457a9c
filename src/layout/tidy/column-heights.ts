import { sizeOf } from "../node-size";
import { GAP } from "../placement";
import type { Standee } from "./columns";

/** Room for a wire that passes a column of nodes, canvas units. */
const ROOM_FOR_WIRE = 110;

/** Standees of neighbouring columns at one height. */
interface Row {
  readonly standees: Standee[];
  /** Rows that come next below it in some column, and how far their middles have to be. */
  readonly below: { readonly row: Row; readonly distance: number }[];
  readonly above: { readonly row: Row; readonly distance: number }[];
  y: number;
}

/**
 * The heights of the middles of all that stands in columns, which are sorted: wires run level from what leads to a node,
 * the middle one of several. A wire that passes columns is straight before all others. After Brandes and Köpf, "Fast and
 * Simple Horizontal Coordinate Assignment" (2001), of whose four alignments the first is taken: the mean of all would be
 * level nowhere.
 */
export function heightsIn(columns: readonly (readonly Standee[])[]): ReadonlyMap<Standee, number> {
  const rowOf = rowsOf(columns);
  const rows = [...new Set(rowOf.values())];
  for (const column of columns) {
    for (const [rank, upper] of column.entries()) {
      const lower = column[rank + 1];
      const [row, next] = [rowOf.get(upper), lower && rowOf.get(lower)];
      if (!lower || !row || !next) continue;
      const distance = roomOf(upper) + roomOf(lower);
      row.below.push({ row: next, distance });
      next.above.push({ row, distance });
    }
  }
  const downwards = sortDownwards(rows);
  for (const row of downwards) {
    row.y = Math.max(0, ...row.above.map(({ row: other, distance }) => other.y + distance));
  }
  // What has room below it comes down to its neighbours, so that the graph is as low as it can be.
  for (const row of downwards.toReversed()) {
    if (row.below.length === 0) continue;
    row.y = Math.min(...row.below.map(({ row: other, distance }) => other.y - distance));
  }
  return new Map(Array.from(rowOf, ([standee, { y }]) => [standee, y]));
}

/** Half of the height that a standee needs in its column. */
function roomOf({ node }: Standee): number {
  return node ? (sizeOf(node).height + GAP) / 2 : ROOM_FOR_WIRE / 2;
}

/** Each with the row that it is in: that of the middle one of what leads to it, unless rows would cross for it. */
function rowsOf(columns: readonly (readonly Standee[])[]): ReadonlyMap<Standee, Row> {
  const rowOf = new Map<Standee, Row>();
  for (const [columnIndex, column] of columns.entries()) {
    const ranks = new Map((columns[columnIndex - 1] ?? []).map((standee, rank) => [standee, rank]));
    const passing = passingRanks(column, ranks);
    let highest = -1;
    for (const [index, standee] of column.entries()) {
      const sources = standee.before
        .map((each) => ranks.get(each.standee) ?? -1)
        .sort((a, b) => a - b);
      const middles = [sources[(sources.length - 1) >> 1], sources[sources.length >> 1]];
      const free = middles.find(
        (rank) =>
          rank !== undefined &&
          rank > highest &&
          (standee.node === null || !crossesPassing(rank, index, passing)),
      );
      const source = free === undefined ? undefined : columns[columnIndex - 1]?.[free];
      const row = (source && rowOf.get(source)) ?? { standees: [], below: [], above: [], y: 0 };
      row.standees.push(standee);
      rowOf.set(standee, row);
      if (free !== undefined) highest = free;
    }
  }
  return rowOf;
}

/** Where wires pass from column to column: their ranks in both. */
interface Passing {
  readonly from: number;
  readonly to: number;
}

function passingRanks(
  column: readonly Standee[],
  ranks: ReadonlyMap<Standee, number>,
): readonly Passing[] {
  return column.flatMap((standee, to) => {
    const source = standee.before[0]?.standee;
    const passes = standee.node === null && source && source.node === null;
    return passes ? [{ from: ranks.get(source) ?? -1, to }] : [];
  });
}

function crossesPassing(from: number, to: number, passing: readonly Passing[]): boolean {
  return passing.some((other) => (from - other.from) * (to - other.to) < 0);
}

/** Rows so that each comes after all that are above it. */
function sortDownwards(rows: readonly Row[]): readonly Row[] {
  const waiting = new Map(rows.map((row) => [row, row.above.length]));
  const sorted = rows.filter(({ above }) => above.length === 0);
  // The list grows while it is walked.
  for (const row of sorted) {
    for (const { row: next } of row.below) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) sorted.push(next);
    }
  }
  return sorted;
}
