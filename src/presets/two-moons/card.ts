import type { PresetCard } from "../preset-card";

export const twoMoons: PresetCard = {
  slug: "two-moons",
  title: "Two moons",
  story:
    "Two classes wound about each other, two hidden layers of ReLU, Adam, validation rows beside.",
  pane: "training",
  load: () => import("./preset"),
};
