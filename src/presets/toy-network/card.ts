import type { PresetCard } from "../preset-card";
import * as preset from "./preset";

export const toyNetwork: PresetCard = {
  slug: "toy-network",
  title: "Toy network",
  story: "The lecture's composition of sin, exp and cos: forward, backward, partials.",
  load: async () => preset,
};
