import type { UnaryOp } from "./types";

/** h = cos[x] */
export const cos = {
  kind: "unary",
  id: "cos",
  title: "Cosine",
  searchNames: ["cos", "cosine"],
  group: "functions",
  stem: "h",
  value: (x) => Math.cos(x),
  derivative: (x) => -Math.sin(x),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.cos(z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = -Math.sin(z) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\cos[${x}]`,
    derivative: (x) => `-\\sin[${x}]`,
  },
  pytorch: (x) => `torch.cos(${x})`,
  curve: [-6.5, 6.5],
  samples: [-2.7, -0.6, 0.3, 1.23, 4.1],
  kinks: [],
} as const satisfies UnaryOp;
