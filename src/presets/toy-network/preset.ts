import type { BackflowDocument } from "@/graph";
import { ONE_ROW } from "../composition-places";
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
export function make(places = ONE_ROW): BackflowDocument {
  return documentOf("Toy network", [
    leaf("input", "x", 2.3, places.x, "x_i"),
    linear("f0", 1, { x: 0.1 }, places.f0),
    operation("sin", "h1", ["f0"], places.h1),
    linear("f1", 2, { h1: -0.4 }, places.f1),
    operation("exp", "h2", ["f1"], places.h2),
    linear("f2", -3, { h2: 2 }, places.f2),
    operation("cos", "h3", ["f2"], places.h3),
    linear("f3", 0.4, { h3: 3 }, places.f3),
    leaf("target", "y", 2, places.y, "y_i"),
    operation("squared-error", "loss", ["f3", "y"], places.loss, "\\ell_i"),
  ]);
}
