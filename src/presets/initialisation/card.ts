import type { PresetCard } from "../preset-card";

export const initialisation: PresetCard = {
  slug: "initialisation",
  title: "Initialisation",
  story:
    "Zeros, too small, Xavier, Kaiming: one network from four starts, and what is left of x in h₃.",
  pane: "training",
  load: () => import("./preset"),
};
