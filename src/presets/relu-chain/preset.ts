import type { BackflowDocument } from "@/graph";
import { chainOf, MODERATE_LAYERS } from "../chain";

export const words =
  "Depth, weights, xᵢ and yᵢ are those of “Vanishing gradients”; only the activation differs. Where a unit is " +
  "active, ∂hₖ/∂fₖ is exactly 1, so that the weights alone are multiplied. The solution is partial: set xᵢ to −1, " +
  "and three units are inactive and block all that lies behind them.";

export function make(): BackflowDocument {
  return chainOf("ReLU chain", "relu", MODERATE_LAYERS, { x: 1, y: 1 });
}
