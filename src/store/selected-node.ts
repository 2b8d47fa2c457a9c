import type { NodeId, PendingConnection } from "@/graph";
import { opOf } from "@/ops";
import type { BackflowStore } from "./actions";
import { documentOf } from "./selectors";
import { selectedNodes } from "./state";

/** The node that commands on one node are about: the first that was selected. */
export function chosenNode(state: BackflowStore): NodeId | null {
  const [first] = selectedNodes(state);
  return first ?? null;
}

/** The wire that would leave a node; null where nothing goes on from it. */
export function wireFrom(state: BackflowStore, node: NodeId | null): PendingConnection | null {
  const found = documentOf(state).graph.nodes.find(({ id }) => id === node);
  if (!found || opOf(found.op).kind === "loss") return null;
  return { fixed: { kind: "source", node: found.id }, replacing: null };
}
