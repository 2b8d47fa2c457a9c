import type { PresetCard } from "../preset-card";

export const sgdByHand: PresetCard = {
  slug: "sgd-by-hand",
  title: "Two updates by hand",
  story:
    "N = 7, B = 3: compute two updates of β and ω with a pencil, then let the page check them.",
  pane: "training",
  load: () => import("./preset"),
};
