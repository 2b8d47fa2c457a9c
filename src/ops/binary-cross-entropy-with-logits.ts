import { indexUnit, parenthesizeFactor, parenthesizeTerm, sumOfTerms } from "./parentheses";
import type { LossOp } from "./types";

/**
 * ℓ = Σ softplus[f] − y f, the negative log-likelihood of y under the probability sig[f]. The target is meant to lie in
 * [0, 1], but that is not enforced. Written around e = exp[−|f|] so that nothing overflows, and split by the sign of f
 * so that a confident and right prediction keeps its tiny loss and derivative instead of losing them in 1 − 1.
 */
export const binaryCrossEntropyWithLogits = {
  kind: "loss",
  id: "binary-cross-entropy-with-logits",
  title: "Binary cross-entropy with logits",
  searchNames: [
    "bce",
    "logistic loss",
    "classification",
    "log loss",
    "sigmoid cross entropy",
    "logistic regression",
  ],
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "prediction",
  agrees(values, f, y, width) {
    for (let unit = 0; unit < width; unit++) {
      const isNamed = (values[y + unit] as number) > 0.5;
      if ((values[f + unit] as number) > 0 !== isNamed) return false;
    }
    return true;
  },
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const logit = values[f + i] as number;
        const target = values[y + i] as number;
        const line = logit > 0 ? (1 - target) * logit : -target * logit;
        sum += line + Math.log1p(Math.exp(-Math.abs(logit)));
      }
      values[out + r] = sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      for (let i = r * width; i < (r + 1) * width; i++) {
        const logit = values[f + i] as number;
        const target = values[y + i] as number;
        const e = Math.exp(-Math.abs(logit));
        const tail = e / (1 + e);
        derivatives[toF + i] = (logit > 0 ? 1 - target - tail : tail - target) * u;
        derivatives[toY + i] = -logit * u;
      }
    }
  },
  latex: {
    value: (f, y, width) => {
      const fd = indexUnit(f, width);
      const yd = indexUnit(y, width);
      const term = `\\operatorname{softplus}[${fd}]-${parenthesizeFactor(yd)}\\cdot ${parenthesizeFactor(fd)}`;
      return width === 1 ? term : `\\sum_{d}(${term})`;
    },
    derivatives: [
      (f, y, width) =>
        `\\operatorname{sig}[${indexUnit(f, width)}]-${indexUnit(parenthesizeTerm(y), width)}`,
      (f, _y, width) => `-${indexUnit(parenthesizeTerm(f), width)}`,
    ],
    written: (f, y) =>
      sumOfTerms(f, (x, d) => {
        const term = `\\operatorname{softplus}[${x}]-${parenthesizeFactor(y[d] ?? "0")}\\cdot ${parenthesizeFactor(x)}`;
        return f.length === 1 ? term : `(${term})`;
      }),
  },
  probabilities: {
    of: (f) => f.map((x) => 1 / (1 + Math.exp(-x))),
    latex: (f) => `\\operatorname{sig}[${f}]`,
    sumsTargets: false,
    derivative: (p, y) => `${p}-${parenthesizeTerm(y)}`,
    derivativeByTarget: (_p, f) => `-${parenthesizeTerm(f)}`,
  },
  pytorch: (f, y) =>
    `F.binary_cross_entropy_with_logits(${f}, ${y}, reduction="none").sum(dim=1, keepdim=True)`,
  samples: [
    { f: [1.3], y: [0] },
    { f: [-2.2], y: [1] },
    { f: [0], y: [0.3] },
    { f: [0.3, -1.1, 2.4], y: [0.9, 0, 1] },
  ],
  kinks: [],
} as const satisfies LossOp;
