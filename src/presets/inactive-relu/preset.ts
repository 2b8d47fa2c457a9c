import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

export const words =
  "f₁ is negative, so ReLU clips it and ∂h₁/∂f₁ = 0: the gradient arrives at h₁ and is blocked there. The partials " +
  "of β₁ and ω₁ are zero, and a training step would leave them as they are; those of β₂ and ω₂ are not. Set xᵢ to " +
  "0.2, and both units are active.";

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
