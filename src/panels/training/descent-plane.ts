/**
 * A plane through the parameters, over which L is drawn. A point of it is told by its two coordinates: how far `origin` lies
 * behind along each of the directions, which are unit vectors at right angles.
 */
export interface DescentPlane {
  readonly origin: Float64Array;
  readonly directions: readonly [Float64Array, Float64Array];
}

export type Pair = readonly [number, number];

/** The plane of two parameters, whose coordinates are their values. */
export function parameterPlane(count: number, first: number, second: number): DescentPlane {
  const along = (parameter: number) => {
    const direction = new Float64Array(count);
    direction[parameter] = 1;
    return direction;
  };
  return { origin: new Float64Array(count), directions: [along(first), along(second)] };
}

/**
 * The plane through the first point of a path that lies closest to its points: their two main directions, by how far they
 * spread. Null where the points lie on one line, or are fewer than three.
 */
export function mainPlane(path: Float64Array, count: number): DescentPlane | null {
  const points = Math.floor(path.length / count);
  if (points < 3 || count < 2) return null;
  const apart = centred(path, count);
  // A path that stands still spreads by what rounding leaves of it.
  if (!(dot(apart, apart) > 1e-24 * dot(path, path))) return null;
  const first = mainDirection(apart, count, []);
  const second = first && mainDirection(apart, count, [first]);
  if (!second) return null;
  const origin = path.slice(0, count);
  const last = path.subarray((points - 1) * count, points * count);
  // So that a descent goes to the right, and up: else either sign would do.
  const turned = (direction: Float64Array) =>
    along(last, origin, direction) < 0 ? direction.map((each) => -each) : direction;
  return { origin, directions: [turned(first), turned(second)] };
}

/** The coordinates of parameters, seen from right above the plane. */
export function coordinatesIn(
  { origin, directions: [first, second] }: DescentPlane,
  parameters: Float64Array,
): Pair {
  return [along(parameters, origin, first), along(parameters, origin, second)];
}

/** The same of a gradient, or any other direction. */
export function partsIn(
  { directions: [first, second] }: DescentPlane,
  direction: Float64Array,
): Pair {
  return [dot(direction, first), dot(direction, second)];
}

/** A path of points seen from above the plane: two numbers each. */
export function pathIn(plane: DescentPlane, path: Float64Array): Float64Array {
  const count = plane.origin.length;
  const points = Math.floor(path.length / count);
  const seen = new Float64Array(2 * points);
  for (let point = 0; point < points; point++) {
    const at = path.subarray(point * count, (point + 1) * count);
    seen.set(coordinatesIn(plane, at), 2 * point);
  }
  return seen;
}

/** Puts into `out` what lies at these coordinates, with what is outside the plane as `through` has it. */
export function pointAt(
  plane: DescentPlane,
  through: Float64Array,
  [across, up]: Pair,
  out: Float64Array,
): void {
  const [first, second] = plane.directions;
  const [fromAcross, fromUp] = coordinatesIn(plane, through);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      (through[i] ?? 0) +
      (across - fromAcross) * (first[i] ?? 0) +
      (up - fromUp) * (second[i] ?? 0);
  }
}

/** How much of a path its plane holds, from 0 to 1: the share of the squared distances from the mean. NaN of a path that stands still. */
export function shareIn(plane: DescentPlane, path: Float64Array): number {
  const count = plane.origin.length;
  const [seen, whole] = [centred(pathIn(plane, path), 2), centred(path, count)];
  return dot(seen, seen) / dot(whole, whole);
}

/** The points of a path, from their mean. */
function centred(path: Float64Array, count: number): Float64Array {
  const points = Math.floor(path.length / count);
  const mean = new Float64Array(count);
  for (let at = 0; at < points * count; at++) {
    mean[at % count] = (mean[at % count] ?? 0) + (path[at] ?? 0) / points;
  }
  return path.slice(0, points * count).map((each, at) => each - (mean[at % count] ?? 0));
}

/** Turns until the direction stands still; so many are enough for what is drawn. */
const TURNS = 60;

/** The direction in which points spread most, at right angles to those that are known; null where they do not spread. */
function mainDirection(
  apart: Float64Array,
  count: number,
  known: readonly Float64Array[],
): Float64Array | null {
  const points = apart.length / count;
  const at = (point: number) => apart.subarray(point * count, (point + 1) * count);
  let direction: Float64Array | null = null;
  let greatest = 0;
  let whole = 0;
  // From the point that lies farthest out.
  for (let point = 0; point < points; point++) {
    const left = without(at(point), known);
    const length = dot(left, left);
    whole += dot(at(point), at(point));
    if (!(length > greatest)) continue;
    greatest = length;
    direction = left;
  }
  // What rounding leaves of a line is no direction.
  if (!direction || !(greatest > 1e-20 * whole)) return null;
  for (let turn = 0; turn < TURNS; turn++) {
    const next = new Float64Array(count);
    for (let point = 0; point < points; point++) {
      const share = dot(at(point), direction);
      for (let i = 0; i < count; i++)
        next[i] = (next[i] ?? 0) + share * (apart[point * count + i] ?? 0);
    }
    direction = unit(without(next, known));
  }
  return direction.every(Number.isFinite) ? direction : null;
}

function without(vector: Float64Array, known: readonly Float64Array[]): Float64Array {
  const left = vector.slice();
  for (const each of known) {
    const share = dot(left, each);
    for (let i = 0; i < left.length; i++) left[i] = (left[i] ?? 0) - share * (each[i] ?? 0);
  }
  return left;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((each) => each / length);
}

function along(at: Float64Array, origin: Float64Array, direction: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < direction.length; i++) {
    const part = direction[i] ?? 0;
    // A number that is not finite is no business of an axis that it has no part in.
    if (part !== 0) sum += ((at[i] ?? 0) - (origin[i] ?? 0)) * part;
  }
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
