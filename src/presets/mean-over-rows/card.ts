import type { PresetCard } from "../preset-card";

export const meanOverRows: PresetCard = {
  slug: "mean-over-rows",
  title: "The mean over rows",
  story: "The toy network over 25 rows: one sample on the canvas, the mean at the parameters.",
  pane: "data",
  load: () => import("./preset"),
};
