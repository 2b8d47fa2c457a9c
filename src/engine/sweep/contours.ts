import type { Range } from "@/graph";
import { middleOf } from "./middle-of";

/** Segments of a contour, by four numbers each: x and y of the one end, then of the other. */
export type Contour = Float64Array;

/** Numbers over a rectangle, at the middles of its cells. */
export interface NumberGrid {
  readonly columns: number;
  readonly rows: number;
  readonly ranges: readonly [Range, Range];
  /** Row by row from the lowest second number. */
  valueAt(cell: number): number;
}

/** Steps of false position with which a crossing is refined. */
const STEPS = 6;

/**
 * Marching squares: where a grid has a level, between the middles of neighbouring cells. With `read`, which computes the
 * numbers at places between, each crossing is refined by false position; without, numbers are taken as linear between
 * middles. A square whose corners change their sign four times is cut in the order of its sides.
 */
export function contourOf(
  grid: NumberGrid,
  level: number,
  read?: (xs: Float64Array, ys: Float64Array) => ArrayLike<number>,
): Contour {
  const { columns, rows } = grid;
  /** By crossing: the middles of two cells, and how far they are above the level. */
  const low: number[] = [];
  const high: number[] = [];
  const atLow: number[] = [];
  const atHigh: number[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const first = row * columns + column;
      const corners = [first, first + 1, first + columns + 1, first + columns] as const;
      const [a, b, c, d] = corners.map((cell) => grid.valueAt(cell) - level) as [
        number,
        number,
        number,
        number,
      ];
      if (a < 0 === b < 0 && b < 0 === c < 0 && c < 0 === d < 0) continue;
      const from = low.length;
      cross(corners[0], a, corners[1], b);
      cross(corners[1], b, corners[2], c);
      cross(corners[2], c, corners[3], d);
      cross(corners[3], d, corners[0], a);
      // Where a number is not finite, one side of a segment may be missing.
      if ((low.length - from) % 2 === 1) for (const list of [low, high, atLow, atHigh]) list.pop();
    }
  }
  return refined(grid, level, { low, high, atLow, atHigh }, read);

  function cross(one: number, atOne: number, other: number, atOther: number): void {
    if (atOne < 0 === atOther < 0 || !Number.isFinite(atOne - atOther)) return;
    low.push(one);
    high.push(other);
    atLow.push(atOne);
    atHigh.push(atOther);
  }
}

interface Crossings {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly atLow: readonly number[];
  readonly atHigh: readonly number[];
}

function refined(
  { columns, rows, ranges }: NumberGrid,
  level: number,
  { low, high, atLow, atHigh }: Crossings,
  read: ((xs: Float64Array, ys: Float64Array) => ArrayLike<number>) | undefined,
): Contour {
  const count = low.length;
  const x = (cell: number) => middleOf(ranges[0], cell % columns, columns);
  const y = (cell: number) => middleOf(ranges[1], Math.floor(cell / columns), rows);
  /** Parts of the way from the one middle to the other between which the level is crossed. */
  const from = new Float64Array(count);
  const to = new Float64Array(count).fill(1);
  const atFrom = Float64Array.from(atLow);
  const atTo = Float64Array.from(atHigh);
  /** The end that stayed in the last step, for the Illinois rule. */
  const stayed = new Int8Array(count);
  const part = new Float64Array(count);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const place = () => {
    for (let index = 0; index < count; index++) {
      const [a, b] = [atFrom[index] as number, atTo[index] as number];
      const [s, t] = [from[index] as number, to[index] as number];
      const at = a === b ? s : s + ((t - s) * a) / (a - b);
      part[index] = at;
      const [one, other] = [low[index] as number, high[index] as number];
      xs[index] = x(one) + at * (x(other) - x(one));
      ys[index] = y(one) + at * (y(other) - y(one));
    }
  };
  place();
  for (let step = 0; read && count > 0 && step < STEPS; step++) {
    const values = read(xs, ys);
    for (let index = 0; index < count; index++) {
      const value = (values[index] as number) - level;
      if (!Number.isFinite(value)) continue;
      const at = part[index] as number;
      if (value < 0 === (atFrom[index] as number) < 0) {
        from[index] = at;
        atFrom[index] = value;
        if (stayed[index] === 1) atTo[index] = (atTo[index] as number) / 2;
        stayed[index] = 1;
      } else {
        to[index] = at;
        atTo[index] = value;
        if (stayed[index] === -1) atFrom[index] = (atFrom[index] as number) / 2;
        stayed[index] = -1;
      }
    }
    place();
  }
  const contour = new Float64Array(2 * count);
  for (let index = 0; index < count; index++) {
    contour[2 * index] = xs[index] as number;
    contour[2 * index + 1] = ys[index] as number;
  }
  return contour;
}
