import { erfc } from "./error-function";
import { parenthesizeBase } from "./parentheses";
import type { UnaryOp } from "./types";

/** 1/√(2π) */
const RECIPROCAL_SQRT_2PI = 0.3989422804014327;

/** ∂h/∂x at √2; the second derivative (2 − x²)·exp[−x²/2]/√(2π) vanishes at ±√2. */
const LARGEST = 1.1289041451851547;

/**
 * h = x · Φ[x], the exact form, Φ the standard normal distribution. Φ[x] = ½ erfc[−x/√2] keeps its digits far to the left,
 * where ½ (1 + erf[x/√2]) has none.
 */
export const gelu = {
  kind: "unary",
  id: "gelu",
  title: "GELU",
  searchNames: ["gaussian error linear unit"],
  group: "activations",
  stem: "h",
  value: (x) => 0.5 * x * erfc(-x * Math.SQRT1_2),
  derivative: (x) =>
    0.5 * erfc(-x * Math.SQRT1_2) + x * Math.exp(-0.5 * x * x) * RECIPROCAL_SQRT_2PI,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = 0.5 * z * erfc(-z * Math.SQRT1_2);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] =
        (0.5 * erfc(-z * Math.SQRT1_2) + z * Math.exp(-0.5 * z * z) * RECIPROCAL_SQRT_2PI) *
        (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{GELU}[${x}]`,
    derivative: (x) =>
      `\\frac{1}{2}\\left(1+\\operatorname{erf}\\left[\\frac{${x}}{\\sqrt{2}}\\right]\\right)+\\frac{${x}}{\\sqrt{2\\pi}}\\cdot\\exp\\left[-\\frac{${parenthesizeBase(x)}^{2}}{2}\\right]`,
  },
  pytorch: (x) => `F.gelu(${x})`,
  tails: { below: -Math.SQRT2, largest: LARGEST },
  curve: [-4, 3],
  samples: [-6, -2.3, -0.4, 0, 0.6, 1.7, 5],
  kinks: [],
} as const satisfies UnaryOp;
