import type { Graph, LinearNode } from "../document";
import { isLinear } from "../nodes";
import { topologyOf } from "../topology";

/** Linear nodes that read the same nodes: one layer, be it one node of D units or D nodes of one. */
export interface UnitLayer {
  /** In topological order. */
  readonly nodes: readonly LinearNode[];
  /** Indices in `graph.nodes` of what they read, ascending, each once. */
  readonly sources: readonly number[];
  /** Numbers that come into each unit. */
  readonly fanIn: number;
  /** Units of the layer, so many as each number that comes in goes to. */
  readonly fanOut: number;
}

/** The layers of a graph in topological order. Linear nodes that are incomplete, or read nothing, are in none. */
export function unitLayersOf(graph: Graph): readonly UnitLayer[] {
  const { order, widths, incoming, sources } = topologyOf(graph);
  const layers = new Map<string, { nodes: LinearNode[]; sources: number[] }>();
  for (const index of order) {
    const node = graph.nodes[index];
    if (!node || !isLinear(node) || widths[index] === 0) continue;
    const ports = incoming[index] ?? new Int32Array();
    const read = [...new Set(Array.from(ports, (wire) => sources[wire] ?? -1))];
    if (read.length === 0) continue;
    read.sort((one, other) => one - other);
    const key = read.join();
    const layer = layers.get(key) ?? { nodes: [], sources: read };
    layers.set(key, layer);
    layer.nodes.push(node);
  }
  return [...layers.values()].map(({ nodes, sources: read }) => ({
    nodes,
    sources: read,
    fanIn: read.reduce((sum, source) => sum + (widths[source] ?? 0), 0),
    fanOut: nodes.reduce((sum, { width }) => sum + width, 0),
  }));
}
