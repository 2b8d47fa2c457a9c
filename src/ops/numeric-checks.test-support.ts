/** What the tests of this floor share. */

/** Five-point central difference, error O(step⁴). */
export function slope(f: (x: number) => number, at: number): number {
  const step = 1e-3 * Math.min(1, Math.abs(at) || 1);
  return (f(at - 2 * step) - 8 * f(at - step) + 8 * f(at + step) - f(at + 2 * step)) / (12 * step);
}

export function expectClose(actual: number, expected: number, tolerance: number): void {
  const error = Math.abs(actual - expected);
  if (!(error <= tolerance * Math.max(1, Math.abs(expected)))) {
    throw new Error(`${actual} is not close to ${expected}`);
  }
}

export function expectRelative(actual: number, expected: number, tolerance: number): void {
  const error = Math.abs(actual - expected);
  if (!(error <= tolerance * Math.abs(expected))) {
    throw new Error(`${actual} is not close to ${expected}`);
  }
}

/** Park and Miller's generator on (−1, 1), the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

/** The same double to the bit, −0 and NaN included. Cheaper than expect, which matters for 10⁵ of them. */
export function expectSame(actual: number | undefined, expected: number): void {
  if (!Object.is(actual, expected)) throw new Error(`${actual} is not ${expected}`);
}
