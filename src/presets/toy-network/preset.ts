import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  "The forward pass goes from xᵢ to ℓᵢ; the backward pass returns along the same wires and multiplies one local derivative " +
    "at a time.",
  "Look at ∂ℓᵢ/∂h₃: the second backward step takes ∂ℓᵢ/∂f₃ as one stored number and multiplies it by ω₃.",
  "The last part turns each ∂ℓᵢ/∂fₖ into two partials, for βₖ and for ωₖ.",
  ({ omega }) =>
    omega("f3") === 0
      ? "Now ω₃ = 0: the gradient comes to f₃ and no further."
      : "Then set ω₃ to 0, and see how far the gradient still comes.",
];

/** The numbers are those of Prince, Understanding Deep Learning, notebook 7.1. */
export function make(): BackflowDocument {
  return documentOf("Toy network", [
    leaf("input", "x", 2.3, [0, 0], "x_i"),
    linear("f0", 1, { x: 0.1 }, [1, 0]),
    operation("sin", "h1", ["f0"], [2, 0]),
    linear("f1", 2, { h1: -0.4 }, [3, 0]),
    operation("exp", "h2", ["f1"], [4, 0]),
    linear("f2", -3, { h2: 2 }, [5, 0]),
    operation("cos", "h3", ["f2"], [6, 0]),
    linear("f3", 0.4, { h3: 3 }, [7, 0]),
    leaf("target", "y", 2, [7, 0.85], "y_i"),
    operation("squared-error", "loss", ["f3", "y"], [8, 0], "\\ell_i"),
  ]);
}
