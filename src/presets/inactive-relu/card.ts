import type { PresetCard } from "../preset-card";

export const inactiveRelu: PresetCard = {
  slug: "inactive-relu",
  title: "Inactive ReLU",
  story: "A clipped ReLU passes exactly nothing back, while the branch beside it learns.",
  load: () => import("./preset"),
};
