import { describe, expect, it } from "vitest";
import { interpolation, interpolationBound, largestError } from "./interpolation";
import { randomNumbers } from "./random";
import { naturalSpline } from "./spline";

const random = randomNumbers(3);
const curve = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    x: -1 + (2 * place) / (count - 1),
    y: random.normal(),
  }));

describe("straight lines through a drawn curve", () => {
  it("are as far from it as the largest of very many differences, and never beyond the bound", () => {
    for (const points of [curve(2), curve(3), curve(7), curve(12)]) {
      const spline = naturalSpline(points);
      for (const count of [1, 2, 5, 16, 100]) {
        const line = interpolation(points, count);
        const error = largestError(points, line);
        let most = 0;
        for (let step = 0; step <= 20_000; step++) {
          const x = -1 + step / 10_000;
          const place = Math.min(count - 1, Math.floor(((x + 1) / 2) * count));
          const [from, to] = [line[place], line[place + 1]];
          if (!from || !to) continue;
          const y = from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
          most = Math.max(most, Math.abs(spline.valueAt(x) - y));
        }
        expect(error).toBeGreaterThanOrEqual(most - 1e-12);
        expect(error - most).toBeLessThan(1e-6);
        expect(error).toBeLessThanOrEqual(interpolationBound(points, count) + 1e-12);
      }
    }
  });

  it("come nearer as h², where the curve bends", () => {
    const points = curve(6);
    const errors = [200, 400, 800].map((count) =>
      largestError(points, interpolation(points, count)),
    );
    expect((errors[0] ?? 0) / (errors[1] ?? 1)).toBeCloseTo(4, 1);
    expect((errors[1] ?? 0) / (errors[2] ?? 1)).toBeCloseTo(4, 1);
  });
});
