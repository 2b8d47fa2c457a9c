import { type BackflowDocument, initialParts, ONE_ROW } from "@/graph";

/** A document without nodes. */
export const emptyDocument: BackflowDocument = {
  title: "",
  graph: { nodes: [], wires: [], output: null },
  numbers: new Map(),
  data: ONE_ROW,
  layout: new Map(),
  ...initialParts,
};
