import { parenthesizeBase, writtenBefore } from "./parentheses";
import type { UnaryOp } from "./types";

/** h = xᵖ with a constant exponent p. Where p is no whole number, it is defined for x ≥ 0 only, as in PyTorch. */
export const power = {
  kind: "unary",
  id: "power",
  since: 2,
  title: "Power",
  searchNames: ["x^p", "x^3", "x**p", "pow", "exponent", "cube", "to the power of"],
  group: "functions",
  stem: "h",
  setting: {
    name: "exponent",
    latex: "p",
    initial: 3,
    above: Number.NEGATIVE_INFINITY,
  },
  value: (x, p) => x ** p,
  // That of x⁰ is 0 everywhere, also where x⁻¹ is infinite.
  derivative: (x, _h, p) => (p === 0 ? 0 : p * x ** (p - 1)),
  forward(values, x, out, count, p) {
    for (let i = 0; i < count; i++) values[out + i] = (values[x + i] as number) ** p;
  },
  backward(values, x, _out, derivatives, upstream, to, count, p) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const local = p === 0 ? 0 : p * z ** (p - 1);
      derivatives[to + i] = local * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `${parenthesizeBase(x)}^{p}`,
    derivative: (x) => writtenBefore("p", `${parenthesizeBase(x)}^{p-1}`),
  },
  pytorch: (x, p) => `torch.pow(${x}, ${p})`,
  domain: {
    contains: (x, p = 0) => (Number.isInteger(p) ? p >= 0 || x !== 0 : x > 0 || (p > 0 && x === 0)),
    latex: (x, p = "0") =>
      Number.isInteger(Number(p)) ? `${x}\\neq 0` : Number(p) > 0 ? `${x}\\ge 0` : `${x}>0`,
  },
  curve: [-2, 2],
  samples: [-3.1, -0.4, 0.9, 2.5],
  kinks: [],
  // The slope of √x and its like is infinite there.
  isKink: (x, p) => x === 0 && p > 0 && p < 1,
} as const satisfies UnaryOp;
