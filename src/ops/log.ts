import type { UnaryOp } from "./types";

/** h = log[x], the natural logarithm. */
export const log = {
  kind: "unary",
  id: "log",
  title: "Logarithm",
  searchNames: ["ln", "natural", "logarithm"],
  group: "functions",
  stem: "h",
  value: (x) => Math.log(x),
  derivative: (x) => 1 / x,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.log(z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = (1 / z) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\log[${x}]`,
    derivative: (x) => `\\frac{1}{${x}}`,
  },
  pytorch: (x) => `torch.log(${x})`,
  domain: { contains: (x) => x > 0, latex: (x) => `${x}>0` },
  curve: [0.02, 5],
  samples: [0.01, 0.4, 1, 2.6, 31],
  kinks: [],
} as const satisfies UnaryOp;
