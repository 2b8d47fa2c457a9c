import { expect, it } from "vitest";
import { contourOf } from "./contours";

const RANGES = [
  [0, 6],
  [0, 5],
] as const;

it("a contour of a plane is its straight line, from edge to edge", () => {
  const [columns, rows] = [6, 5];
  const plane = (x: number, y: number) => 2 * x - 3 * y + 0.5;
  const valueAt = (cell: number) => plane((cell % columns) + 0.5, Math.floor(cell / columns) + 0.5);
  const contour = contourOf({ columns, rows, ranges: RANGES, valueAt }, 1);
  expect(contour.length).toBeGreaterThan(16);
  expect(contour.length % 4).toBe(0);
  for (let end = 0; end < contour.length; end += 2) {
    expect(plane(contour[end] ?? 0, contour[end + 1] ?? 0)).toBeCloseTo(1, 12);
  }
});

it("a contour of a curve is refined by what is read between the cells", () => {
  const [columns, rows] = [6, 5];
  const bowl = (x: number, y: number) => Math.exp((x - 3) ** 2 + (y - 2.5) ** 2);
  const valueAt = (cell: number) => bowl((cell % columns) + 0.5, Math.floor(cell / columns) + 0.5);
  const grid = { columns, rows, ranges: RANGES, valueAt };
  const farthest = (contour: Float64Array) => {
    let most = 0;
    for (let end = 0; end < contour.length; end += 2) {
      const [x = 0, y = 0] = [contour[end], contour[end + 1]];
      most = Math.max(most, Math.abs((x - 3) ** 2 + (y - 2.5) ** 2 - 2));
    }
    return most;
  };
  const read = (xs: Float64Array, ys: Float64Array) =>
    xs.map((x, point) => bowl(x, ys[point] ?? 0));
  expect(farthest(contourOf(grid, Math.exp(2)))).toBeGreaterThan(0.1);
  expect(farthest(contourOf(grid, Math.exp(2), read))).toBeLessThan(0.02);
});

it("there is none where the level is not reached, or numbers are not finite", () => {
  const grid = { columns: 2, rows: 2, ranges: RANGES };
  const values = [1, 2, 3, Number.NaN];
  expect(contourOf({ ...grid, valueAt: (cell) => values[cell] ?? 0 }, 9)).toHaveLength(0);
  expect(contourOf({ ...grid, valueAt: () => Number.NaN }, 0)).toHaveLength(0);
});
