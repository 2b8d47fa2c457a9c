import type { NodeId, Wire } from "@/graph";
import { keptKey, passingKey } from "./state-key";

/** What is lit while the pointer or the focus rests on a factor or a finding. */
export interface Highlight {
  readonly nodes: ReadonlySet<NodeId>;
  /** Indices in `graph.wires`. */
  readonly wires: ReadonlySet<number>;
}

/** What is selected: any number of nodes, or one wire. */
export type Selection =
  | { readonly kind: "nodes"; readonly nodes: ReadonlySet<NodeId> }
  | { readonly kind: "wire"; readonly wire: Wire };

/** The same object at every call, so that what reads the selected nodes is not drawn anew while a wire is selected. */
const NO_NODES: ReadonlySet<NodeId> = new Set();
/** The selection that is empty. */
export const NOTHING_SELECTED: Selection = { kind: "nodes", nodes: NO_NODES };

interface Selecting {
  readonly selection: Selection;
}

/** The nodes that are selected; none while a wire is. */
export function selectedNodes({ selection }: Selecting): ReadonlySet<NodeId> {
  return selection.kind === "nodes" ? selection.nodes : NO_NODES;
}

/** The wire that is selected; null while nodes are. */
export function selectedWire({ selection }: Selecting): Wire | null {
  return selection.kind === "wire" ? selection.wire : null;
}

/** What is selected, and what is lit. */
export const selectionSlice = {
  /** Of a selected wire nothing is kept: a document is opened again with its nodes selected, or with nothing. */
  selection: keptKey({
    name: "selection",
    shared: false,
    write: (selection: Selection): readonly NodeId[] => [...selectedNodes({ selection })],
    isKept: (found) => Array.isArray(found) && found.every((id) => typeof id === "string"),
    read: (ids = [], { graph }): Selection => {
      const known = new Set(graph.nodes.map(({ id }) => id));
      return { kind: "nodes", nodes: new Set(ids.filter((id) => known.has(id))) };
    },
  }),
  highlight: passingKey<Highlight | null>(null),
};
