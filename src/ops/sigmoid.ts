import { parenthesizeBase, parenthesizeTerm } from "./parentheses";
import type { UnaryOp } from "./types";

/**
 * ∂h/∂x where h is close to 1: there 1 − h has lost its digits, and would be zero from x = 37 on, as if the unit
 * passed nothing at all.
 */
function slopeNearOne(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/** h = sig[x] = 1 / (1 + exp[−x]) */
export const sigmoid = {
  kind: "unary",
  id: "sigmoid",
  title: "Sigmoid",
  searchNames: ["sig", "logistic", "σ", "sigma", "logit", "squash"],
  isProbability: true,
  group: "activations",
  stem: "h",
  value(x) {
    const e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  },
  derivative: (x, h) => (h < 0.99 ? h * (1 - h) : slopeNearOne(x)),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const e = Math.exp(-Math.abs(z));
      values[out + i] = (z < 0 ? e : 1) / (1 + e);
    }
  },
  backward(values, x, out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const h = values[out + i] as number;
      derivatives[to + i] =
        (h < 0.99 ? h * (1 - h) : slopeNearOne(z)) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{sig}[${x}]`,
    derivative: (_x, h) => `${parenthesizeBase(h)}(1-${parenthesizeTerm(h)})`,
  },
  pytorch: (x) => `torch.sigmoid(${x})`,
  tails: { below: 0, above: 0, largest: 0.25 },
  curve: [-6, 6],
  samples: [-30, -2.3, -0.4, 0, 0.6, 1.7, 12, 30],
  kinks: [],
} as const satisfies UnaryOp;
