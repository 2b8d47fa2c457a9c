import { indexUnit, parenthesizeFactor } from "./parentheses";
import type { VectorOp } from "./types";

/**
 * h = Π a_d over the units. ∂h/∂a_d is the product of all the others, taken from the left and from the right and never
 * by a division, so that it is exact where units are zero.
 */
export const product = {
  kind: "vector",
  id: "product",
  since: 2,
  title: "Product over units",
  searchNames: ["Π", "reduce", "prod", "torch.prod"],
  group: "combine",
  stem: "q",
  ports: ["a"],
  width: () => 1,
  forward(values, a, width, _b, _bWidth, out, rows) {
    for (let r = 0; r < rows; r++) {
      let total = values[a + r * width] as number;
      for (let d = 1; d < width; d++) total *= values[a + r * width + d] as number;
      values[out + r] = total;
    }
  },
  backward(values, a, width, _b, _bWidth, _out, derivatives, upstream, toA, _toB, rows) {
    for (let r = 0; r < rows; r++) {
      const row = r * width;
      let before = 1;
      for (let d = 0; d < width; d++) {
        derivatives[toA + row + d] = before;
        before *= values[a + row + d] as number;
      }
      const u = derivatives[upstream + r] as number;
      let after = 1;
      for (let d = width - 1; d >= 0; d--) {
        derivatives[toA + row + d] = (derivatives[toA + row + d] as number) * after * u;
        after *= values[a + row + d] as number;
      }
    }
  },
  latex: {
    value: (a, _b, width) =>
      width === 1 ? a : `\\prod_{d}${indexUnit(parenthesizeFactor(a), width)}`,
    derivatives: [
      (a, _b, width) =>
        width === 1 ? "1" : `\\prod_{k\\neq d}${indexUnit(parenthesizeFactor(a), width, "k")}`,
    ],
    writtenDerivative: (a, unit) =>
      a
        .filter((_, d) => d !== unit)
        .map(parenthesizeFactor)
        .join("\\cdot ") || "1",
    written: (a) => (a.length === 1 ? (a[0] ?? "") : a.map(parenthesizeFactor).join("\\cdot ")),
  },
  pytorch: (a) => `${a}.prod(dim=1, keepdim=True)`,
  samples: [{ a: [0.4] }, { a: [0.3, -1.1, 2.4] }, { a: [0, 2, 3] }, { a: [0, 2, 0] }],
} as const satisfies VectorOp;
