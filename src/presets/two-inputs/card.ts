import type { PresetCard } from "../preset-card";

export const twoInputs: PresetCard = {
  slug: "two-inputs",
  title: "Two inputs, two moons",
  story:
    "A 2-3-1 network over both of its inputs: three lines at which units switch, planes between.",
  load: () => import("./preset"),
};
