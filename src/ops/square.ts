import { multiplyByTwo, parenthesizeBase } from "./parentheses";
import type { UnaryOp } from "./types";

/** h = x² */
export const square = {
  kind: "unary",
  id: "square",
  title: "Square",
  searchNames: ["x^2", "x²", "power"],
  group: "functions",
  stem: "h",
  value: (x) => x * x,
  derivative: (x) => 2 * x,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = z * z;
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = 2 * z * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `${parenthesizeBase(x)}^{2}`,
    derivative: (x) => multiplyByTwo(x),
  },
  pytorch: (x) => `torch.square(${x})`,
  curve: [-2, 2],
  samples: [-3.1, -0.4, 0, 0.9, 2.5],
  kinks: [],
} as const satisfies UnaryOp;
