import type { ReactFlowInstance } from "@xyflow/react";
import type { NodePicture, WirePicture } from "../flow/flow-elements";
import { type DrawnPort, portsOf } from "../flow/ports";
import type { Aim } from "./connection-target";

/**
 * Writes at every drawn port whether it would take the wire in hand. One place writes the attribute: a subscription of
 * every node would be asked at each change of the state.
 */
export function markPorts(
  root: Element,
  aim: Aim,
  flow: ReactFlowInstance<NodePicture, WirePicture>,
): void {
  for (const element of root.querySelectorAll(".react-flow__node")) {
    const picture = flow.getNode(element.getAttribute("data-id") ?? "");
    if (!picture) continue;
    const ports = new Map(portsOf(picture.data).map((port) => [port.name, port]));
    for (const button of element.querySelectorAll("[data-port]")) {
      const port = ports.get(button.getAttribute("data-port") ?? "");
      if (port) button.setAttribute("data-verdict", verdictWord(aim, port));
    }
  }
}

/** Takes all verdicts off the ports. */
export function unmarkPorts(root: Element): void {
  for (const button of root.querySelectorAll("[data-verdict][data-port]")) {
    button.removeAttribute("data-verdict");
  }
}

function verdictWord(aim: Aim, { port }: DrawnPort): string {
  if (aim.holds(port)) return "held";
  return aim.judge(port)?.kind ?? "none";
}
