import type { PresetCard } from "../preset-card";

export const depth: PresetCard = {
  slug: "depth",
  title: "A long chain of factors",
  story: "Depth, activation and weight scale by slider: bars show what is left of the gradient.",
  load: () => import("./preset"),
};
