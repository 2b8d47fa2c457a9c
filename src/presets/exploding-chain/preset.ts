import type { BackflowDocument } from "@/graph";
import { chainOf, type Layer } from "../chain";
import type { Sentence } from "../words";

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

export const words: readonly Sentence[] = [
  (facts) => {
    const { derivative, omega, text } = facts;
    const values = NODES.map((node) => facts.value(node));
    const weights = WEIGHTED.map((node) => omega(node));
    const times = derivative("f1") / derivative("h8");
    const range =
      `Every value from f₁ to h₈ lies between ${text(Math.min(...values))} and ${text(Math.max(...values))}` +
      `${Math.abs(times) >= 1000 ? ", and yet" : ";"}`;
    if (times === 0)
      return `${range} nothing of ∂ℓᵢ/∂h₈ arrives at f₁, for a unit on the way is inactive.`;
    return (
      `${range} ∂ℓᵢ/∂f₁ is ${text(times)} times ∂ℓᵢ/∂h₈: ω₂ to ω₈, which lie between ` +
      `${text(Math.min(...weights))} and ${text(Math.max(...weights))}, are multiplied on the way.`
    );
  },
  ({ isAsMade, value, text, equalTo }) => {
    if (!isAsMade("numbers")) return null;
    const x = value("x");
    return x === 1
      ? "Set xᵢ to 1.01 and look at ℓᵢ: a change of one hundredth in xᵢ changes h₈ by more than 150."
      : `Where xᵢ is 1, h₈ is ${text(H8_AT_ONE)}; now xᵢ ${equalTo(x)} and h₈ ${equalTo(value("h8"))}.`;
  },
];

const LAYER_NUMBERS = LAYERS.map((_, index) => index + 1);
const NODES = LAYER_NUMBERS.flatMap((layer) => [`f${layer}`, `h${layer}`]);
/** Linear nodes whose weight lies between f₁ and h₈. */
const WEIGHTED = LAYER_NUMBERS.slice(1).map((layer) => `f${layer}`);
/** h₈ where xᵢ is 1: ReLU passes all that is above zero, and everything is. */
const H8_AT_ONE = LAYERS.reduce((h, [beta, omega]) => beta + omega * h, 1);

export function make(): BackflowDocument {
  return chainOf("Exploding gradients", "relu", LAYERS, { x: 1, y: 1 });
}
