import { nodeText } from "@/explain";
import type { NodeId, PendingConnection } from "@/graph";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";

/** The symbol of a node as text. */
export function spokenNode(node: NodeId): string {
  return nodeText(documentOf(useBackflow.getState()).graph, node);
}

/** "Wired f₀ into h₁." */
export function describeWire({ fixed }: PendingConnection, node: NodeId): string {
  const [source, target] = fixed.kind === "source" ? [fixed.node, node] : [node, fixed.node];
  return `Wired ${spokenNode(source)} into ${spokenNode(target)}.`;
}

/** "3 nodes", "1 wire" */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
