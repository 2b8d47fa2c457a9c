import type { PresetCard } from "../preset-card";

export const vanishingChain: PresetCard = {
  slug: "vanishing-chain",
  title: "Vanishing gradients",
  story:
    "Eight sigmoid layers, none of them saturated: the product of their factors is the reason.",
  load: () => import("./preset"),
};
