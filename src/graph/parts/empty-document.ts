import { ONE_ROW } from "../columns";
import type { BackflowDocument } from "../document";
import { initialParts } from "./table";

/** A document without nodes. */
export const EMPTY_DOCUMENT: BackflowDocument = {
  title: "",
  graph: { nodes: [], wires: [], output: null },
  numbers: new Map(),
  data: ONE_ROW,
  layout: new Map(),
  ...initialParts,
};
