import type { PresetCard } from "../preset-card";

export const sigmoidVersusRelu: PresetCard = {
  slug: "sigmoid-versus-relu",
  title: "Sigmoid versus ReLU",
  story:
    "The same deep network twice, from the same weights: one learns, one hardly hears the loss.",
  pane: "training",
  load: () => import("./preset"),
};
