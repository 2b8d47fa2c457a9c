import { type BackflowDocument, startMade } from "@/graph";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  {
    anyWiring: ({ isAsMade }) =>
      `D hidden ReLU units make at most D joints and D + 1 linear regions${isAsMade("figures") ? "; the figure counts those in view" : ""}.`,
  },
  {
    anyWiring: ({ document }) =>
      document.made === null
        ? null
        : "Move D, or take another seed: all parameters are drawn from the normal distribution.",
  },
  {
    anyWiring:
      "Members with very many units do not look richer, for most changes of slope cancel. What width buys is shown by “Any " +
      "curve, with enough units”.",
  },
];

export function make(): BackflowDocument {
  return {
    ...startMade({ family: "shallow", settings: [24, "relu", 3] }),
    title: "Width: D hidden units",
    figures: [
      {
        kind: "curve",
        id: "member",
        axis: { kind: "value", node: "x", unit: 0 },
        panels: [[{ kind: "value", node: "f", unit: 0 }]],
        columns: 1,
        range: [-2, 2],
        valueRange: null,
        marks: ["tangent", "joints"],
      },
    ],
  };
}
