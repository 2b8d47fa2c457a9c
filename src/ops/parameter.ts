import type { LeafOp } from "./types";

/** A trainable number (or row of numbers) of its own, the same for every sample. */
export const parameter = {
  kind: "leaf",
  id: "parameter",
  title: "Parameter",
  searchNames: ["theta", "trainable", "weight", "bias", "variable", "learnable"],
  group: "numbers",
  stem: "\\theta",
  perSample: false,
  trainable: true,
  initial: 0.5,
} as const satisfies LeafOp;
