import type { DrawnPoint } from "./point";
import { naturalSpline, type Spline } from "./spline";

/** A function that is linear between its knots: at least two, ascending in x. */
export type Polyline = readonly DrawnPoint[];

/** The drawn curve joined by straight lines at count + 1 even places, from its first point to its last. */
export function interpolation(points: readonly DrawnPoint[], count: number): Polyline {
  const spline = naturalSpline(points);
  const [a, b] = endsOf(points);
  return Array.from({ length: count + 1 }, (_, index) => {
    const x = index === count ? b : a + ((b - a) * index) / count;
    return { x, y: spline.valueAt(x) };
  });
}

/**
 * max|f″|·h²/8, h = (b − a)/count: no straight line between two points of a curve is farther from it (any book of
 * numerical analysis, under linear interpolation).
 */
export function interpolationBound(points: readonly DrawnPoint[], count: number): number {
  const [a, b] = endsOf(points);
  return (naturalSpline(points).largestCurvature * ((b - a) / count) ** 2) / 8;
}

/**
 * The largest distance between the drawn curve and a function that is linear between its knots, on the interval of the
 * curve. Exact but for rounding: a cubic less a line is farthest from 0 at an end, or where its slope, a quadratic, is 0.
 */
export function largestError(points: readonly DrawnPoint[], line: Polyline): number {
  const spline = naturalSpline(points);
  const [a, b] = endsOf(points);
  let most = 0;
  for (let index = 0; index + 1 < line.length; index++) {
    const [from, to] = [line[index] as DrawnPoint, line[index + 1] as DrawnPoint];
    const slope = (to.y - from.y) / (to.x - from.x);
    const [low, high] = [Math.max(a, from.x), Math.min(b, to.x)];
    if (!(high > low)) continue;
    const distance = (x: number) => Math.abs(spline.valueAt(x) - (from.y + slope * (x - from.x)));
    most = Math.max(most, distance(low), distance(high));
    for (const x of turningPoints(spline, slope, low, high)) most = Math.max(most, distance(x));
  }
  return most;
}

function endsOf(points: readonly DrawnPoint[]): readonly [number, number] {
  return [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
}

/** Where the slope of a spline is `slope`, between two places. */
function turningPoints(
  { points, curvatures }: Spline,
  slope: number,
  low: number,
  high: number,
): readonly number[] {
  const found: number[] = [];
  for (let piece = 0; piece + 1 < points.length; piece++) {
    const [from, to] = [points[piece] as DrawnPoint, points[piece + 1] as DrawnPoint];
    if (to.x <= low || from.x >= high) continue;
    const width = to.x - from.x;
    const [first, last] = [curvatures[piece] as number, curvatures[piece + 1] as number];
    const start = (to.y - from.y) / width - (width * (2 * first + last)) / 6;
    for (const along of rootsOf((last - first) / (2 * width), first, start - slope)) {
      const x = from.x + along;
      if (along >= 0 && along <= width && x > low && x < high) found.push(x);
    }
  }
  return found;
}

/** Real x with ax² + bx + c = 0, without cancelling digits. */
function rootsOf(a: number, b: number, c: number): readonly number[] {
  if (a === 0) return b === 0 ? [] : [-c / b];
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return [];
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return q === 0 ? [0] : [q / a, c / q];
}
