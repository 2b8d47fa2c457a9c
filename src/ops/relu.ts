import type { UnaryOp } from "./types";

/**
 * h = ReLU[x], x where it is positive and else +0.
 *
 * The loops multiply by Number(x > 0), which has no branch: the signs of a layer are as good as random, and a processor
 * that guesses them wrong half of the time takes three times as long. −∞ · 0 would be NaN, hence the bound, and + 0
 * turns −0 into +0. Two units a turn, as in row-arithmetic.
 */
export const relu = {
  kind: "unary",
  id: "relu",
  title: "ReLU",
  searchNames: ["rectifier", "max[0, x]"],
  group: "activations",
  stem: "h",
  value: (x) => (x <= 0 ? 0 : x),
  derivative: (x) => (x > 0 ? 1 : 0),
  forward(values, x, out, count) {
    let i = 0;
    for (; i + 1 < count; i += 2) {
      const z = values[x + i] as number;
      const next = values[x + i + 1] as number;
      values[out + i] = Number(z > 0) * Math.max(z, -Number.MAX_VALUE) + 0;
      values[out + i + 1] = Number(next > 0) * Math.max(next, -Number.MAX_VALUE) + 0;
    }
    if (i < count) {
      const z = values[x + i] as number;
      values[out + i] = Number(z > 0) * Math.max(z, -Number.MAX_VALUE) + 0;
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    let i = 0;
    for (; i + 1 < count; i += 2) {
      const z = values[x + i] as number;
      const next = values[x + i + 1] as number;
      derivatives[to + i] = Number(z > 0) * (derivatives[upstream + i] as number);
      derivatives[to + i + 1] = Number(next > 0) * (derivatives[upstream + i + 1] as number);
    }
    if (i < count) {
      const z = values[x + i] as number;
      derivatives[to + i] = Number(z > 0) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{ReLU}[${x}]`,
    derivative: (x) => `\\mathbb{1}[${x}>0]`,
  },
  pytorch: (x) => `torch.relu(${x})`,
  clips: (x) => x <= 0,
  curve: [-3, 3],
  samples: [-2.3, -0.4, 0.6, 1.7],
  kinks: [{ at: 0, derivative: 0 }],
  linearParts: { breaks: [0], slopes: [0, 1] },
} as const satisfies UnaryOp;
