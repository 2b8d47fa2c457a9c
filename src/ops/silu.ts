import { parenthesizeFactor } from "./parentheses";
import type { UnaryOp } from "./types";

/** Where ∂h/∂x is most negative: the root of x·tanh[x/2] = 2 left of zero. Left of it the curve only flattens. */
const INFLECTION = -2.3993572805154675;

/** ∂h/∂x at −INFLECTION. */
const LARGEST = 1.099839320128867;

/** h = x · sig[x] */
export const silu = {
  kind: "unary",
  id: "silu",
  title: "SiLU",
  searchNames: ["swish", "sigmoid linear unit"],
  group: "activations",
  stem: "h",
  value(x) {
    const e = Math.exp(-Math.abs(x));
    return (x * (x < 0 ? e : 1)) / (1 + e);
  },
  derivative(x) {
    const e = Math.exp(-Math.abs(x));
    const s = (x < 0 ? e : 1) / (1 + e);
    const t = (x < 0 ? 1 : e) / (1 + e); // 1 − sig[x] without cancellation
    return s * (1 + x * t);
  },
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const e = Math.exp(-Math.abs(z));
      values[out + i] = (z * (z < 0 ? e : 1)) / (1 + e);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const e = Math.exp(-Math.abs(z));
      const s = (z < 0 ? e : 1) / (1 + e);
      const t = (z < 0 ? 1 : e) / (1 + e); // 1 − sig[x] without cancellation
      derivatives[to + i] = s * (1 + z * t) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{SiLU}[${x}]`,
    derivative: (x) =>
      `\\operatorname{sig}[${x}]\\cdot(1+${parenthesizeFactor(x)}\\cdot(1-\\operatorname{sig}[${x}]))`,
  },
  pytorch: (x) => `F.silu(${x})`,
  tails: { below: INFLECTION, largest: LARGEST },
  curve: [-6, 4],
  samples: [-8, -2.3, -0.4, 0, 0.6, 1.7, 30],
  kinks: [],
} as const satisfies UnaryOp;
