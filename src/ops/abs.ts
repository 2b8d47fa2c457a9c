import type { UnaryOp } from "./types";

/** h = |x|; ∂h/∂x = 0 at 0, as in PyTorch. */
export const abs = {
  kind: "unary",
  id: "abs",
  title: "Absolute value",
  searchNames: ["|x|", "magnitude", "modulus"],
  group: "functions",
  stem: "h",
  value: (x) => Math.abs(x),
  derivative: (x) => Math.sign(x) + 0,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.abs(z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = (Math.sign(z) + 0) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\lvert ${x}\\rvert`,
    derivative: (x) => `\\operatorname{sign}[${x}]`,
  },
  pytorch: (x) => `torch.abs(${x})`,
  curve: [-2, 2],
  samples: [-2.3, -0.4, 0.6, 1.7],
  kinks: [{ at: 0, derivative: 0 }],
  linearParts: { breaks: [0], slopes: [-1, 1] },
} as const satisfies UnaryOp;
