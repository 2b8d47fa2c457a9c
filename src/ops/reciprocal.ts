import { parenthesizeBase } from "./parentheses";
import type { UnaryOp } from "./types";

/** h = 1 / x */
export const reciprocal = {
  kind: "unary",
  id: "reciprocal",
  title: "Reciprocal",
  searchNames: ["1/x", "inverse"],
  group: "functions",
  stem: "h",
  value: (x) => 1 / x,
  derivative: (_x, h) => -h * h,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = 1 / z;
    }
  },
  backward(values, _x, out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const h = values[out + i] as number;
      derivatives[to + i] = -h * h * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\frac{1}{${x}}`,
    derivative: (x) => `-\\frac{1}{${parenthesizeBase(x)}^{2}}`,
  },
  pytorch: (x) => `torch.reciprocal(${x})`,
  domain: { contains: (x) => x !== 0, latex: (x) => `${x}\\neq 0` },
  curve: [-3, 3],
  samples: [-4.2, -0.5, 0.3, 1, 2.6],
  kinks: [],
} as const satisfies UnaryOp;
