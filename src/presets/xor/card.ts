import type { PresetCard } from "../preset-card";

export const xor: PresetCard = {
  slug: "xor",
  title: "XOR",
  story:
    "No line separates these classes; four hidden units do, once gradient descent has turned them.",
  pane: "training",
  load: () => import("./preset"),
};
