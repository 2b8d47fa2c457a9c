import { type Graph, type NodeId, topologyOf } from "@/graph";
import { isTarget, type LossOp, opOf } from "@/ops";

/** The target leaf that a loss compares a node with; null where there is none. */
export function targetComparedWith(graph: Graph, node: NodeId): NodeId | null {
  return comparisonOf(graph, node)?.target ?? null;
}

/** The loss that compares a node with a target; null where there is none. */
export function lossComparing(graph: Graph, node: NodeId): LossOp | null {
  return comparisonOf(graph, node)?.loss ?? null;
}

function comparisonOf(
  graph: Graph,
  id: NodeId,
): { readonly loss: LossOp; readonly target: NodeId } | null {
  const { indexOf, outgoing, incoming, sources, targets } = topologyOf(graph);
  const index = indexOf.get(id) ?? -1;
  for (const wire of outgoing[index] ?? []) {
    const at = targets[wire] ?? -1;
    const node = graph.nodes[at];
    const loss = node && opOf(node.op);
    if (loss?.kind !== "loss" || incoming[at]?.[0] !== wire) continue;
    const compared = graph.nodes[sources[incoming[at]?.[1] ?? -1] ?? -1];
    if (compared && isTarget(opOf(compared.op))) return { loss, target: compared.id };
  }
  return null;
}
