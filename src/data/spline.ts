import type { DrawnPoint } from "./point";

/** A curve through points, made of cubic pieces, with continuous slope and curvature. */
export interface Spline {
  /** Ascending. */
  readonly points: readonly DrawnPoint[];
  /** The second derivative at each point; it is linear in between. */
  readonly curvatures: readonly number[];
  /** The curve at x; straight on beyond its ends, where its curvature is 0. */
  valueAt(x: number): number;
  /** The largest |second derivative|. It is taken at a point, for in between it is linear. */
  readonly largestCurvature: number;
}

/**
 * The natural cubic spline: its second derivative is 0 at both ends. The points have ascending x and there is at least
 * one; of one it is a constant, of two a line. (Press et al., Numerical Recipes, §3.3; the system is tridiagonal.)
 */
export function naturalSpline(points: readonly DrawnPoint[]): Spline {
  const curvatures = curvaturesOf(points);
  return {
    points,
    curvatures,
    valueAt: (x) => valueAt(points, curvatures, x),
    largestCurvature: curvatures.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}

/** Slope of the line through neighbours. */
function chord(points: readonly DrawnPoint[], index: number): number {
  const [from, to] = [pointAt(points, index), pointAt(points, index + 1)];
  return (to.y - from.y) / (to.x - from.x);
}

function curvaturesOf(points: readonly DrawnPoint[]): number[] {
  const count = points.length;
  const curvatures = new Array<number>(count).fill(0);
  // Forward elimination: row k is curvature k + upper[k] · curvature (k + 1) = right[k].
  const upper = new Array<number>(count).fill(0);
  const right = new Array<number>(count).fill(0);
  for (let k = 1; k < count - 1; k++) {
    const before = pointAt(points, k).x - pointAt(points, k - 1).x;
    const after = pointAt(points, k + 1).x - pointAt(points, k).x;
    const bend = 6 * (chord(points, k) - chord(points, k - 1));
    const pivot = 2 * (before + after) - before * (upper[k - 1] as number);
    upper[k] = after / pivot;
    right[k] = (bend - before * (right[k - 1] as number)) / pivot;
  }
  for (let k = count - 2; k > 0; k--) {
    curvatures[k] = (right[k] as number) - (upper[k] as number) * (curvatures[k + 1] as number);
  }
  return curvatures;
}

function valueAt(points: readonly DrawnPoint[], curvatures: readonly number[], x: number): number {
  const last = points.length - 1;
  if (last === 0) return pointAt(points, 0).y;
  let piece = 0;
  while (piece < last - 1 && x >= pointAt(points, piece + 1).x) piece++;
  const [from, to] = [pointAt(points, piece), pointAt(points, piece + 1)];
  const width = to.x - from.x;
  const [atFrom, atTo] = [curvatures[piece] as number, curvatures[piece + 1] as number];
  const slopeAtStart = chord(points, piece) - (width * (2 * atFrom + atTo)) / 6;
  if (x < from.x) return from.y + slopeAtStart * (x - from.x);
  if (x > to.x) return to.y + (slopeAtStart + (width * (atFrom + atTo)) / 2) * (x - to.x);
  const along = x - from.x;
  return (
    from.y + along * (slopeAtStart + along * (atFrom / 2 + (along * (atTo - atFrom)) / (6 * width)))
  );
}

function pointAt(points: readonly DrawnPoint[], index: number): DrawnPoint {
  const point = points[index];
  if (point === undefined) throw new Error("A spline goes through at least one point.");
  return point;
}
