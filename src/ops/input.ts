import type { LeafOp } from "./types";

/** What a sample gives to the network: one row of the data set for each sample. */
export const input = {
  kind: "leaf",
  id: "input",
  title: "Input",
  searchNames: ["x", "data", "feature", "variable", "sample"],
  group: "numbers",
  stem: "x",
  perSample: true,
  trainable: false,
  initial: 1,
} as const satisfies LeafOp;
