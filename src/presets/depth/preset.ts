import { type BackflowDocument, startMade } from "@/graph";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  {
    anyWiring: ({ isAsMade }) =>
      isAsMade("figures")
        ? "Each bar hangs from 1, the gradient that enters at the prediction; below it stands the factor that it lost or won."
        : null,
  },
  {
    anyWiring:
      "The derivative of a sigmoid is a quarter at most, so that eight of them alone leave at most 1.53·10⁻⁵ of the gradient.",
  },
  {
    anyWiring: ({ document }) =>
      document.made === null
        ? null
        : "Move the sliders: more depth, another activation, larger weights. Is there a weight scale at which nothing " +
          "vanishes and nothing explodes?",
  },
];

export function make(): BackflowDocument {
  return {
    ...startMade({ family: "chain", settings: [8, "sigmoid", 1, 1] }),
    title: "A long chain of factors",
    figures: [{ kind: "layers", id: "bars", quantity: "gradient" }],
  };
}
