import type { PresetCard } from "../preset-card";

export const shallowRelu3: PresetCard = {
  slug: "shallow-relu-3",
  title: "Shallow network, three hidden units",
  story:
    "Three ReLU units, three joints, four linear regions: which units are active decides the slope.",
  load: () => import("./preset"),
};
