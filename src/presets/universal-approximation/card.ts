import type { PresetCard } from "../preset-card";

export const universalApproximation: PresetCard = {
  slug: "universal-approximation",
  title: "Any curve, with enough units",
  story: "Draw a curve: D joints are placed on it, and the error falls as the bound says.",
  load: () => import("./preset"),
};
