import type { PresetCard } from "../preset-card";

export const deadRelu: PresetCard = {
  slug: "dead-relu",
  title: "Dead ReLU",
  story: "A ReLU that is clipped on every row of a table never learns again; its bias revives it.",
  pane: "data",
  load: () => import("./preset"),
};
