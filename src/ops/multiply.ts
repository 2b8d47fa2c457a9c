import { parenthesizeFactor, parenthesizePython } from "./parentheses";
import type { BinaryOp } from "./types";

/** h = a · b */
export const multiply = {
  kind: "binary",
  id: "multiply",
  title: "Multiply",
  searchNames: ["*", "×", "·", "times", "product", "gate"],
  group: "combine",
  stem: "h",
  ports: ["a", "b"],
  value: (a, b) => a * b,
  derivatives: [(_a, b) => b, (a) => a],
  forward(values, a, b, out, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      values[out + i] = p * q;
    }
  },
  backward(values, a, b, _out, derivatives, upstream, toA, toB, count) {
    for (let i = 0; i < count; i++) {
      const p = values[a + i] as number;
      const q = values[b + i] as number;
      const u = derivatives[upstream + i] as number;
      derivatives[toA + i] = q * u;
      derivatives[toB + i] = p * u;
    }
  },
  latex: {
    value: (a, b) => `${parenthesizeFactor(a)}\\cdot ${parenthesizeFactor(b)}`,
    derivatives: [(_a, b) => b, (a) => a],
  },
  pytorch: (a, b) => `${parenthesizePython(a)} * ${parenthesizePython(b)}`,
  samples: [
    [1.3, -0.7],
    [-2.1, 0.4],
    [0.3, 2.6],
    [-1.5, -3.2],
  ],
  kinks: [],
  linearParts: { kind: "product", factors: [(b) => b, (a) => a] },
} as const satisfies BinaryOp;
