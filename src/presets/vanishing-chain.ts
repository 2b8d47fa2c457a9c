import { chainOf, MODERATE_LAYERS } from "./chain";
import type { Preset } from "./preset";

export const vanishingChain: Preset = {
  slug: "vanishing-chain",
  title: "Vanishing gradients",
  story:
    "Eight sigmoid layers, none of them saturated: the product of their factors is the reason.",
  words:
    "Every ∂hₖ/∂fₖ is below ¼, and every ωₖ is near 1. No single factor is to blame: the gradient loses about three " +
    "quarters at each layer, and 5.7·10⁻⁶ of what enters at h₈ is left at f₁. Open “ReLU chain” for the same weights " +
    "with another activation.",
  document: chainOf("Vanishing gradients", "sigmoid", MODERATE_LAYERS, { x: 1, y: 1 }),
};
