import { type DrawnPoint, MOST_DRAWN_POINTS } from "@/data";

/** Points that a drawn stroke is turned into: enough for its shape, few enough for a link. */
const STROKE_POINTS = 12;
/** Neighbours are at least this far apart, as a part of the width that is drawn on. */
const LEAST_STEP = 0.01;

/** Two decimals: what a hand draws is no finer, and a link stays short. */
const rounded = (value: number): number => Math.round(value * 100) / 100 + 0;

/**
 * The points of a stroke, evenly spaced in x, in place of those that there were where it passes; where it goes back, what
 * was drawn last counts.
 */
export function withStroke(
  points: readonly DrawnPoint[],
  stroke: readonly DrawnPoint[],
  width: number,
): readonly DrawnPoint[] {
  const ascending = ascendingStroke(stroke);
  const [first, last] = [ascending[0], ascending.at(-1)];
  if (!first || !last || last.x - first.x < 4 * LEAST_STEP * width) return points;
  const drawn = Array.from({ length: STROKE_POINTS }, (_, index): DrawnPoint => {
    const x = first.x + ((last.x - first.x) * index) / (STROKE_POINTS - 1);
    return { x: rounded(x), y: rounded(heightAt(ascending, x)) };
  });
  const margin = LEAST_STEP * width;
  const kept = points.filter(({ x }) => x < first.x - margin || x > last.x + margin);
  return apart(
    [...kept, ...drawn].sort((one, other) => one.x - other.x),
    margin,
  );
}

/** Of points at one place the last drawn, x ascending. */
function ascendingStroke(stroke: readonly DrawnPoint[]): DrawnPoint[] {
  const byPlace = new Map(stroke.map((point) => [point.x, point]));
  return [...byPlace.values()].sort((one, other) => one.x - other.x);
}

function heightAt(points: readonly DrawnPoint[], x: number): number {
  const next = points.findIndex((point) => point.x >= x);
  const to = points[next] ?? points.at(-1);
  const from = points[next - 1] ?? to;
  if (!from || !to || to.x === from.x) return to?.y ?? 0;
  return from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
}

function apart(points: readonly DrawnPoint[], margin: number): readonly DrawnPoint[] {
  const kept: DrawnPoint[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    if (!before || point.x - before.x >= margin) kept.push(point);
  }
  return kept.slice(0, MOST_DRAWN_POINTS);
}

/** The points with one moved, kept between its neighbours; where they leave no room, it moves up and down alone. */
export function withPointMoved(
  points: readonly DrawnPoint[],
  index: number,
  to: DrawnPoint,
  width: number,
): readonly DrawnPoint[] {
  const moved = points[index];
  if (!moved) return points;
  const margin = LEAST_STEP * width;
  const left = points[index - 1]?.x ?? Number.NEGATIVE_INFINITY;
  const right = points[index + 1]?.x ?? Number.POSITIVE_INFINITY;
  const wanted = rounded(Math.max(left + margin, Math.min(right - margin, to.x)));
  const x = left < wanted && wanted < right ? wanted : moved.x;
  return points.with(index, { x, y: rounded(to.y) });
}

/** The points with one more, halfway to the next. */
export function withPointAdded(
  points: readonly DrawnPoint[],
  index: number,
): readonly DrawnPoint[] {
  const from = points[index];
  const to = points[index + 1] ?? points[index - 1];
  if (!from || !to || points.length >= MOST_DRAWN_POINTS) return points;
  const middle = { x: rounded((from.x + to.x) / 2), y: rounded((from.y + to.y) / 2) };
  if (middle.x === from.x || middle.x === to.x) return points;
  return [...points, middle].sort((one, other) => one.x - other.x);
}
