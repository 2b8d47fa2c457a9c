import { parenthesizeBase, parenthesizePython } from "./parentheses";
import type { BinaryOp } from "./types";

/** h = a / b */
export const divide = {
  kind: "binary",
  id: "divide",
  title: "Divide",
  searchNames: ["/", "÷", "quotient", "ratio"],
  group: "combine",
  stem: "h",
  ports: ["a", "b"],
  value: (a, b) => a / b,
  derivatives: [(_a, b) => 1 / b, (_a, b, h) => -h / b],
  forward(values, a, b, out, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      values[out + i] = p / q;
    }
  },
  backward(values, _a, b, out, derivatives, upstream, toA, toB, count) {
    for (let i = 0; i < count; i++) {
      const q = values[b + i] as number;
      const h = values[out + i] as number;
      const u = derivatives[upstream + i] as number;
      derivatives[toA + i] = (1 / q) * u;
      derivatives[toB + i] = (-h / q) * u;
    }
  },
  latex: {
    value: (a, b) => `\\frac{${a}}{${b}}`,
    derivatives: [
      (_a, b) => `\\frac{1}{${b}}`,
      (a, b) => `-\\frac{${a}}{${parenthesizeBase(b)}^{2}}`,
    ],
  },
  pytorch: (a, b) => `${parenthesizePython(a)} / ${parenthesizePython(b)}`,
  domain: { contains: (_a, b) => b !== 0, latex: (_a, b) => `${b}\\neq 0` },
  samples: [
    [1.3, -0.7],
    [-2.1, 0.4],
    [0.3, 2.6],
    [-1.5, -3.2],
  ],
  kinks: [],
  linearParts: { kind: "product", factors: [(b) => 1 / b, null] },
} as const satisfies BinaryOp;
