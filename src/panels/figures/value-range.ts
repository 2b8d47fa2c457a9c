import type { SweptCurve } from "@/engine/sweep";
import type { Range } from "@/graph";
import { extentOf } from "@/ui/plot";

/** The values that a panel has to show. What rises out of sight at the ends of a steep curve does not flatten the rest. */
export function fittingValues(curves: readonly SweptCurve[], targets: readonly number[]): Range {
  const values = curves.flatMap((curve) => [
    ...curve.values,
    ...(Number.isFinite(curve.present.value) ? [curve.present.value] : []),
  ]);
  return extentOf([...values, ...targets], 0.08);
}

/** While a number is dragged the axis stands still, unless the curve leaves it or becomes lost in it. */
export function steadyRange(before: Range | undefined, next: Range): Range {
  if (!before) return next;
  const [lo, hi] = before;
  const fits = next[0] >= lo && next[1] <= hi;
  return fits && hi - lo <= 2.2 * (next[1] - next[0]) ? before : next;
}
