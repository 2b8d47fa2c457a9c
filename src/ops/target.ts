import type { LeafOp } from "./types";

/** What the network should answer: one row of the data set for each sample. */
export const target = {
  kind: "leaf",
  id: "target",
  title: "Target",
  searchNames: ["y", "label", "truth", "desired", "ground truth"],
  group: "numbers",
  stem: "y",
  perSample: true,
  trainable: false,
  isTarget: true,
  initial: 0,
} as const satisfies LeafOp;
