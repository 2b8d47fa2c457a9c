import { squaresWritten, sumOverUnits, unitDifference } from "./parentheses";
import { sumOfSquares } from "./row-arithmetic";
import type { LossOp } from "./types";

/** ℓ = ½ Σ (f − y)², whose derivative is the error itself. */
export const halfSquaredError = {
  kind: "loss",
  id: "half-squared-error",
  since: 2,
  title: "Half squared error",
  searchNames: ["1/2 (f-y)^2", "half sse", "quadratic", "ordinary least squares"],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "difference",
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      const sum = sumOfSquares(values, f + r * width, y + r * width, width);
      values[out + r] = 0.5 * sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const difference = (values[f + i] as number) - (values[y + i] as number);
        derivatives[toF + i] = difference * u;
        derivatives[toY + i] = (0 - difference) * u; // not −difference, which would be −0 at f = y
      }
    }
  },
  latex: {
    value: (f, y, width) =>
      `\\frac{1}{2}${sumOverUnits(width)}(${unitDifference(f, y, width)})^{2}`,
    derivatives: [
      (f, y, width) => unitDifference(f, y, width),
      (f, y, width) => `-(${unitDifference(f, y, width)})`,
    ],
    written: (f, y) => `\\frac{1}{2}(${squaresWritten(f, y)})`,
  },
  pytorch: (f, y) => `0.5 * torch.square(${f} - ${y}).sum(dim=1, keepdim=True)`,
  samples: [
    { f: [0.3], y: [-0.4] },
    { f: [-2.2], y: [0.7] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2] },
  ],
  kinks: [],
} as const satisfies LossOp;
