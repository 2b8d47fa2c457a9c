import { parenthesizeTerm, sumOfTerms, sumOverUnits, unitDifference } from "./parentheses";
import type { LossOp } from "./types";

/**
 * ℓ = Σ ½ d² where |d| ≤ δ and δ (|d| − ½ δ) beyond, with d = f − y: PyTorch's huber_loss. Value and derivative are
 * continuous at |d| = δ.
 */
export const huber = {
  kind: "loss",
  id: "huber",
  title: "Huber",
  searchNames: ["smooth l1", "robust", "huber loss"],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "difference",
  setting: { name: "delta", latex: "\\delta", initial: 1, above: 0 },
  forward(values, f, y, out, rows, width, delta) {
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const distance = Math.abs((values[f + i] as number) - (values[y + i] as number));
        sum += distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
      }
      values[out + r] = sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width, delta) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const difference = (values[f + i] as number) - (values[y + i] as number);
        const clipped = Math.max(-delta, Math.min(delta, difference));
        derivatives[toF + i] = clipped * u;
        derivatives[toY + i] = (0 - clipped) * u; // not −clipped, which would be −0 at f = y
      }
    }
  },
  latex: {
    value: (f, y, width) =>
      `${sumOverUnits(width)}\\operatorname{Huber}_{\\delta}[${unitDifference(f, y, width)}]`,
    derivatives: [
      (f, y, width) => `\\max[-\\delta,\\min[\\delta,${unitDifference(f, y, width)}]]`,
      (f, y, width) => `-\\max[-\\delta,\\min[\\delta,${unitDifference(f, y, width)}]]`,
    ],
    written: (f, y) =>
      sumOfTerms(
        f,
        (x, d) => `\\operatorname{Huber}_{\\delta}[${x}-${parenthesizeTerm(y[d] ?? "0")}]`,
      ),
  },
  pytorch: (f, y, delta) =>
    `F.huber_loss(${f}, ${y}, reduction="none", delta=${delta}).sum(dim=1, keepdim=True)`,
  samples: [
    { f: [0.3], y: [-0.4] },
    { f: [-2.2], y: [0.7] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2] },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2], setting: 0.55 },
    { f: [0.3, -1.1, 2.4], y: [0.9, -1.6, -0.2], setting: 10 },
  ],
  kinks: [],
} as const satisfies LossOp;
