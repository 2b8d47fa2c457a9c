import type { PresetCard } from "../preset-card";

export const fanOut: PresetCard = {
  slug: "fan-out",
  title: "Fan-out",
  story:
    "f · sin[f]: a quantity that is used twice gets two contributions, and its derivative is their sum.",
  load: () => import("./preset"),
};
