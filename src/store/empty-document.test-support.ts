import { type BackflowDocument, initialParts } from "@/graph";

/** A document without nodes. */
export const emptyDocument: BackflowDocument = {
  title: "",
  graph: { nodes: [], wires: [], batch: 1, output: null },
  numbers: new Map(),
  layout: new Map(),
  ...initialParts,
};
