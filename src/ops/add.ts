import { parenthesizePython, parenthesizeTerm } from "./parentheses";
import type { BinaryOp } from "./types";

/** h = a + b */
export const add = {
  kind: "binary",
  id: "add",
  title: "Add",
  searchNames: ["+", "plus", "sum", "residual", "bias"],
  group: "combine",
  stem: "h",
  ports: ["a", "b"],
  value: (a, b) => a + b,
  derivatives: [() => 1, () => 1],
  forward(values, a, b, out, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      values[out + i] = p + q;
    }
  },
  backward(_values, _a, _b, _out, derivatives, upstream, toA, toB, count) {
    for (let i = 0; i < count; i++) {
      const u = derivatives[upstream + i] as number;
      derivatives[toA + i] = u;
      derivatives[toB + i] = u;
    }
  },
  latex: {
    value: (a, b) => `${a}+${parenthesizeTerm(b)}`,
    derivatives: [() => "1", () => "1"],
  },
  pytorch: (a, b) => `${parenthesizePython(a)} + ${parenthesizePython(b)}`,
  samples: [
    [1.3, -0.7],
    [-2.1, 0.4],
    [0.3, 2.6],
    [-1.5, -3.2],
  ],
  kinks: [],
  linearParts: { kind: "sum", factors: [1, 1] },
} as const satisfies BinaryOp;
