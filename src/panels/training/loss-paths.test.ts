import fc from "fast-check";
import { expect, test } from "vitest";
import type { LossSeries } from "@/store";
import { bandPath, epochPath, lossExtent, lossScale } from "./loss-paths";

const turns = process.env.LONG ? 500 : 50;

function seriesOf(losses: readonly number[], stride = 1): LossSeries {
  return {
    first: 10,
    stride,
    least: Float64Array.from(losses),
    greatest: Float64Array.from(losses, (loss) => loss * 2),
    count: losses.length,
    epochs: Float64Array.from(
      losses.flatMap((loss, index) => [index, 10 + index * stride, loss, loss * 3]),
    ),
    epochCount: losses.length,
  };
}

const pointsOf = (path: string) =>
  path.split(/[MLZ]/).flatMap((text) => (text === "" ? [] : [text.split(" ").map(Number)]));

const loss = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

test("the band has the least and the greatest loss of every pixel, whatever falls into it", () => {
  fc.assert(
    fc.property(
      fc.array(loss, { minLength: 1, maxLength: 400 }),
      fc.constantFrom(1, 8),
      fc.double({ min: 0.02, max: 3, noNaN: true }),
      (losses, stride, scale) => {
        const x = (t: number) => 50 + (t - 10) * (scale / stride);
        const points = pointsOf(bandPath(seriesOf(losses, stride), x, (value) => value));
        const pixels = x(10 + stride) - x(10);
        const byPixel = new Map<number, number[]>();
        for (const [entry, loss] of losses.entries()) {
          const pixel = Math.round(x(10) + entry * pixels);
          byPixel.set(pixel, [...(byPixel.get(pixel) ?? []), loss]);
        }
        expect(points).toHaveLength(2 * byPixel.size);
        for (const [pixel, own] of byPixel) {
          const there = points
            .filter(([column]) => column === pixel)
            .map(([, value]) => value ?? 0);
          expect(Math.max(...there)).toBeCloseTo(Math.max(...own) * 2, 0);
          expect(Math.min(...there)).toBeCloseTo(Math.min(...own), 0);
        }
      },
    ),
    { seed: 16, numRuns: turns },
  );
});

test("what is not finite is left out of paths and extent; zero is not", () => {
  const series = seriesOf([3, Number.NaN, 0, -5, Number.POSITIVE_INFINITY]);
  expect(lossExtent(series)).toEqual({ least: -15, leastPositive: 3, greatest: 9 });
  const path = epochPath(
    series,
    "training",
    (t) => t * 10,
    (value) => value,
  );
  expect(pointsOf(path)).toEqual([
    [100, 3],
    [120, 0],
    [130, -5],
  ]);
  expect(lossExtent(seriesOf([]), null)).toBeNull();
  expect(
    bandPath(
      seriesOf([Number.NaN]),
      (t) => t,
      (value) => value,
    ),
  ).toBe("");
});

test.each([
  ["positive", [4, 1, 2], true],
  ["zero at times", [4, 1, 0], true],
  ["never positive", [0, 0, 0], false],
  ["negative at times", [4, 1, -3], false],
  ["negative without end", [-0.5, -3e10, -Number.MAX_VALUE], false],
])("losses that are %s all have a place on their axis", (_, losses, isLog) => {
  const extent = lossExtent(seriesOf(losses.map((loss) => loss / 3)));
  if (!extent) throw new Error("There are losses.");
  const y = lossScale(extent, losses[0] ?? 0, [100, 0]);
  expect(y.domain[0] > 0).toBe(isLog);
  for (const loss of [extent.least, extent.greatest]) {
    const place = y(Math.max(y.domain[0], loss));
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThanOrEqual(100);
  }
});
