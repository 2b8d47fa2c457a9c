import { parenthesizeTerm, sumOfTerms, sumOverUnits, unitDifference } from "./parentheses";
import type { LossOp } from "./types";

/** ℓ = Σ |f − y|; both derivatives are 0 at f = y, as in PyTorch. */
export const absoluteError = {
  kind: "loss",
  id: "absolute-error",
  title: "Absolute error",
  searchNames: ["mae", "l1", "l1 loss", "mean absolute error"],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "difference",
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let i = r * width; i < (r + 1) * width; i++) {
        sum += Math.abs((values[f + i] as number) - (values[y + i] as number));
      }
      values[out + r] = sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const sign = Math.sign((values[f + i] as number) - (values[y + i] as number));
        derivatives[toF + i] = sign * u;
        derivatives[toY + i] = (0 - sign) * u; // not −sign, which would be −0 at f = y
      }
    }
  },
  latex: {
    value: (f, y, width) => `${sumOverUnits(width)}\\lvert ${unitDifference(f, y, width)}\\rvert`,
    derivatives: [
      (f, y, width) => `\\operatorname{sign}[${unitDifference(f, y, width)}]`,
      (f, y, width) => `-\\operatorname{sign}[${unitDifference(f, y, width)}]`,
    ],
    written: (f, y) =>
      sumOfTerms(f, (x, d) => `\\lvert ${x}-${parenthesizeTerm(y[d] ?? "0")}\\rvert`),
  },
  pytorch: (f, y) => `torch.abs(${f} - ${y}).sum(dim=1, keepdim=True)`,
  samples: [
    { f: [1.3], y: [-0.4] },
    { f: [-2.2], y: [0.7] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2] },
  ],
  kinks: [
    { f: [0.7], y: [0.7], derivatives: [[0], [0]] },
    {
      f: [1, 2],
      y: [1, 3],
      derivatives: [
        [0, -1],
        [0, 1],
      ],
    },
  ],
  linearParts: { breaks: [0], slopes: [-1, 1] },
} as const satisfies LossOp;
