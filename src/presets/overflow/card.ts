import type { PresetCard } from "../preset-card";

export const overflow: PresetCard = {
  slug: "overflow",
  title: "Overflow",
  story: "exp of exp leaves the range of float64: the first step that is not finite is named.",
  load: () => import("./preset"),
};
