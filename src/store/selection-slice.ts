import type { NodeId, Wire } from "@/graph";
import { keptKey, passingKey } from "./state-key";

/** What is lit while the pointer or the focus rests on a factor or a finding. */
export interface Highlight {
  readonly nodes: ReadonlySet<NodeId>;
  /** Indices in `graph.wires`. */
  readonly wires: ReadonlySet<number>;
}

/** What is meant: by what the user does next, and by what the page says. */
export const selectionSlice = {
  /** The nodes that are selected; none while a wire is. */
  selection: keptKey({
    name: "selection",
    shared: false,
    write: (selection: ReadonlySet<NodeId>): readonly NodeId[] => [...selection],
    isKept: (found) => Array.isArray(found) && found.every((id) => typeof id === "string"),
    read: (ids = [], { graph }): ReadonlySet<NodeId> => {
      const known = new Set(graph.nodes.map(({ id }) => id));
      return new Set(ids.filter((id) => known.has(id)));
    },
  }),
  selectedWire: passingKey<Wire | null>(null),
  highlight: passingKey<Highlight | null>(null),
};
