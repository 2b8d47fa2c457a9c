import { multiplyByTwo } from "./parentheses";
import type { UnaryOp } from "./types";

/** h = √x */
export const sqrt = {
  kind: "unary",
  id: "sqrt",
  title: "Square root",
  searchNames: ["root", "√"],
  group: "functions",
  stem: "h",
  value: (x) => Math.sqrt(x),
  derivative: (_x, h) => 0.5 / Math.abs(h),
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = Math.sqrt(z);
    }
  },
  backward(values, _x, out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      const h = values[out + i] as number;
      derivatives[to + i] = (0.5 / Math.abs(h)) * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `\\sqrt{${x}}`,
    derivative: (_x, h) => `\\frac{1}{${multiplyByTwo(h)}}`,
  },
  pytorch: (x) => `torch.sqrt(${x})`,
  domain: { contains: (x) => x >= 0, latex: (x) => `${x}\\ge 0` },
  curve: [0, 5],
  samples: [0.02, 0.5, 1, 3.7, 40],
  kinks: [{ at: 0, derivative: Number.POSITIVE_INFINITY }],
} as const satisfies UnaryOp;
