import type { BackflowDocument } from "@/graph";
import { chainOf, MODERATE_LAYERS } from "../chain";
import { countText, type Sentence } from "../words";

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("numbers", "rows")
      ? "Depth, weights, xᵢ and yᵢ are those of “Vanishing gradients”; only the activation differs."
      : null,
  "Where a unit is active, ∂hₖ/∂fₖ is exactly 1, so that the weights alone are multiplied.",
  ({ isAsMade, value }) => {
    const inactive = MODERATE_LAYERS.filter((_, index) => !(value(`f${index + 1}`) > 0)).length;
    if (inactive === 1) return "Now one unit is inactive and blocks all that lies behind it.";
    if (inactive > 1) {
      return `Now ${countText(inactive)} units are inactive and block all that lies behind them.`;
    }
    return isAsMade("numbers")
      ? "The solution is partial: set xᵢ to −1, and three units are inactive and block all that lies behind them."
      : null;
  },
];

export function make(): BackflowDocument {
  return chainOf("ReLU chain", "relu", MODERATE_LAYERS, { x: 1, y: 1 });
}
