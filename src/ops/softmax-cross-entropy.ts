import { indexUnit, parenthesizeFactor, parenthesizeTerm, sumOfTerms } from "./parentheses";
import type { LossOp } from "./types";

/** Which of these numbers is the largest; of several, the first. */
function largestAt(values: Float64Array, start: number, width: number): number {
  let largest = 0;
  for (let unit = 1; unit < width; unit++) {
    if ((values[start + unit] as number) > (values[start + largest] as number)) largest = unit;
  }
  return largest;
}

/**
 * ℓ = −Σ p_d log softmax_d[f]; y holds the probabilities p, which need not sum to one.
 *
 * With m the largest f and s the sum of exp[f_d − m] over all *other* units, log softmax_d = f_d − m − log[1 + s]:
 * nothing overflows, and a confident and right prediction keeps its tiny loss and derivative.
 */
export const softmaxCrossEntropy = {
  kind: "loss",
  id: "softmax-cross-entropy",
  title: "Softmax cross-entropy",
  searchNames: [
    "ce",
    "nll",
    "log-softmax",
    "multiclass",
    "classification",
    "cross entropy loss",
    "log loss",
    "log-likelihood",
    "softmax loss",
  ],
  ofSeveral: true,
  group: "losses",
  stem: "\\ell",
  ports: ["f", "y"],
  convexity: "prediction-of-probabilities",
  agrees: (values, f, y, width) => largestAt(values, f, width) === largestAt(values, y, width),
  forward(values, f, y, out, rows, width) {
    for (let r = 0; r < rows; r++) {
      const row = f + r * width;
      let top = 0;
      for (let d = 1; d < width; d++) {
        if ((values[row + d] as number) > (values[row + top] as number)) top = d;
      }
      const largest = values[row + top] as number;
      let others = 0;
      for (let d = 0; d < width; d++) {
        if (d !== top) others += Math.exp((values[row + d] as number) - largest);
      }
      const logSum = Math.log1p(others);
      let sum = 0;
      for (let d = 0; d < width; d++) {
        const minusLog = logSum - ((values[row + d] as number) - largest);
        sum += (values[y + r * width + d] as number) * minusLog;
      }
      values[out + r] = sum;
    }
  },
  backward(values, f, y, derivatives, upstream, toF, toY, rows, width) {
    for (let r = 0; r < rows; r++) {
      const u = derivatives[upstream + r] as number;
      const row = f + r * width;
      const targets = y + r * width;
      let top = 0;
      for (let d = 1; d < width; d++) {
        if ((values[row + d] as number) > (values[row + top] as number)) top = d;
      }
      const largest = values[row + top] as number;
      // 0; not a number where the largest is not finite, as ℓ is.
      let others = largest - largest;
      let otherTargets = 0;
      for (let d = 0; d < width; d++) {
        if (d === top) continue;
        others += Math.exp((values[row + d] as number) - largest);
        otherTargets += values[targets + d] as number;
      }
      const logSum = Math.log1p(others);
      const topTarget = values[targets + top] as number;
      const total = otherTargets + topTarget;
      for (let d = 0; d < width; d++) {
        const i = r * width + d;
        const shifted = (values[row + d] as number) - largest;
        // At the top unit softmax · Σp − p with 1 / (1 + s) put in, so that Σp and p cancel exactly.
        const local =
          d === top
            ? (otherTargets - topTarget * others) / (1 + others)
            : (Math.exp(shifted) / (1 + others)) * total - (values[targets + d] as number);
        derivatives[toF + i] = local * u;
        derivatives[toY + i] = (logSum - shifted) * u;
      }
    }
  },
  latex: {
    value: (f, y, width) =>
      width === 1
        ? `-${indexUnit(`(${y})`, width)}\\cdot\\log[\\operatorname{softmax}[${f}]]`
        : `-\\sum_{d}${indexUnit(y, width)}\\log[\\operatorname{softmax}_{d}[${f}]]`,
    derivatives: [
      (f, y, width) =>
        width === 1
          ? `\\operatorname{softmax}[${f}]\\cdot(${y})-(${y})`
          : `\\operatorname{softmax}_{d}[${f}]\\sum_{k}${indexUnit(y, width, "k")}-${indexUnit(y, width)}`,
      (f, _y, width) => `-\\log[\\operatorname{softmax}${width === 1 ? "" : "_{d}"}[${f}]]`,
    ],
    written: (_f, y, p) =>
      `-(${sumOfTerms(p, (x, d) => `${parenthesizeFactor(y[d] ?? "0")}\\cdot\\log[${x}]`)})`,
  },
  probabilities: {
    of(f) {
      const largest = Math.max(...f);
      const parts = f.map((x) => Math.exp(x - largest));
      const sum = parts.reduce((all, part) => all + part, 0);
      return parts.map((part) => part / sum);
    },
    latex: (f) => `\\operatorname{softmax}[${f}]`,
    sumsTargets: true,
    derivative: (p, y, sum) =>
      `${sum === null ? p : `${p}\\cdot ${parenthesizeFactor(sum)}`}-${parenthesizeTerm(y)}`,
    derivativeByTarget: (p) => `-\\log[${p}]`,
  },
  pytorch: (f, y) => `F.cross_entropy(${f}, ${y}, reduction="none").unsqueeze(1)`,
  samples: [
    { f: [0.4], y: [1] },
    { f: [0.3, -1.1, 2.4], y: [0.2, 0.5, 0.3] },
    { f: [0.3, -1.1, 2.4], y: [0, 1, 0] },
    { f: [1.2, 0.1, -0.7, 0.5], y: [0.9, 0.4, -0.2, 0] },
  ],
  kinks: [],
} as const satisfies LossOp;
