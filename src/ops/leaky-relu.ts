import type { UnaryOp } from "./types";

/** PyTorch's default. */
const SLOPE = 0.01;

/** h = x where it is positive and else 0.01 x */
export const leakyRelu = {
  kind: "unary",
  id: "leaky-relu",
  title: "Leaky ReLU",
  searchNames: ["lrelu", "rectifier"],
  group: "activations",
  stem: "h",
  value: (x) => Math.max(x, SLOPE * x),
  derivative: (x) => (x > 0 ? 1 : SLOPE),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.max(z, SLOPE * z);
    }
  },
  backward(values, x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      derivatives[to + i] = (z > 0 ? 1 : SLOPE) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\operatorname{LeakyReLU}[${x}]`,
    derivative: (x) => `\\mathbb{1}[${x}>0]+${SLOPE}\\cdot\\mathbb{1}[${x}\\le 0]`,
  },
  pytorch: (x) => `F.leaky_relu(${x}, ${SLOPE})`,
  curve: [-3, 3],
  samples: [-2.3, -0.4, 0.6, 1.7],
  kinks: [{ at: 0, derivative: 0.01 }],
  linearParts: { breaks: [0], slopes: [0.01, 1] },
} as const satisfies UnaryOp;
