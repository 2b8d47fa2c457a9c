import { chainOf, MODERATE_LAYERS } from "./chain";
import type { Preset } from "./preset";

export const reluChain: Preset = {
  slug: "relu-chain",
  title: "ReLU chain",
  story:
    "The lecture's partial solution: the same depth and weights with ReLU, and the gradient flows.",
  words:
    "Depth, weights, xᵢ and yᵢ are those of “Vanishing gradients”; only the activation differs. Where a unit is " +
    "active, ∂hₖ/∂fₖ is exactly 1, so that the weights alone are multiplied. The solution is partial: set xᵢ to −1, " +
    "and three units are inactive and block all that lies behind them.",
  document: chainOf("ReLU chain", "relu", MODERATE_LAYERS, { x: 1, y: 1 }),
};
