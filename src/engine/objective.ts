import {
  type Graph,
  type GraphNode,
  type Indices,
  type NodeIndex,
  type Topology,
  topologyOf,
  type WireIndex,
} from "@/graph";
import { opOf } from "@/ops";

/** The nodes that are differentiated (E5): the chosen output, else all complete losses that feed no other loss. */
export function objectiveNodes(graph: Graph, topology: Topology): Indices<NodeIndex> {
  if (graph.output !== null) {
    const chosen = topology.indexOf.get(graph.output);
    const complete = chosen !== undefined && topology.widths[chosen] !== 0;
    return complete ? Int32Array.of(chosen) : new Int32Array(0);
  }
  const feedsLoss = new Uint8Array(graph.nodes.length);
  const losses: NodeIndex[] = [];
  for (let at = topology.order.length - 1; at >= 0; at--) {
    const index = topology.order[at] as NodeIndex;
    if (topology.widths[index] === 0) continue;
    const isLoss = opOf((graph.nodes[index] as GraphNode).op).kind === "loss";
    for (const wire of topology.outgoing[index] as Indices<WireIndex>) {
      const target = topology.targets[wire] as NodeIndex;
      if (topology.widths[target] === 0) continue;
      const targetIsLoss = opOf((graph.nodes[target] as GraphNode).op).kind === "loss";
      if (targetIsLoss || feedsLoss[target]) feedsLoss[index] = 1;
    }
    if (isLoss && !feedsLoss[index]) losses.push(index);
  }
  return Int32Array.from(losses).sort();
}

/** Is what is differentiated a chosen node that is no loss? Of a loss that is chosen, its prediction is what counts, as of any. */
export function differentiatesNoLoss({ nodes, output }: Graph): boolean {
  const chosen = output === null ? undefined : nodes.find(({ id }) => id === output);
  return chosen !== undefined && opOf(chosen.op).kind !== "loss";
}

/** 1 for each node from which a path of complete nodes leads to the objective, by node index. */
export function reachObjective(
  graph: Graph,
  topology: Topology,
  objective: Indices<NodeIndex>,
): Uint8Array {
  const reaches = new Uint8Array(graph.nodes.length);
  for (const index of objective) reaches[index] = 1;
  for (let at = topology.order.length - 1; at >= 0; at--) {
    const index = topology.order[at] as NodeIndex;
    if (topology.widths[index] === 0) continue;
    for (const wire of topology.outgoing[index] as Indices<WireIndex>) {
      if (reaches[topology.targets[wire] as NodeIndex]) reaches[index] = 1;
    }
  }
  return reaches;
}

/**
 * The node that a reader most likely means to differentiate where there is no loss, as an index of `graph.nodes`: a
 * complete, computed node that feeds no other; of several the one computed from most nodes, of equal ones the last.
 * Null where there is none.
 */
export function likeliestOutput(graph: Graph): NodeIndex | null {
  const topology = topologyOf(graph);
  const { order, widths, outgoing, incoming, sources } = topology;
  let best: NodeIndex | null = null;
  let most = 0;
  for (const index of order) {
    const op = opOf((graph.nodes[index] as GraphNode).op);
    if (widths[index] === 0 || op.kind === "leaf") continue;
    const isEnd = Array.from(outgoing[index] as Indices<WireIndex>).every(
      (wire) => widths[topology.targets[wire] as NodeIndex] === 0,
    );
    if (!isEnd) continue;
    const behind = new Set([index]);
    for (const each of behind) {
      for (const wire of incoming[each] as Indices<WireIndex>) {
        if (wire >= 0) behind.add(sources[wire] as NodeIndex);
      }
    }
    if (behind.size >= most) {
      best = index;
      most = behind.size;
    }
  }
  return best;
}
