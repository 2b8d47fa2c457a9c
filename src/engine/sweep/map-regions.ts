import type { Range } from "@/graph";
import type { SwitchingLine } from "./switching-lines";

/** A part of the rectangle in which no unit switches: convex. */
export interface MapRegion {
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** Its centre of gravity: inside. */
  readonly at: readonly [x: number, y: number];
  /** In units of both axes. */
  readonly area: number;
}

/** More lines in view than this are not cut along: 1,000 of them could leave half a million regions. */
export const MOST_LINES = 32;
/** Smaller parts of the rectangle are rounding, no regions. */
const SMALLEST = 1e-12;

type Corner = readonly [number, number];

/** The regions that lines cut a rectangle into; null where there are too many to be told. */
export function regionsOfMap(
  lines: readonly SwitchingLine[],
  [xs, ys]: readonly [Range, Range],
): readonly MapRegion[] | null {
  const cutting = lines.filter(({ segment }) => segment !== null);
  if (cutting.length > MOST_LINES) return null;
  let parts: readonly (readonly Corner[])[] = [
    [
      [xs[0], ys[0]],
      [xs[1], ys[0]],
      [xs[1], ys[1]],
      [xs[0], ys[1]],
    ],
  ];
  const least = SMALLEST * (xs[1] - xs[0]) * (ys[1] - ys[0]);
  for (const { form } of cutting) {
    parts = parts.flatMap((part) => {
      const halves = [cut(part, form, 1), cut(part, form, -1)].filter(
        (half) => areaOf(half) > least,
      );
      return halves.length === 2 ? halves : [part];
    });
  }
  return parts.map((corners) => ({ corners, at: centreOf(corners), area: areaOf(corners) }));
}

/** The part of a convex polygon on one side of a line. */
function cut(part: readonly Corner[], [a, b, c]: SwitchingLine["form"], side: 1 | -1): Corner[] {
  const kept: Corner[] = [];
  part.forEach((corner, index) => {
    const next = part[(index + 1) % part.length] as Corner;
    const here = side * (a * corner[0] + b * corner[1] + c);
    const there = side * (a * next[0] + b * next[1] + c);
    if (here >= 0) kept.push(corner);
    if (here >= 0 === there >= 0) return;
    const t = here / (here - there);
    kept.push([corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])]);
  });
  return kept;
}

function areaOf(corners: readonly Corner[]): number {
  return fan(corners).reduce((sum, [area]) => sum + area, 0);
}

function centreOf(corners: readonly Corner[]): Corner {
  let [area, x, y] = [0, 0, 0];
  for (const [part, atX, atY] of fan(corners)) {
    area += part;
    x += part * atX;
    y += part * atY;
  }
  return [x / area, y / area];
}

/** Triangles from the first corner: area and centre of each. */
function fan(corners: readonly Corner[]): readonly (readonly [number, number, number])[] {
  const [first] = corners;
  if (!first) return [];
  return corners.slice(1, -1).map((one, index) => {
    const other = corners[index + 2] as Corner;
    const cross =
      (one[0] - first[0]) * (other[1] - first[1]) - (other[0] - first[0]) * (one[1] - first[1]);
    return [
      Math.abs(cross) / 2,
      (first[0] + one[0] + other[0]) / 3,
      (first[1] + one[1] + other[1]) / 3,
    ];
  });
}
