import type { PresetCard } from "../preset-card";

export const fitALine: PresetCard = {
  slug: "fit-a-line",
  title: "Fit a line",
  story: "Two parameters, 24 rows, mini-batches of 6: gradient descent in its smallest form.",
  pane: "training",
  load: () => import("./preset"),
};
