import { type DrawnPoint, interpolation, interpolationBound, largestError } from "@/data";
import { subjectOf, sweepCurves } from "@/engine/sweep";
import { type BackflowDocument, type ConstructibleNetwork, MOST_CONSTRUCTED_UNITS } from "@/graph";

/** Numbers of units at which the error is computed: about ten in each power of ten. */
export const UNIT_COUNTS: readonly number[] = [
  ...new Set(
    Array.from({ length: 31 }, (_, place) =>
      Math.min(MOST_CONSTRUCTED_UNITS, Math.round(10 ** (place / 10))),
    ),
  ),
];

/** What is nearer than this is drawn as this far: float64 can tell no less of numbers around 1. */
export const NEAREST = 1e-12;

/** The largest error of a network by construction, and its bound, each by place in UNIT_COUNTS. */
export interface ErrorsByUnits {
  readonly errors: readonly number[];
  readonly bounds: readonly number[];
}

let last: { readonly points: readonly DrawnPoint[]; readonly result: ErrorsByUnits } | null = null;

/** The largest error of the network by construction, and its bound, for each number of units. */
export function errorsByUnits(points: readonly DrawnPoint[]): ErrorsByUnits {
  if (last?.points === points) return last.result;
  const result = {
    errors: UNIT_COUNTS.map((count) => largestError(points, interpolation(points, count))),
    bounds: UNIT_COUNTS.map((count) => interpolationBound(points, count)),
  };
  last = { points, result };
  return result;
}

/** The largest error of the network as it is now, on the interval of the drawn curve. */
export function presentError(
  document: BackflowDocument,
  { input, output, points }: ConstructibleNetwork,
): number {
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const { curves } = sweepCurves(subjectOf(document), {
    axis: { kind: "value", node: input, unit: 0 },
    range: [from, to],
    reads: [{ kind: "value", node: output.id, unit: 0 }],
    sample: 0,
  });
  const [curve] = curves;
  if (!curve) return Number.NaN;
  return largestError(
    points,
    curve.points.map((x, place) => ({ x, y: curve.values[place] ?? Number.NaN })),
  );
}
