import fc from "fast-check";
import { expect, test } from "vitest";
import {
  coordinatesIn,
  mainPlane,
  parameterPlane,
  pathIn,
  pointAt,
  shareIn,
} from "./descent-plane";

const number = fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10);

test("the plane of two parameters has their values as coordinates, and leaves the others as they are", () => {
  const plane = parameterPlane(4, 3, 1);
  const at = Float64Array.of(5, -2, 7, 0.5);
  expect(coordinatesIn(plane, at)).toEqual([0.5, -2]);
  const moved = new Float64Array(4);
  pointAt(plane, at, [1, 9], moved);
  expect(Array.from(moved)).toEqual([5, 9, 7, 1]);
  expect(Array.from(pathIn(plane, Float64Array.of(...at, ...moved)))).toEqual([0.5, -2, 1, 9]);
});

test("a path in a plane is held by its main directions whole, wherever that plane lies", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 30 }),
      fc.array(number, { minLength: 15, maxLength: 15 }),
      (coordinates, [...numbers]) => {
        const [start, a, b] = [numbers.slice(0, 5), numbers.slice(5, 10), numbers.slice(10)];
        const path = Float64Array.from(
          coordinates.flatMap(([u, v]) =>
            start.map((each, i) => each + u * (a[i] ?? 0) + v * (b[i] ?? 0)),
          ),
        );
        const plane = mainPlane(path, 5);
        fc.pre(plane !== null);
        expect(shareIn(plane, path)).toBeCloseTo(1, 6);
        const back = new Float64Array(5);
        for (let point = 0; point < path.length / 5; point++) {
          const at = path.slice(5 * point, 5 * point + 5);
          pointAt(plane, at, coordinatesIn(plane, at), back);
          for (let i = 0; i < 5; i++) expect(back[i]).toBeCloseTo(at[i] ?? 0, 9);
        }
      },
    ),
    { seed: 16, numRuns: 60 },
  );
});

test("no two parameters hold more of a path than its main directions", () => {
  let state = 7;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const path = new Float64Array(6 * 40);
  for (let at = 6; at < path.length; at++) path[at] = (path[at - 6] ?? 0) + next() * (1 + (at % 6));
  const main = mainPlane(path, 6);
  if (!main) throw new Error("The path spreads.");
  const held = shareIn(main, path);
  expect(held).toBeLessThanOrEqual(1);
  for (let first = 0; first < 6; first++) {
    for (let second = 0; second < first; second++) {
      expect(shareIn(parameterPlane(6, first, second), path)).toBeLessThanOrEqual(held + 1e-9);
    }
  }
  // The first point is where it begins, and the descent goes to the right.
  const seen = pathIn(main, path);
  expect(Array.from(seen.slice(0, 2))).toEqual([0, 0]);
  expect(seen.at(-2)).toBeGreaterThan(0);
});

test("points on one line, too few of them, or all the same have no main plane", () => {
  expect(mainPlane(Float64Array.of(0, 0, 0, 1, 2, 3), 3)).toBeNull();
  expect(mainPlane(Float64Array.of(0, 0, 0, 1, 2, 3, 2, 4, 6), 3)).toBeNull();
  expect(mainPlane(new Float64Array(9).fill(1), 3)).toBeNull();
});
