import type { PresetCard } from "../preset-card";

export const overfitting: PresetCard = {
  slug: "overfitting-and-regularisation",
  title: "Overfitting and regularisation",
  story: "481 parameters, 12 rows: the training loss falls on while the validation loss turns up.",
  pane: "training",
  load: () => import("./preset"),
};
