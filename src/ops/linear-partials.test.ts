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
