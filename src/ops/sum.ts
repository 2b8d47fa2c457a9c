import { indexUnit, parenthesizeTerm } from "./parentheses";
import type { VectorOp } from "./types";

/** h = Σ a_d over the units. */
export const sum = {
  kind: "vector",
  id: "sum",
  since: 2,
  title: "Sum over units",
  searchNames: ["Σ", "reduce", "total", "torch.sum"],
  group: "combine",
  stem: "s",
  ports: ["a"],
  linear: true,
  width: () => 1,
  forward(values, a, width, _b, _bWidth, out, rows) {
    for (let r = 0; r < rows; r++) {
      let total = values[a + r * width] as number;
      for (let d = 1; d < width; d++) total += values[a + r * width + d] as number;
      values[out + r] = total;
    }
  },
  backward(_values, _a, width, _b, _bWidth, _out, derivatives, upstream, toA, _toB, rows) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let d = 0; d < width; d++) derivatives[toA + r * width + d] = u;
    }
  },
  latex: {
    value: (a, _b, width) =>
      width === 1 ? a : `\\sum_{d}${indexUnit(parenthesizeTerm(a), width)}`,
    derivatives: [() => "1"],
    written: (a) => a.map((x, index) => (index === 0 ? x : `+${parenthesizeTerm(x)}`)).join(""),
  },
  pytorch: (a) => `${a}.sum(dim=1, keepdim=True)`,
  samples: [{ a: [0.4] }, { a: [0.3, -1.1, 2.4] }],
} as const satisfies VectorOp;
