import type { UnaryOp } from "./types";

/** h = exp[x]; overflows honestly from 709.8 on. */
export const exp = {
  kind: "unary",
  id: "exp",
  title: "Exponential",
  searchNames: ["e^x", "exponential", "e"],
  group: "functions",
  stem: "h",
  value: (x) => Math.exp(x),
  derivative: (_x, h) => h,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.exp(z);
    }
  },
  backward(values, _x, out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const h = values[out + i] as number;
      derivatives[to + i] = h * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\exp[${x}]`,
    derivative: (_x, h) => h,
  },
  pytorch: (x) => `torch.exp(${x})`,
  curve: [-3, 2],
  samples: [-5.1, -1.2, 0, 0.7, 3.3],
  kinks: [],
} as const satisfies UnaryOp;
