import type { LeafOp } from "./types";

/** A number that neither the data nor training changes. */
export const constant = {
  kind: "leaf",
  id: "constant",
  title: "Constant",
  searchNames: ["number", "c"],
  group: "numbers",
  stem: "c",
  perSample: false,
  trainable: false,
  initial: 1,
} as const satisfies LeafOp;
