import type { Graph, GraphNode, Incompleteness } from "@/graph";
import { mostPorts, opOf, widthRule } from "@/ops";
import { nodeText, portName } from "../formulas";

/** Why a node has no value, in a sentence that says what to do: "Wire something into port a of h₁." */
export function explainIncomplete(
  graph: Graph,
  node: GraphNode,
  incompleteness: Incompleteness,
): string {
  const symbol = nodeText(graph, node.id);
  switch (incompleteness.kind) {
    case "unwired": {
      const only = mostPorts(opOf(node.op)) === 1;
      const port = only ? "" : `port ${portName(node, incompleteness.port)} of `;
      return `Wire something into ${port}${symbol}.`;
    }
    case "upstream":
      return `${symbol} has no value, for ${nodeText(graph, incompleteness.node)} before it is not complete.`;
    case "width": {
      const [first, second] = incompleteness.widths;
      const fit =
        widthRule(opOf(node.op)) === "equal"
          ? "They have to be equal"
          : "They have to be equal, or one of them 1";
      return `${first} and ${second} units do not fit together at ${symbol}. ${fit}.`;
    }
    case "cycle":
      return `${symbol} lies on a cycle, or behind one, so there is no order in which to compute it. Remove a wire of the cycle.`;
  }
}
