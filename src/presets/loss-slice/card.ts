import type { PresetCard } from "../preset-card";

export const lossSlice: PresetCard = {
  slug: "loss-slice",
  title: "The loss against a weight",
  story: "L of the toy network as a function of one ω: its slope is the partial derivative.",
  load: () => import("./preset"),
};
