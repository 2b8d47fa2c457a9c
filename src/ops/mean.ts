import { indexUnit, parenthesizeTerm } from "./parentheses";
import type { VectorOp } from "./types";

/** h = (1/D) Σ a_d over the D units. */
export const mean = {
  kind: "vector",
  id: "mean",
  since: 2,
  title: "Mean over units",
  searchNames: ["average", "avg", "reduce", "torch.mean", "expectation", "mean"],
  group: "combine",
  stem: "m",
  ports: ["a"],
  linear: true,
  width: () => 1,
  forward(values, a, width, _b, _bWidth, out, rows) {
    for (let r = 0; r < rows; r++) {
      let total = values[a + r * width] as number;
      for (let d = 1; d < width; d++) total += values[a + r * width + d] as number;
      values[out + r] = total / width;
    }
  },
  backward(_values, _a, width, _b, _bWidth, _out, derivatives, upstream, toA, _toB, rows) {
    for (let r = 0; r < rows; r++) {
      const part = (derivatives[upstream + r] as number) / width;
      for (let d = 0; d < width; d++) derivatives[toA + r * width + d] = part;
    }
  },
  latex: {
    value: (a, _b, width) =>
      width === 1 ? a : `\\frac{1}{${width}}\\sum_{d}${indexUnit(parenthesizeTerm(a), width)}`,
    derivatives: [(_a, _b, width) => (width === 1 ? "1" : `\\frac{1}{${width}}`)],
    written: (a) => {
      const total = a.map((x, index) => (index === 0 ? x : `+${parenthesizeTerm(x)}`)).join("");
      return a.length === 1 ? total : `\\frac{${total}}{${a.length}}`;
    },
  },
  pytorch: (a) => `${a}.mean(dim=1, keepdim=True)`,
  samples: [{ a: [0.4] }, { a: [0.3, -1.1, 2.4] }],
} as const satisfies VectorOp;
