import { expect, it } from "vitest";
import { contourSegments } from "./contour-mark";

it("a contour of a plane is its straight line, from edge to edge", () => {
  const [columns, rows] = [6, 5];
  const plane = (x: number, y: number) => 2 * x - 3 * y + 0.5;
  const values = Array.from({ length: columns * rows }, (_, cell) =>
    plane(cell % columns, Math.floor(cell / columns)),
  );
  const segments = contourSegments({ columns, rows, values }, 1);
  expect(segments.length).toBeGreaterThan(4);
  for (const [x, y] of segments.flat()) expect(plane(x, y)).toBeCloseTo(1, 12);
});

it("there is none where the level is not reached, or numbers are not finite", () => {
  const values = [1, 2, 3, Number.NaN];
  expect(contourSegments({ columns: 2, rows: 2, values }, 9)).toEqual([]);
  expect(contourSegments({ columns: 2, rows: 2, values: values.fill(Number.NaN) }, 0)).toEqual([]);
});
