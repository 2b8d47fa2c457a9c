import { parenthesizePython, parenthesizeTerm } from "./parentheses";
import type { UnaryOp } from "./types";

/** h = −x */
export const negate = {
  kind: "unary",
  id: "negate",
  title: "Negate",
  searchNames: ["-", "−", "minus", "negative"],
  group: "functions",
  stem: "h",
  value: (x) => -x,
  derivative: () => -1,
  forward(values, x, out, count) {
    for (let i = 0; i < count; i++) {
      const z = values[x + i] as number;
      values[out + i] = -z;
    }
  },
  backward(_values, _x, _out, derivatives, upstream, to, count) {
    for (let i = 0; i < count; i++) {
      derivatives[to + i] = -1 * (derivatives[upstream + i] as number);
    }
  },
  latex: {
    value: (x) => `-${parenthesizeTerm(x)}`,
    derivative: () => "-1",
  },
  pytorch: (x) => `-${parenthesizePython(x)}`,
  curve: [-2, 2],
  samples: [-2.3, -0.4, 0, 1.7],
  kinks: [],
  linearParts: { breaks: [], slopes: [-1] },
} as const satisfies UnaryOp;
