import type { ReactFlowInstance } from "@xyflow/react";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import { type DrawnPort, portsOf } from "../flow/ports";
import type { ConnectionTargets } from "./connection-targets";

/**
 * Writes at every drawn port whether it would take the pending connection. One place writes the attribute: a subscription of
 * every node would be asked at each change of the state.
 */
export function markPorts(
  root: Element,
  targets: ConnectionTargets,
  flow: ReactFlowInstance<FlowNode, FlowEdge>,
): void {
  for (const button of root.querySelectorAll("[data-port-node]")) {
    const flowNode = flow.getNode(button.getAttribute("data-port-node") ?? "");
    const name = button.getAttribute("data-port");
    const port = flowNode && portsOf(flowNode.data).find((each) => each.name === name);
    if (port) button.setAttribute("data-verdict", verdictWord(targets, port));
  }
  for (const element of root.querySelectorAll(".react-flow__node")) {
    const flowNode = flow.getNode(element.getAttribute("data-id") ?? "");
    if (!flowNode) continue;
    const ports = new Map(portsOf(flowNode.data).map((port) => [port.name, port]));
    for (const button of element.querySelectorAll("[data-port]")) {
      const port = ports.get(button.getAttribute("data-port") ?? "");
      if (port) button.setAttribute("data-verdict", verdictWord(targets, port));
    }
  }
}

/** Takes all verdicts off the ports. */
export function unmarkPorts(root: Element): void {
  for (const button of root.querySelectorAll("[data-verdict][data-port]")) {
    button.removeAttribute("data-verdict");
  }
}

function verdictWord(targets: ConnectionTargets, { port }: DrawnPort): string {
  if (targets.holds(port)) return "held";
  return targets.judge(port)?.kind ?? "none";
}
