import { squaresWritten, sumOverUnits, unitDifference } from "./parentheses";
import { sumOfSquares } from "./row-arithmetic";
import type { LossOp } from "./types";

/** ℓ = Σ (f − y)², the lecture's: no ½, no mean over units. */
export const squaredError = {
  kind: "loss",
  id: "squared-error",
  title: "Squared error",
  searchNames: ["mse", "l2", "least squares", "loss", "sum of squared errors", "sse", "regression"],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "difference",
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      const sum = sumOfSquares(values, f + r * width, y + r * width, width);
      values[out + r] = sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const prediction = values[f + i] as number;
        const target = values[y + i] as number;
        derivatives[toF + i] = 2 * (prediction - target) * u;
        // Not −2(f − y): at f = y that would be −0.
        derivatives[toY + i] = 2 * (target - prediction) * u;
      }
    }
  },
  latex: {
    value: (f, y, width) => `${sumOverUnits(width)}(${unitDifference(f, y, width)})^{2}`,
    derivatives: [
      (f, y, width) => `2(${unitDifference(f, y, width)})`,
      (f, y, width) => `-2(${unitDifference(f, y, width)})`,
    ],
    written: squaresWritten,
  },
  pytorch: (f, y) => `torch.square(${f} - ${y}).sum(dim=1, keepdim=True)`,
  samples: [
    { f: [1.3], y: [-0.4] },
    { f: [-2.2], y: [0.7] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2] },
  ],
  kinks: [],
} as const satisfies LossOp;
