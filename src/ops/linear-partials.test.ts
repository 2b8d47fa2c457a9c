import { expect, it } from "vitest";
import { linear } from "./linear";

it("the partials of a wire of one unit have the same bits together as one after the other", () => {
  for (const width of [1, 2, 5, 8]) {
    for (const rows of [1, 3, 4, 9]) {
      const values = Float64Array.from(
        { length: 2 + rows },
        (_, i) => Math.sin(i * 7) * 10 ** (i % 5),
      );
      const derivatives = Float64Array.from({ length: 3 + rows * width }, (_, i) =>
        i % 4 === 0 ? -0 : Math.cos(i * 3) / 10 ** (i % 7),
      );
      const apart = Float64Array.from({ length: 1 + 2 * width }, (_, i) => i / 3);
      const together = apart.slice();
      const [beta, omega] = [1, 1 + width];
      linear.addBetaPartials(derivatives, 3, rows, width, apart, beta);
      linear.addOmegaPartials(values, 2, 1, derivatives, 3, rows, width, apart, omega);
      linear.addPartialsOfOneUnit(values, 2, derivatives, 3, rows, width, together, beta, omega);
      expect(together).toEqual(apart);
    }
  }
});

it("four inputs of one unit give the same bits together as one after the other", () => {
  for (const rows of [1, 2, 3, 9]) {
    const number = (i: number) => Math.sin(i * 7 + rows) * 10 ** (i % 5);
    const values = Float64Array.from({ length: 1 + 5 * rows }, (_, i) => number(i));
    const derivatives = Float64Array.from({ length: 2 + 5 * rows }, (_, i) => number(3 * i));
    const parameters = Float64Array.from({ length: 4 }, (_, i) => number(5 * i));
    const arenas = () => ({
      values: values.slice(),
      derivatives: derivatives.slice(),
      partials: parameters.slice(),
    });
    const apart = arenas();
    const together = arenas();
    const [x0, x1, x2, x3, out] = [1, 1 + rows, 1 + 2 * rows, 1 + 3 * rows, 1 + 4 * rows];
    const upstream = 2;
    const [to0, to1, to2, to3] = [2 + rows, 2 + 2 * rows, 2 + 3 * rows, 2 + 4 * rows];
    for (const [x, to, k] of [
      [x0, to0, 0] as const,
      [x1, to1, 1] as const,
      [x2, to2, 2] as const,
      [x3, to3, 3] as const,
    ]) {
      linear.add(apart.values, x, 1, out, rows, 1, parameters, k);
      linear.addOmegaPartials(values, x, 1, derivatives, upstream, rows, 1, apart.partials, k);
      linear.contribute(apart.derivatives, upstream, to, 1, rows, 1, parameters, k);
    }
    linear.addFourUnits(together.values, x0, x1, x2, x3, out, rows, parameters, 0, 1, 2, 3);
    linear.backwardOfFourUnits(
      values,
      x0,
      x1,
      x2,
      x3,
      together.derivatives,
      upstream,
      to0,
      to1,
      to2,
      to3,
      rows,
      parameters,
      together.partials,
      0,
      1,
      2,
      3,
    );
    expect(together).toEqual(apart);
  }
});
