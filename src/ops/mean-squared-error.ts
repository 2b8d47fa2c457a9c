import { squaresWritten, unitDifference } from "./parentheses";
import { sumOfSquares } from "./row-arithmetic";
import type { LossOp } from "./types";

/** ℓ = (1/D) Σ (f − y)²: the mean over the D units, as PyTorch's mse_loss of one sample. */
export const meanSquaredError = {
  kind: "loss",
  id: "mean-squared-error",
  since: 2,
  title: "Mean squared error",
  searchNames: ["mse", "mse_loss", "average squared error", "l2 loss"],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "difference",
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      const sum = sumOfSquares(values, f + r * width, y + r * width, width);
      values[out + r] = sum / width;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const difference = (values[f + i] as number) - (values[y + i] as number);
        const local = (2 * difference) / width;
        derivatives[toF + i] = local * u;
        derivatives[toY + i] = (0 - local) * u; // not −local, which would be −0 at f = y
      }
    }
  },
  latex: {
    value: (f, y, width) =>
      `${width === 1 ? "" : `\\frac{1}{${width}}\\sum_{d}`}(${unitDifference(f, y, width)})^{2}`,
    derivatives: [
      (f, y, width) => `${factor(width)}(${unitDifference(f, y, width)})`,
      (f, y, width) => `-${factor(width)}(${unitDifference(f, y, width)})`,
    ],
    written: (f, y) => `\\frac{1}{${f.length}}(${squaresWritten(f, y)})`,
  },
  pytorch: (f, y) => `torch.square(${f} - ${y}).mean(dim=1, keepdim=True)`,
  samples: [
    { f: [0.3], y: [-0.4] },
    { f: [-2.2], y: [0.7] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2] },
  ],
  kinks: [],
} as const satisfies LossOp;

function factor(width: number): string {
  return width === 1 ? "2" : `\\frac{2}{${width}}`;
}
