import { expect, test } from "vitest";
import { Checkpoints } from "./checkpoints";
import { MEMORY_BUDGET } from "./run";

test("100,000 iterations of 141 parameters under Adam fit into 64 MB", () => {
  const numbers = new Float64Array(3 * 141);
  const checkpoints = new Checkpoints(0, numbers.length, MEMORY_BUDGET - 8 * 1024 * 1024);
  for (let t = 0; t <= 100_000; t++) {
    numbers[0] = t;
    checkpoints.offer(t, numbers);
  }
  expect(checkpoints.bytes).toBeLessThanOrEqual(MEMORY_BUDGET);
  for (const t of [0, 7, 12_345, 99_999, 100_000]) {
    const found = checkpoints.before(t);
    expect(found?.numbers[0]).toBe(found?.t);
    expect(t - (found?.t ?? 0)).toBeLessThan(checkpoints.spacing);
  }
});

test("however little memory there is, the start and one more are kept", () => {
  const checkpoints = new Checkpoints(5, 1000, 1);
  for (let t = 5; t < 500; t++) checkpoints.offer(t, new Float64Array(1000).fill(t));
  expect(checkpoints.before(5)?.t).toBe(5);
  expect(checkpoints.before(499)?.numbers[0]).toBe(checkpoints.before(499)?.t);
});
