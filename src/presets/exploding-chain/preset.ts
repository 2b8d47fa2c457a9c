import type { BackflowDocument } from "@/graph";
import { chainOf, type Layer } from "../chain";

/** β takes back what ω adds: the values stay near 1 while small changes of them are tripled or quadrupled. */
const LAYERS: readonly Layer[] = [
  [-1.5, 3],
  [-3.5, 3],
  [-2, 4],
  [-5, 3],
  [-2.5, 4],
  [-2.5, 3],
  [-7, 4],
  [-1.5, 3],
];

export const words =
  "Every value lies between 1 and 2, and yet ∂ℓᵢ/∂f₁ is more than 5,000 times ∂ℓᵢ/∂h₈: each wire into a linear " +
  "node multiplies by 3 or 4. Set xᵢ to 1.01 and look at ℓᵢ: a change of one hundredth in xᵢ changes h₈ by more " +
  "than 150.";

export function make(): BackflowDocument {
  return chainOf("Exploding gradients", "relu", LAYERS, { x: 1, y: 1 });
}
