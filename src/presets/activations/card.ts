import type { PresetCard } from "../preset-card";

export const activations: PresetCard = {
  slug: "activations",
  title: "Activations and their derivatives",
  story: "Eight activations against one x, each with its local derivative on the same axes.",
  load: () => import("./preset"),
};
