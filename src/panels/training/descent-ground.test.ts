import { expect, it } from "vitest";
import { levelsOf } from "./descent-ground";

const levels = (...losses: number[]) => [...levelsOf(Float64Array.from(losses))];

it("the map of what is descended is by its logarithm, and as it is where some of it is negative", () => {
  expect(levels(1, 10, 100)).toEqual([0, 0.5, 1]);
  expect(levels(-3, -1, 1)).toEqual([0, 0.5, 1]);
  expect(levels(-3, -2, -1)).toEqual([0, 0.5, 1]);
});

it("what is 0 stands at the foot, and what is no finite number is told from it", () => {
  expect(levels(0, 1, 100)).toEqual([0, 0, 1]);
  expect(levels(0, 0)).toEqual([0, 0]);
  const [one, two, none, endless] = levels(1, 10, Number.NaN, Number.POSITIVE_INFINITY);
  expect([one, two, none]).toEqual([0, 1, Number.NaN]);
  expect(endless).not.toBeLessThan(1);
});
