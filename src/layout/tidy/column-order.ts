import type { Standee } from "./columns";

/** To and fro through the columns; beyond, hardly any crossing goes. */
const SWEEPS = 8;
/** Comparisons of neighbours in all, so that a large graph is sorted in a moment too. */
const MOST_COMPARISONS = 200_000;

type Column = readonly Standee[];

/**
 * Columns from top to bottom: as they stood before, and otherwise only where fewer wires cross for it, ports
 * included. So units of a layer that are all wired alike keep their order.
 */
export function sortColumns(columns: readonly Column[]): readonly Column[] {
  let best: readonly Column[] = columns.map((column) =>
    column.toSorted((a, b) => a.height - b.height),
  );
  let fewest = countCrossings(best);
  let current = best;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    current = sweep % 2 === 0 ? sortOnward(current) : sortBack(current);
    const crossings = countCrossings(current);
    if (crossings >= fewest) continue;
    best = current;
    fewest = crossings;
  }
  return exchangeNeighbours(best);
}

/** Each column by the middle of what leads to its nodes. */
function sortOnward(columns: readonly Column[]): Column[] {
  const sorted: Column[] = [];
  for (const column of columns) {
    const ranks = ranksOf(sorted.at(-1) ?? []);
    sorted.push(
      byMiddle(column, ({ before }) => before.map(({ standee }) => ranks.get(standee) ?? 0)),
    );
  }
  return sorted;
}

/** Each column by the middle of the ports that its nodes lead to. */
function sortBack(columns: readonly Column[]): Column[] {
  const sorted: Column[] = [];
  for (const column of columns.toReversed()) {
    const ranks = ranksOf(sorted.at(-1) ?? []);
    sorted.push(
      byMiddle(column, ({ after }) =>
        after.map(({ standee, arrival }) => (ranks.get(standee) ?? 0) + arrival),
      ),
    );
  }
  return sorted.reverse();
}

/** Sorted by the mean of some heights; those without any stay at their place in the column. */
function byMiddle(column: Column, heightsOf: (standee: Standee) => readonly number[]): Column {
  const middles = new Map<Standee, number>();
  for (const standee of column) {
    const heights = heightsOf(standee);
    if (heights.length === 0) continue;
    middles.set(standee, heights.reduce((sum, each) => sum + each, 0) / heights.length);
  }
  const placed = column.filter((standee) => middles.has(standee));
  placed.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
  let next = 0;
  return column.map((standee) => (middles.has(standee) ? (placed[next++] ?? standee) : standee));
}

/** Neighbours that change places where fewer wires cross for it. */
function exchangeNeighbours(columns: readonly Column[]): readonly Column[] {
  const ranks = new Map<Standee, number>();
  for (const column of columns) {
    for (const [rank, standee] of column.entries()) ranks.set(standee, rank);
  }
  const sorted = columns.map((column) => [...column]);
  let comparisons = 0;
  for (let isBetter = true; isBetter && comparisons < MOST_COMPARISONS; ) {
    isBetter = false;
    for (const column of sorted) {
      for (let rank = 0; rank + 1 < column.length; rank++) {
        const [upper, lower] = [column[rank], column[rank + 1]];
        if (!upper || !lower) continue;
        comparisons += upper.after.length * lower.after.length;
        comparisons += upper.before.length * lower.before.length;
        if (comparisons >= MOST_COMPARISONS) break;
        if (crossingsBetween(lower, upper, ranks) >= crossingsBetween(upper, lower, ranks))
          continue;
        column[rank] = lower;
        column[rank + 1] = upper;
        ranks.set(lower, rank);
        ranks.set(upper, rank + 1);
        isBetter = true;
      }
    }
  }
  return sorted;
}

/** How many wires of two neighbours cross, with one above the other. */
function crossingsBetween(
  upper: Standee,
  lower: Standee,
  ranks: ReadonlyMap<Standee, number>,
): number {
  let crossings = 0;
  for (const high of upper.after) {
    for (const low of lower.after) {
      const [above, below] = [ranks.get(high.standee) ?? 0, ranks.get(low.standee) ?? 0];
      crossings += Number(above + high.arrival > below + low.arrival);
    }
  }
  for (const high of upper.before) {
    for (const low of lower.before) {
      crossings += Number((ranks.get(high.standee) ?? 0) > (ranks.get(low.standee) ?? 0));
    }
  }
  return crossings;
}

/** How many pairs of wires cross between columns, or before the ports of a node. */
function countCrossings(columns: readonly Column[]): number {
  let crossings = 0;
  for (const [columnIndex, column] of columns.entries()) {
    const ranks = ranksOf(columns[columnIndex + 1] ?? []);
    const arrivals = column.flatMap(({ after }) =>
      after
        .map(({ standee, arrival }) => (ranks.get(standee) ?? 0) + arrival)
        .sort((a, b) => a - b),
    );
    crossings += countInversions(arrivals);
  }
  return crossings;
}

/** How many pairs of numbers stand in descending order; by merging, so that many are counted in a moment. */
function countInversions(numbers: readonly number[]): number {
  let inversions = 0;
  let runs = Float64Array.from(numbers);
  for (let length = 1; length < runs.length; length *= 2) {
    const merged = new Float64Array(runs.length);
    for (let start = 0; start < runs.length; start += 2 * length) {
      const middle = Math.min(start + length, runs.length);
      const end = Math.min(start + 2 * length, runs.length);
      let [left, right] = [start, middle];
      for (let to = start; to < end; to++) {
        const takesLeft =
          left < middle && (right >= end || (runs[left] as number) <= (runs[right] as number));
        if (!takesLeft) inversions += middle - left;
        merged[to] = runs[takesLeft ? left++ : right++] as number;
      }
    }
    runs = merged;
  }
  return inversions;
}

function ranksOf(column: Column): ReadonlyMap<Standee, number> {
  return new Map(column.map((standee, rank) => [standee, rank]));
}
