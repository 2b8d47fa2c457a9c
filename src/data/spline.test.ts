import fc from "fast-check";
import { expect, test } from "vitest";
import { naturalSpline } from "./spline";

/** Ascending x, at least a little apart. */
const pointsOf = fc
  .array(
    fc.record({
      step: fc.double({ min: 0.05, max: 2, noNaN: true }),
      y: fc.double({ min: -5, max: 5, noNaN: true }),
    }),
    { minLength: 2, maxLength: 64 },
  )
  .map((steps) => {
    let x = -3;
    return steps.map(({ step, y }) => {
      x += step;
      return { x, y };
    });
  });

test("known curvatures: four points of a hat", () => {
  // By hand: 4M₁ + M₂ = 6·(−1 − 1) and M₁ + 4M₂ = 6·(0 + 1).
  const spline = naturalSpline([
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 2, y: 0 },
    { x: 3, y: 0 },
  ]);
  expect(spline.curvatures[1]).toBeCloseTo(-3.6, 14);
  expect(spline.curvatures[2]).toBeCloseTo(2.4, 14);
  expect(spline.largestCurvature).toBeCloseTo(3.6, 14);
  expect(spline.valueAt(0.5)).toBeCloseTo(0.725, 14);
});

test("it goes through its points, and slope and curvature have no jump there", () => {
  fc.assert(
    fc.property(pointsOf, (points) => {
      const spline = naturalSpline(points);
      const size = 1 + spline.largestCurvature;
      for (const [index, { x, y }] of points.entries()) {
        expect(Math.abs(spline.valueAt(x) - y)).toBeLessThan(1e-9 * size);
        if (index === 0 || index === points.length - 1) continue;
        const step = 1e-4;
        const [left, right] = [spline.valueAt(x - step), spline.valueAt(x + step)];
        const curvature = (left - 2 * y + right) / step ** 2;
        expect(Math.abs(curvature - (spline.curvatures[index] as number))).toBeLessThan(
          1e-2 * size,
        );
      }
    }),
    { seed: 41, numRuns: 60 },
  );
});

test("one point is a constant, two are a line, and beyond the ends it goes straight on", () => {
  expect(naturalSpline([{ x: 1, y: 4 }]).valueAt(-7)).toBe(4);
  const line = naturalSpline([
    { x: 0, y: 1 },
    { x: 2, y: 5 },
  ]);
  expect([-1, 1, 3].map(line.valueAt)).toEqual([-1, 3, 7]);
  const hat = naturalSpline([
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 2, y: 0 },
  ]);
  expect(hat.valueAt(-1)).toBeCloseTo(-1.5, 14);
  expect(hat.valueAt(3)).toBeCloseTo(-1.5, 14);
});
