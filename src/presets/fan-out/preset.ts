import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

export const words =
  "Two wires leave f₀ and two leave h₂; each carries its own contribution, and Σ at the node adds them. At h₂ both " +
  "have the same sign. At f₀ they are sin[f₀] and f₀ · cos[f₀], each times ∂ℓᵢ/∂h₂, and near f₀ = 2.03 they nearly " +
  "cancel, because f · sin[f] has a crest there. Set xᵢ to 1, and they too have the same sign.";

export function make(): BackflowDocument {
  return documentOf(
    "Fan-out",
    [
      leaf("input", "x", 2.9, [0, 0], "x_i"),
      linear("f0", 0, { x: 0.7 }, [1, 0]),
      operation("sin", "h1", ["f0"], [2, 1]),
      operation("multiply", "h2", ["f0", "h1"], [3, 0]),
      operation("square", "h3", ["h2"], [4, 1]),
      operation("add", "f1", ["h2", "h3"], [5, 0]),
      leaf("target", "y", 4, [5, 1.05], "y_i"),
      operation("squared-error", "loss", ["f1", "y"], [6, 0], "\\ell_i"),
    ],
    { pitch: [215, 230] },
  );
}
