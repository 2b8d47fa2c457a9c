import type { BackflowDocument } from "@/graph";
import { chainOf, MODERATE_LAYERS } from "../chain";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  ({ omega, text }) => {
    const weights = LAYER_NUMBERS.map((layer) => omega(`f${layer}`));
    return (
      "Every ∂hₖ/∂fₖ is ¼ at most, and every ωₖ lies between " +
      `${text(Math.min(...weights))} and ${text(Math.max(...weights))}.`
    );
  },
  ({ derivative, local, omega, text }) => {
    const factors = LAYER_NUMBERS.map((layer) =>
      Math.abs(omega(`f${layer}`) * local(`f${layer}`, `h${layer}`)),
    );
    const areAlike = factors.every((factor) => factor > 0.1 && factor < 0.4);
    const left = text(derivative("f1") / derivative("h8"), 2);
    return areAlike
      ? "No single factor is to blame: the gradient loses about three quarters at each layer, and " +
          `${left} of what enters at h₈ is left at f₁.`
      : `Of what enters at h₈, ${left} is left at f₁.`;
  },
  ({ isAsMade }) =>
    isAsMade("numbers", "rows")
      ? "Open “ReLU chain” for the same weights with another activation."
      : null,
];

const LAYER_NUMBERS = MODERATE_LAYERS.map((_, index) => index + 1);

export function make(): BackflowDocument {
  return chainOf("Vanishing gradients", "sigmoid", MODERATE_LAYERS, { x: 1, y: 1 });
}
