import { double, assert as holds, property } from "fast-check";
import { expect, it } from "vitest";
import { curveOf, tangentPath } from "./function-curve";

const FUNCTIONS: readonly ((x: number) => number)[] = [
  (x) => x,
  (x) => x * x,
  (x) => 1 / x,
  () => 3,
  () => Number.NaN,
];

it("draws numbers only, over any interval: one of no length, one of all numbers, one without a value", () => {
  const finite = double({ noNaN: true, noDefaultInfinity: true, max: 4e307, min: -4e307 });
  const any = double({ noNaN: true, noDefaultInfinity: true });
  holds(
    property(finite, finite, any, any, any, (one, other, x, y, slope) => {
      for (const value of FUNCTIONS) {
        const curve = curveOf(value, Math.min(one, other), Math.max(one, other));
        const drawn = [
          curve.path,
          tangentPath(curve, x, y, slope),
          curve.toX(x),
          curve.toY(y),
          curve.axisY,
        ].join(" ");
        expect(drawn).not.toMatch(/NaN|Infinity/);
      }
    }),
    { seed: 3, numRuns: 500, examples: [[1e300, 1e300, 1e300, 0, 1]] },
  );
});

it("puts what has no length into the middle, and a constant at the bottom", () => {
  const point = curveOf((x) => x, 2, 2);
  expect(point.toX(2)).toBe(46);
  const constant = curveOf(() => 3, 0, 1);
  expect([constant.toX(0.5), constant.toY(3)]).toEqual([46, 37]);
});
