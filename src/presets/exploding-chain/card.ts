import type { PresetCard } from "../preset-card";

export const explodingChain: PresetCard = {
  slug: "exploding-chain",
  title: "Exploding gradients",
  story: "Eight ReLU layers with weights of 3 and 4: the values stay small, the gradient does not.",
  load: () => import("./preset"),
};
