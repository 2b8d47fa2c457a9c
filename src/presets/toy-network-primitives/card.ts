import type { PresetCard } from "../preset-card";

export const toyNetworkPrimitives: PresetCard = {
  slug: "toy-network-primitives",
  title: "Toy network in primitives",
  story:
    "The same network with every β and ω a node of its own: the same partials, by the chain rule alone.",
  load: () => import("./preset"),
};
