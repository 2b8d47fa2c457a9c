import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_DRAWN_POINTS, recipeProblem } from "@/data";
import { withPointAdded, withPointMoved, withStroke } from "./stroke";

const BEFORE = [
  { x: -1.5, y: 0 },
  { x: 0, y: 1 },
  { x: 1.5, y: 0 },
];

const strokes = fc.array(
  fc.record({
    x: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    y: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  }),
  { maxLength: 60 },
);

function isRight(points: readonly { x: number; y: number }[]): boolean {
  const recipe = { generator: "drawn", size: 1, validation: 0, noise: 0, seed: 0 } as const;
  return recipeProblem({ ...recipe, coding: "0/1", points }) === null;
}

test("whatever is drawn and moved, it is a curve that a recipe takes", () => {
  fc.assert(
    fc.property(fc.array(strokes, { minLength: 1, maxLength: 12 }), fc.nat(), (drawn, at) => {
      let points: readonly { x: number; y: number }[] = BEFORE;
      for (const stroke of drawn) {
        points = withStroke(points, stroke, 3);
        points = withPointAdded(points, at % points.length);
        points = withPointMoved(points, at % points.length, { x: (at % 7) - 3, y: 0.5 }, 3);
        expect(isRight(points)).toBe(true);
        expect(points.length).toBeLessThanOrEqual(MOST_DRAWN_POINTS);
      }
    }),
    { seed: 6, numRuns: 100 },
  );
});

test("a stroke takes the place of what was there, and leaves the rest", () => {
  const stroke = [
    { x: -0.5, y: -1 },
    { x: 0.5, y: 1 },
  ];
  const points = withStroke(BEFORE, stroke, 3);
  expect(points[0]).toEqual({ x: -1.5, y: 0 });
  expect(points.at(-1)).toEqual({ x: 1.5, y: 0 });
  expect(points).toContainEqual({ x: -0.5, y: -1 });
  expect(points).toContainEqual({ x: 0.5, y: 1 });
  expect(points).not.toContainEqual({ x: 0, y: 1 });
});

test("a press without a stroke draws nothing", () => {
  expect(withStroke(BEFORE, [{ x: 0.2, y: 0.3 }], 3)).toBe(BEFORE);
});
