import { indexUnit, parenthesizeFactor, parenthesizePython } from "./parentheses";
import type { VectorOp } from "./types";

/** h = Σ a_d b_d: two vectors of the same width, which do not broadcast. */
export const dotProduct = {
  kind: "vector",
  id: "dot-product",
  since: 2,
  title: "Dot product",
  searchNames: ["dot", "inner product", "scalar product", "wx", "a·b", "torch.dot", "matmul"],
  group: "combine",
  stem: "s",
  ports: ["a", "b"],
  width: (a, b) => (a === b ? 1 : null),
  forward(values, a, width, b, _bWidth, out, rows) {
    for (let r = 0; r < rows; r++) {
      let total = 0;
      for (let i = r * width; i < (r + 1) * width; i++) {
        total += (values[a + i] as number) * (values[b + i] as number);
      }
      values[out + r] = total;
    }
  },
  backward(values, a, width, b, _bWidth, _out, derivatives, upstream, toA, toB, rows) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        derivatives[toA + i] = (values[b + i] as number) * u;
        derivatives[toB + i] = (values[a + i] as number) * u;
      }
    }
  },
  latex: {
    value: (a, b, width) => {
      const [left, right] = [indexed(a, width), indexed(b, width)];
      return `${width === 1 ? "" : "\\sum_{d}"}${left}\\cdot ${right}`;
    },
    derivatives: [(_a, b, width) => indexUnit(b, width), (a, _b, width) => indexUnit(a, width)],
    written: (a, b) =>
      a.map((x, d) => `${parenthesizeFactor(x)}\\cdot ${parenthesizeFactor(b[d] ?? "")}`).join("+"),
  },
  pytorch: (a, b) =>
    `(${parenthesizePython(a)} * ${parenthesizePython(b)}).sum(dim=1, keepdim=True)`,
  samples: [
    { a: [0.4], b: [-1.2] },
    { a: [0.3, -1.1, 2.4], b: [0.9, 0, -0.2] },
  ],
} as const satisfies VectorOp;

function indexed(latex: string, width: number): string {
  return indexUnit(parenthesizeFactor(latex), width);
}
