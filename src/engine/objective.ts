import type { Graph, GraphNode, NodeId, Topology } from "@/graph";
import { opOf } from "@/ops";

/** The nodes that are differentiated (E5): the chosen output, else all complete losses that feed no other loss. */
export function objectiveNodes(graph: Graph, topology: Topology): Int32Array {
  if (graph.output !== null) {
    const chosen = topology.indexOf.get(graph.output);
    const complete = chosen !== undefined && topology.widths[chosen] !== 0;
    return complete ? Int32Array.of(chosen) : new Int32Array(0);
  }
  const feedsLoss = new Uint8Array(graph.nodes.length);
  const losses: number[] = [];
  for (let at = topology.order.length - 1; at >= 0; at--) {
    const index = topology.order[at] as number;
    if (topology.widths[index] === 0) continue;
    const isLoss = opOf((graph.nodes[index] as GraphNode).op).kind === "loss";
    for (const wire of topology.outgoing[index] as Int32Array) {
      const target = targetOf(graph, topology, wire);
      if (topology.widths[target] === 0) continue;
      const targetIsLoss = opOf((graph.nodes[target] as GraphNode).op).kind === "loss";
      if (targetIsLoss || feedsLoss[target]) feedsLoss[index] = 1;
    }
    if (isLoss && !feedsLoss[index]) losses.push(index);
  }
  return Int32Array.from(losses).sort();
}

/** 1 for each node from which a path of complete nodes leads to the objective, by node index. */
export function reachObjective(
  graph: Graph,
  topology: Topology,
  objective: Int32Array,
): Uint8Array {
  const reaches = new Uint8Array(graph.nodes.length);
  for (const index of objective) reaches[index] = 1;
  for (let at = topology.order.length - 1; at >= 0; at--) {
    const index = topology.order[at] as number;
    if (topology.widths[index] === 0) continue;
    for (const wire of topology.outgoing[index] as Int32Array) {
      if (reaches[targetOf(graph, topology, wire)]) reaches[index] = 1;
    }
  }
  return reaches;
}

/** Place of the node that a wire leads to. */
export function targetOf(graph: Graph, topology: Topology, wire: number): number {
  const target = graph.wires[wire]?.target as NodeId;
  return topology.indexOf.get(target) as number;
}
