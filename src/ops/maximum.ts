import { parenthesizeTerm } from "./parentheses";
import type { BinaryOp } from "./types";

/** h = max[a, b]; a tie is split ½ / ½, as in PyTorch. */
export const maximum = {
  kind: "binary",
  id: "maximum",
  title: "Maximum",
  searchNames: ["max", "max pool"],
  group: "combine",
  stem: "h",
  ports: ["a", "b"],
  value: (a, b) => Math.max(a, b),
  derivatives: [
    (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 0.5 : Number.NaN),
    (a, b) => (a < b ? 1 : a > b ? 0 : a === b ? 0.5 : Number.NaN),
  ],
  forward(values, a, b, out, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      values[out + i] = Math.max(p, q);
    }
  },
  backward(values, a, b, _out, derivatives, upstream, toA, toB, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      const u = derivatives[upstream + i] as number;
      derivatives[toA + i] = (p > q ? 1 : p < q ? 0 : p === q ? 0.5 : Number.NaN) * u;
      derivatives[toB + i] = (p < q ? 1 : p > q ? 0 : p === q ? 0.5 : Number.NaN) * u;
    }
  },
  latex: {
    value: (a, b) => `\\max[${a},${b}]`,
    derivatives: [
      (a, b) => `\\frac{1}{2}(1+\\operatorname{sign}[${a}-${parenthesizeTerm(b)}])`,
      (a, b) => `\\frac{1}{2}(1-\\operatorname{sign}[${a}-${parenthesizeTerm(b)}])`,
    ],
  },
  pytorch: (a, b) => `torch.maximum(${a}, ${b})`,
  samples: [
    [1.3, -0.7],
    [-2.1, 0.4],
    [0.3, 2.6],
    [-1.5, -3.2],
  ],
  kinks: [
    { at: [1, 1], derivatives: [0.5, 0.5] },
    { at: [0, -0], derivatives: [0.5, 0.5] },
  ],
  linearParts: { kind: "choice", sign: 1 },
} as const satisfies BinaryOp;
