import type { PresetCard } from "../preset-card";

export const shallowReluD: PresetCard = {
  slug: "shallow-relu-d",
  title: "Width: D hidden units",
  story: "D by slider, up to 1000: at most D joints, and random members look no richer.",
  load: () => import("./preset"),
};
