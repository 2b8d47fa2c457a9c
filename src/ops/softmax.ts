import { indexUnit } from "./parentheses";
import type { VectorOp } from "./types";

/**
 * h_k = exp[a_k] / Σ exp[a_d]. The largest a is taken from all of them first, so that nothing overflows.
 * ∂h_k/∂a_d = h_k (𝟙[k = d] − h_d), so that Σₖ ∂h_k/∂a_d · u_k = h_d (u_d − Σₖ h_k u_k).
 */
export const softmax = {
  kind: "vector",
  id: "softmax",
  since: 2,
  title: "Softmax",
  searchNames: ["probabilities", "normalized exponential", "multiclass", "classification", "σ"],
  ofSeveral: true,
  isProbability: true,
  group: "activations",
  stem: "p",
  ports: ["a"],
  width: (units = 0) => units,
  forward(values, a, width, _b, _bWidth, out, rows) {
    for (let r = 0; r < rows; r++) {
      const row = a + r * width;
      const to = out + r * width;
      let largest = values[row] as number;
      for (let d = 1; d < width; d++) {
        if ((values[row + d] as number) > largest) largest = values[row + d] as number;
      }
      let sum = 0;
      for (let d = 0; d < width; d++) {
        const part = Math.exp((values[row + d] as number) - largest);
        values[to + d] = part;
        sum += part;
      }
      for (let d = 0; d < width; d++) values[to + d] = (values[to + d] as number) / sum;
    }
  },
  backward(values, _a, width, _b, _bWidth, out, derivatives, upstream, toA, _toB, rows) {
    for (let r = 0; r < rows; r++) {
      const row = r * width;
      let sum = 0;
      for (let k = 0; k < width; k++) {
        sum += (values[out + row + k] as number) * (derivatives[upstream + row + k] as number);
      }
      for (let d = 0; d < width; d++) {
        const difference = (derivatives[upstream + row + d] as number) - sum;
        derivatives[toA + row + d] = (values[out + row + d] as number) * difference;
      }
    }
  },
  latex: {
    value: (a) => `\\operatorname{softmax}[${a}]`,
    derivatives: [
      (_a, _b, width, h) =>
        width === 1 ? "0" : `${indexUnit(h, width, "k")}(\\mathbb{1}[k=d]-${indexUnit(h, width)})`,
    ],
    written: (a, _b, unit) =>
      a.length === 1
        ? "1"
        : `\\frac{\\exp[${a[unit] ?? ""}]}{${a.map((x) => `\\exp[${x}]`).join("+")}}`,
  },
  pytorch: (a) => `torch.softmax(${a}, dim=1)`,
  samples: [{ a: [0.4] }, { a: [0.3, -1.1, 2.4] }, { a: [1.2, 0.1, -0.7, 0.5] }],
} as const satisfies VectorOp;
