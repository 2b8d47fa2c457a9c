import { type BackflowDocument, startMade } from "@/graph";

export const words =
  "Each bar hangs from 1, the gradient that enters at the prediction; below it stands the factor that it lost or won. A " +
  "sigmoid passes a quarter at most, so that eight of them starve the first layer. Move the sliders: more depth, another " +
  "activation, larger weights. Is there a weight scale at which nothing vanishes and nothing explodes?";

export function make(): BackflowDocument {
  return {
    ...startMade({ family: "chain", settings: [8, "sigmoid", 1, 1] }),
    title: "A long chain of factors",
    figures: [{ kind: "layers", id: "bars", quantity: "gradient" }],
  };
}
