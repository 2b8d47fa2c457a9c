import type { PresetCard } from "../preset-card";

export const vectorLayer: PresetCard = {
  slug: "vector-layer",
  title: "A layer and a batch",
  story:
    "Four hidden units as one node, three samples at once: derivatives per sample, partials averaged.",
  load: () => import("./preset"),
};
