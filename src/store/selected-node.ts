import type { BackflowDocument, NodeId, PendingConnection } from "@/graph";
import { opOf } from "@/ops";
import type { BackflowStore } from "./actions";
import { documentOf } from "./selectors";
import { selectedNodes } from "./state";

/** The node that commands on one node are about: the first that was selected. */
export function chosenNode(state: BackflowStore): NodeId | null {
  const [first] = selectedNodes(state);
  return first ?? null;
}

/**
 * Of several nodes those that feed none of the others, from above to below: what something new goes on from. A folded
 * group goes on from its last nodes.
 */
export function lastNodes({ graph, layout }: BackflowDocument, nodes: readonly NodeId[]): NodeId[] {
  const among = new Set(nodes);
  const feeding = new Set(
    graph.wires.flatMap(({ source, target }) => (among.has(target) ? [source] : [])),
  );
  const heightOf = (id: NodeId): number => layout.get(id)?.y ?? 0;
  return nodes.filter((id) => !feeding.has(id)).sort((a, b) => heightOf(a) - heightOf(b));
}

/** The wire that would leave a node; null where nothing goes on from it. */
export function wireFrom(state: BackflowStore, node: NodeId | null): PendingConnection | null {
  const found = documentOf(state).graph.nodes.find(({ id }) => id === node);
  if (!found || opOf(found.op).kind === "loss") return null;
  return { fixed: { kind: "source", node: found.id }, replacing: null };
}
