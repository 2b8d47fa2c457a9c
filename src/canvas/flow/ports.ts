import { nodeText, portName } from "@/explain";
import {
  isLinear,
  type NodeId,
  type PendingConnection,
  type Position,
  topologyOf,
  type Wire,
} from "@/graph";
import { nextInputEnd, type WireEnd } from "@/layout";
import { opOf } from "@/ops";
import type { FlowNode, NodeData } from "./flow-elements";
import { inputHandle, outputHandle } from "./flow-elements";

/** Where a wire can end at a node. */
export type Port =
  | { readonly kind: "input"; readonly node: NodeId; readonly port: number }
  | { readonly kind: "output"; readonly node: NodeId };

/** A port as it is drawn. */
export interface DrawnPort {
  /** Unique in its node. */
  readonly name: string;
  readonly port: Port;
  readonly end: WireEnd;
  /** What it is called by those who do not see it. */
  readonly label: string;
  /** The wire that leads into it. */
  readonly wire: Wire | null;
  /**
   * `next`: the place for one more wire into a linear node, which is shown when it is needed; `end`: the output of a
   * loss, which is only there to say that nothing goes on from it.
   */
  readonly role: "ordinary" | "next" | "end";
}

/** All ports of a drawn node: inputs first. */
export function portsOf({ graph, node, index, inputs, outputs, folded }: NodeData): DrawnPort[] {
  const symbol = nodeText(graph, node.id);
  const incoming = topologyOf(graph).incoming[index];
  const isLoss = opOf(node.op).kind === "loss";
  const ports = inputs.map((end, port): DrawnPort => {
    const wireIndex = incoming?.[port] ?? -1;
    return {
      name: inputHandle(port),
      port: { kind: "input", node: node.id, port },
      end,
      label: `Input ${portName(node, port)} of ${symbol}`,
      wire: graph.wires[wireIndex] ?? null,
      role: "ordinary",
    };
  });
  if (isLinear(node)) {
    ports.push({
      name: inputHandle(inputs.length),
      port: { kind: "input", node: node.id, port: inputs.length },
      end: folded?.next ?? nextInputEnd(node, inputs.length),
      label: `Next input of ${symbol}`,
      wire: null,
      role: inputs.length === 0 ? "ordinary" : "next",
    });
  }
  for (const end of outputs) {
    ports.push({
      name: outputHandle(end.side),
      port: { kind: "output", node: node.id },
      end,
      label: `Output of ${symbol}`,
      wire: null,
      role: isLoss ? "end" : "ordinary",
    });
  }
  return ports;
}

/** The ports of a node in a folded group that stand at the card of that. */
export function cardPorts({ id, data }: FlowNode): readonly DrawnPort[] {
  const card = data.folded?.card;
  if (!card) return [];
  return portsOf(data).filter(({ port, role }) =>
    port.kind === "output"
      ? role === "ordinary" && card.outputs.some(({ node }) => node === id)
      : card.inputs.some(({ ends }) =>
          ends.some((end) => end.node === id && end.port === port.port),
        ),
  );
}

/** Where a port of a drawn node lies, in canvas units. */
export function portPosition(flowNode: FlowNode, { end }: DrawnPort): Position {
  const { x, y } = flowNode.position;
  return { x: x + end.offset.x, y: y + end.offset.y };
}

/** The pending connection once a port has been taken hold of: out of a wired input comes the end of its wire. */
export function wireFromPort({ port, wire }: DrawnPort): PendingConnection {
  if (port.kind === "output") {
    return { fixed: { kind: "source", node: port.node }, replacing: null };
  }
  return wire
    ? { fixed: { kind: "source", node: wire.source }, replacing: wire }
    : { fixed: { kind: "target", node: port.node, port: port.port }, replacing: null };
}

/** The pending connection once one of the ends of a wire has been taken hold of. */
export function wireByEnd(wire: Wire, loose: "source" | "target"): PendingConnection {
  const { source, target, port } = wire;
  return loose === "target"
    ? { fixed: { kind: "source", node: source }, replacing: wire }
    : { fixed: { kind: "target", node: target, port }, replacing: wire };
}

/** The port of a drawn node at which one end of a wire stands. */
export function portAtEnd(
  flowNode: FlowNode | undefined,
  wire: Wire,
  end: "source" | "target",
): DrawnPort | null {
  const ports = flowNode ? portsOf(flowNode.data) : [];
  const found = ports.find(({ port }) =>
    end === "source" ? port.kind === "output" : port.kind === "input" && port.port === wire.port,
  );
  return found ?? null;
}
