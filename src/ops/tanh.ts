import { parenthesizeBase } from "./parentheses";
import type { UnaryOp } from "./types";

/**
 * ∂h/∂x where |h| is close to 1: there 1 − h² has lost its digits, and would be zero from |x| = 19 on, as if the unit
 * passed nothing at all. 1 − tanh[x]² = 4e / (1 + e)² with e = exp[−2|x|].
 */
function slopeNearOne(x: number): number {
  const e = Math.exp(-2 * Math.abs(x));
  return (4 * e) / ((1 + e) * (1 + e));
}

/** h = tanh[x] */
export const tanh = {
  kind: "unary",
  id: "tanh",
  title: "Tanh",
  searchNames: ["hyperbolic tangent"],
  group: "activations",
  stem: "h",
  value: (x) => Math.tanh(x),
  derivative: (x, h) => (Math.abs(h) < 0.99 ? 1 - h * h : slopeNearOne(x)),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.tanh(z);
    }
  },
  backward(values, x, out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const h = values[out + i] as number;
      derivatives[to + i] =
        (Math.abs(h) < 0.99 ? 1 - h * h : slopeNearOne(z)) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\tanh[${x}]`,
    derivative: (_x, h) => `1-${parenthesizeBase(h)}^{2}`,
  },
  pytorch: (x) => `torch.tanh(${x})`,
  tails: { below: 0, above: 0, largest: 1 },
  curve: [-4, 4],
  samples: [-30, -2.3, -0.4, 0, 0.6, 1.7, 12, 30],
  kinks: [],
} as const satisfies UnaryOp;
