import type { Piecewise } from "./pieces";

/** Joints closer than this part of the range are one, or are the end. */
export const SAME_PLACE = 1e-10;

/** A change of slope below this part of the curve's largest slope is no joint. */
export const FAINTEST_JOINT = 1e-9;

/** A curve that is linear between its joints. */
export interface LinearCurve {
  /** Inside the open range, ascending. */
  readonly joints: readonly number[];
  /** Of the regions between them: one more. */
  readonly slopes: readonly number[];
  /** At lo, at each joint, at hi. */
  readonly values: readonly number[];
}

/** The joints of a function on [lo, hi], of those breaks that change its slope. */
export function jointsOf(curve: Piecewise, lo: number, hi: number): LinearCurve {
  if (typeof curve === "number") return { joints: [], slopes: [0], values: [curve, curve] };
  const { knots, values, slopes, scale } = curve;
  const near = SAME_PLACE * (hi - lo);
  // Knots that stand at one place are one break, and what lies between them is no region.
  const breaks: number[] = [];
  const breakValues: number[] = [];
  const regions: number[] = [];
  let from = 0;
  for (let knot = 1; knot < slopes.length; knot++) {
    const t = knots[knot] as number;
    if (t - lo <= near || hi - t <= near) continue;
    if (breaks.length > 0 && t - (breaks[breaks.length - 1] as number) <= near) continue;
    regions.push(widestSlope(curve, from, knot));
    from = knot;
    breaks.push(t);
    breakValues.push(values[knot] as number);
  }
  regions.push(widestSlope(curve, from, slopes.length));
  const largest = regions.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const rounding = (8 + knots.length) * Number.EPSILON * scale;
  const faintest = Math.max(FAINTEST_JOINT * largest, rounding);
  const joints: number[] = [];
  const jointValues: number[] = [values[0] as number];
  const kept: number[] = [regions[0] as number];
  let width = (breaks[0] ?? hi) - lo;
  breaks.forEach((t, index) => {
    const slope = regions[index + 1] as number;
    const length = (breaks[index + 1] ?? hi) - t;
    const last = kept.length - 1;
    if (Math.abs(slope - (kept[last] as number)) < faintest || slope === kept[last]) {
      if (length > width) {
        kept[last] = slope;
        width = length;
      }
      return;
    }
    joints.push(t);
    jointValues.push(breakValues[index] as number);
    kept.push(slope);
    width = length;
  });
  jointValues.push(values[values.length - 1] as number);
  return { joints, slopes: kept, values: jointValues };
}

/** The slope of the widest piece from one knot to another. */
function widestSlope(
  { knots, slopes }: Exclude<Piecewise, number>,
  from: number,
  to: number,
): number {
  let widest = -1;
  let slope = slopes[from] as number;
  for (let piece = from; piece < to; piece++) {
    const width = (knots[piece + 1] as number) - (knots[piece] as number);
    if (width > widest) {
      widest = width;
      slope = slopes[piece] as number;
    }
  }
  return slope;
}
