import type { UnaryOp } from "./types";

/** h = log[1 + exp[x]], written as max[x, 0] + log[1 + exp[−|x|]] so that nothing overflows. */
export const softplus = {
  kind: "unary",
  id: "softplus",
  title: "Softplus",
  searchNames: ["smooth relu"],
  group: "activations",
  stem: "h",
  value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  derivative(x) {
    const e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  },
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      const e = Math.exp(-Math.abs(z));
      derivatives[to + i] = ((z < 0 ? e : 1) / (1 + e)) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{softplus}[${x}]`,
    derivative: (x) => `\\operatorname{sig}[${x}]`,
  },
  pytorch: (x) => `F.softplus(${x}, threshold=40)`,
  tails: { below: 0, largest: 1 },
  curve: [-5, 5],
  samples: [-8, -2.3, -0.4, 0, 0.6, 1.7, 30],
  kinks: [],
} as const satisfies UnaryOp;
