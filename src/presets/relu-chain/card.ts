import type { PresetCard } from "../preset-card";

export const reluChain: PresetCard = {
  slug: "relu-chain",
  title: "ReLU chain",
  story:
    "The lecture's partial solution: the same depth and weights with ReLU, and the gradient flows.",
  load: () => import("./preset"),
};
