import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  ({ value, equalTo }) => {
    const f = value("f1");
    if (f < 0) {
      return (
        `f₁ ${equalTo(f)} is negative, so ReLU clips it and ∂h₁/∂f₁ = 0: what arrives at h₁ is blocked there, and the ` +
        "partials of β₁ and ω₁ are zero."
      );
    }
    return f === 0
      ? "f₁ = 0 is the kink of ReLU, where ∂h₁/∂f₁ is taken to be 0."
      : `f₁ ${equalTo(f)} is positive, so that ∂h₁/∂f₁ = 1: h₁ passes on all that arrives.`;
  },
  ({ value, derivative }) => {
    const learns = value("f2") > 0 && derivative("f2") !== 0;
    if (!learns || value("f1") > 0) return null;
    return "A gradient step would leave these two as they are, but not β₂ and ω₂.";
  },
  ({ value, beta, omega }) => {
    const areActive = ["f1", "f2"].every((node) => beta(node) + omega(node) * ACTIVE_AT > 0);
    return value("f1") <= 0 && areActive
      ? `Set xᵢ to ${ACTIVE_AT}, and both units are active.`
      : null;
  },
];

/** An x at which both units are active. */
const ACTIVE_AT = 0.2;

export function make(): BackflowDocument {
  return documentOf(
    "Inactive ReLU",
    [
      leaf("input", "x", 0.8, [0, 0.55], "x_i"),
      linear("f1", 0.4, { x: -1.5 }, [1, 0]),
      linear("f2", 0.2, { x: 0.9 }, [1, 1.1]),
      operation("relu", "h1", ["f1"], [2, 0]),
      operation("relu", "h2", ["f2"], [2, 1.1]),
      linear("f3", 0.1, { h1: 2, h2: 1.5 }, [3, 0.55], { omega: ["\\omega_{31}", "\\omega_{32}"] }),
      leaf("target", "y", 1, [3, 1.5], "y_i"),
      operation("squared-error", "loss", ["f3", "y"], [4, 0.55], "\\ell_i"),
    ],
    { pitch: [260, 236] },
  );
}
