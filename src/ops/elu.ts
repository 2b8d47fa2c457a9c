import type { UnaryOp } from "./types";

/** h = x where it is positive and else exp[x] − 1 (α = 1, so the derivative is continuous). */
export const elu = {
  kind: "unary",
  id: "elu",
  title: "ELU",
  searchNames: ["exponential linear unit"],
  group: "activations",
  stem: "h",
  value: (x) => (x > 0 ? x : Math.expm1(x)),
  derivative: (x) => (x > 0 ? 1 : Math.exp(x)),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = z > 0 ? z : Math.expm1(z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = (z > 0 ? 1 : Math.exp(z)) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{ELU}[${x}]`,
    derivative: (x) => `\\exp[\\min[${x},0]]`,
  },
  pytorch: (x) => `F.elu(${x})`,
  tails: { below: 0, largest: 1 },
  curve: [-4, 3],
  samples: [-6, -2.3, -0.4, 0.6, 1.7],
  kinks: [],
} as const satisfies UnaryOp;
