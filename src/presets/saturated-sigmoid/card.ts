import type { PresetCard } from "../preset-card";

export const saturatedSigmoid: PresetCard = {
  slug: "saturated-sigmoid",
  title: "Saturated sigmoid",
  story:
    "One unit lies on its flat tail and starves what is behind it; a large weight revives some of it.",
  load: () => import("./preset"),
};
