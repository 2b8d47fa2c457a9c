import type { PresetCard } from "../preset-card";

export const functionFamily: PresetCard = {
  slug: "function-family",
  title: "A family of functions",
  story:
    "Ten parameters choose one function of a family: three joints, at most four linear regions.",
  load: () => import("./preset"),
};
