import type { PresetCard } from "../preset-card";

export const learningRate: PresetCard = {
  slug: "learning-rate",
  title: "Learning rate",
  story: "η too small, right, and too large: the same parabola, creeping, arriving and diverging.",
  pane: "training",
  load: () => import("./preset"),
};
