import { describe, expect, it, test } from "vitest";
import { linear } from "./linear";
import { expectClose, randomNumbers } from "./numeric-checks.test-support";

describe("linear", () => {
  const shapes = [1, 2, 3, 5, 8].flatMap((inputWidth) =>
    [1, 2, 4, 5, 7, 9].flatMap((width) =>
      [1, 2, 3, 4, 5, 9].map((rows) => [inputWidth, width, rows]),
    ),
  );

  test.each(shapes)("agrees with three plain loops: K = %i, D = %i, %i rows", (...shape) => {
    const [K, D, rows] = shape as [number, number, number];
    const random = randomNumbers(1000 * K + 100 * D + rows);
    const fill = (count: number) => new Float64Array(count).map(random);
    const [input, out, beta, omega, to, upstream] = [3, 5 + rows * K, 2, 4 + D, 1, 4 + rows * K];
    const values = fill(7 + rows * (K + D));
    const derivatives = fill(6 + rows * (K + D));
    const parameters = fill(6 + D + D * K);
    const partials = fill(6 + D + D * K);
    const at = (array: Float64Array, i: number) => array[i] as number;

    const expectedValues = values.slice();
    const expectedDerivatives = derivatives.slice();
    const expectedPartials = partials.slice();
    for (let r = 0; r < rows; r++) {
      for (let d = 0; d < D; d++) {
        const u = at(derivatives, upstream + r * D + d);
        let f = at(parameters, beta + d);
        expectedPartials[beta + d] = at(expectedPartials, beta + d) + u;
        for (let k = 0; k < K; k++) {
          const x = at(values, input + r * K + k);
          const o = omega + d * K + k;
          f += at(parameters, o) * x;
          expectedPartials[o] = at(expectedPartials, o) + u * x;
        }
        expectedValues[out + r * D + d] = f;
      }
      for (let k = 0; k < K; k++) {
        let sum = 0;
        for (let d = 0; d < D; d++) {
          sum += at(parameters, omega + d * K + k) * at(derivatives, upstream + r * D + d);
        }
        expectedDerivatives[to + r * K + k] = sum;
      }
    }

    const startValues = values.slice();
    const startPartials = partials.slice();
    linear.fill(values, out, rows, D, parameters, beta);
    linear.add(values, input, K, out, rows, D, parameters, omega);
    linear.contribute(derivatives, upstream, to, K, rows, D, parameters, omega);
    linear.addBetaPartials(derivatives, upstream, rows, D, partials, beta);
    linear.addOmegaPartials(values, input, K, derivatives, upstream, rows, D, partials, omega);
    const compare = (actual: Float64Array, expected: Float64Array) => {
      for (let i = 0; i < actual.length; i++) expectClose(at(actual, i), at(expected, i), 1e-14);
    };
    compare(values, expectedValues);
    compare(derivatives, expectedDerivatives);
    compare(partials, expectedPartials);

    // Sample by sample the same bits as all at once: no number depends on how a batch is cut into blocks.
    const oneByOne = derivatives.slice();
    oneByOne.fill(0, to, to + rows * K);
    for (let r = 0; r < rows; r++) {
      const [x, f, u] = [input + r * K, out + r * D, upstream + r * D];
      linear.fill(startValues, f, 1, D, parameters, beta);
      linear.add(startValues, x, K, f, 1, D, parameters, omega);
      linear.contribute(oneByOne, u, to + r * K, K, 1, D, parameters, omega);
      linear.addBetaPartials(oneByOne, u, 1, D, startPartials, beta);
      linear.addOmegaPartials(startValues, x, K, oneByOne, u, 1, D, startPartials, omega);
    }
    expect(startValues).toEqual(values);
    expect(oneByOne).toEqual(derivatives);
    expect(startPartials).toEqual(partials);
  });

  it.each([
    [1, 1],
    [1, 5],
    [4, 2],
    [7, 3],
    [2, 1],
  ])("fills from one unit as fill and add do, bit for bit: D = %i, %i rows", (width, rows) => {
    const random = randomNumbers(5);
    const parameters = Float64Array.from({ length: 2 * width }, random);
    const apart = new Float64Array(rows + rows * width + 2);
    apart.set(Array.from({ length: rows }, random));
    const together = apart.slice();
    linear.fill(apart, rows, rows, width, parameters, 0);
    linear.add(apart, 0, 1, rows, rows, width, parameters, width);
    linear.fillFromUnit(together, 0, rows, rows, width, parameters, 0, width);
    expect(together).toEqual(apart);
    expect(together.every(Number.isFinite)).toBe(true);
  });

  it("keeps 0 · ∞ = NaN, also for a clipped unit", () => {
    const parameters = Float64Array.of(Number.POSITIVE_INFINITY, 1);
    const derivatives = new Float64Array(3);
    linear.contribute(derivatives, 0, 2, 1, 1, 2, parameters, 0);
    expect(derivatives[2]).toBeNaN();
  });
});
