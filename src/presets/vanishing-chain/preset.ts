import type { BackflowDocument } from "@/graph";
import { chainOf, MODERATE_LAYERS } from "../chain";

export const words =
  "Every ∂hₖ/∂fₖ is below ¼, and every ωₖ is near 1. No single factor is to blame: the gradient loses about three " +
  "quarters at each layer, and 5.7·10⁻⁶ of what enters at h₈ is left at f₁. Open “ReLU chain” for the same weights " +
  "with another activation.";

export function make(): BackflowDocument {
  return chainOf("Vanishing gradients", "sigmoid", MODERATE_LAYERS, { x: 1, y: 1 });
}
