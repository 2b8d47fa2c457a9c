import type { UnaryOp } from "./types";

/** h = sin[x] */
export const sin = {
  kind: "unary",
  id: "sin",
  title: "Sine",
  searchNames: ["sin", "sine"],
  group: "functions",
  stem: "h",
  value: (x) => Math.sin(x),
  derivative: (x) => Math.cos(x),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.sin(z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = Math.cos(z) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\sin[${x}]`,
    derivative: (x) => `\\cos[${x}]`,
  },
  pytorch: (x) => `torch.sin(${x})`,
  curve: [-6.5, 6.5],
  samples: [-2.7, -0.6, 0.3, 1.23, 4.1],
  kinks: [],
} as const satisfies UnaryOp;
