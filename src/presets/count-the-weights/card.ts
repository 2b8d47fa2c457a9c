import type { PresetCard } from "../preset-card";

export const countTheWeights: PresetCard = {
  slug: "count-the-weights",
  title: "Count the weights",
  story: "A multilayer perceptron as circles and arrows: how many weights, how many biases?",
  pane: "network",
  load: () => import("./preset"),
};
