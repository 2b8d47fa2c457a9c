import { editProblemSentence } from "@/explain";
import {
  type Graph,
  missesInput,
  type NodeId,
  type PendingConnection,
  type Position,
  type Wire,
  type Wiring,
  type WiringProblem,
  wiringOf,
} from "@/graph";
import { type GroupCard, sizeOf } from "@/layout";
import type { FlowNode } from "../flow/flow-elements";
import { cardPorts, type DrawnPort, type Port, portPosition, portsOf } from "../flow/ports";
import { describeWire } from "../flow/wire-names";

/** What becomes of the pending connection at one place. */
export type Verdict =
  | { readonly kind: "takes"; readonly wire: Wire }
  /** Its end is there already. */
  | { readonly kind: "stays" }
  | { readonly kind: "refuses"; readonly problem: WiringProblem };

/** What the pointer is at. */
export interface ConnectionTarget {
  readonly node: NodeId;
  /** Null: at the node's body, which stands for its first port that takes the wire. */
  readonly port: DrawnPort | null;
  readonly verdict: Verdict;
}

/** One pending connection, over one graph: judges every place where it could end. */
export class ConnectionTargets {
  private readonly wiring: Wiring;
  private readonly verdicts = new Map<string, Verdict>();

  constructor(
    readonly graph: Graph,
    readonly wire: PendingConnection,
  ) {
    this.wiring = wiringOf(graph, wire);
  }

  /** The kind of port at which the loose end can end. */
  get seeks(): Port["kind"] {
    return this.wire.fixed.kind === "source" ? "input" : "output";
  }

  /** Is it the port that the wire comes from? */
  holds(port: Port): boolean {
    const { fixed } = this.wire;
    return (
      port.node === fixed.node &&
      (fixed.kind === "source"
        ? port.kind === "output"
        : port.kind === "input" && port.port === fixed.port)
    );
  }

  /** What a port would make of the wire; null where no end of this kind belongs. */
  judge(port: Port): Verdict | null {
    if (port.kind !== this.seeks) return null;
    return this.judgeAt(port.node, port.kind === "input" ? port.port : null);
  }

  /** What a node would: at its first port that takes the wire. */
  judgeNode(node: NodeId): Verdict {
    const { replacing } = this.wire;
    const own = this.seeks === "input" ? replacing?.target : replacing?.source;
    return own === node ? { kind: "stays" } : this.judgeAt(node, null);
  }

  private judgeAt(node: NodeId, port: number | null): Verdict {
    const key = `${node}:${port ?? ""}`;
    const known = this.verdicts.get(key);
    if (known) return known;
    const verdict = this.decide(node, port);
    this.verdicts.set(key, verdict);
    return verdict;
  }

  private decide(node: NodeId, port: number | null): Verdict {
    const { replacing } = this.wire;
    if (replacing && this.seeks === "output" && node === replacing.source) return { kind: "stays" };
    if (replacing && this.seeks === "input" && node === replacing.target) {
      if (port === replacing.port) return { kind: "stays" };
    }
    const judged = this.wiring.judge(node, port);
    return judged.ok
      ? { kind: "takes", wire: judged.value }
      : { kind: "refuses", problem: judged.problem };
  }

  /** What is at a place, in canvas units: a port within `reach`, else the node that lies there. */
  find(flowNodes: readonly FlowNode[], at: Position, reach: number): ConnectionTarget | null {
    const inCards = flowNodes.filter(
      ({ data: { folded } }) => folded && isIn(folded.card, at, reach),
    );
    const inCard = inCards.length > 0 ? this.findInCard(inCards, at, reach) : null;
    if (inCard) return inCard;
    const shown = flowNodes.filter(({ hidden }) => !hidden);
    const body = shown.findLast((flowNode) => contains(flowNode, at));
    let nearest: { flowNode: FlowNode; port: DrawnPort; distance: number } | null = null;
    for (const flowNode of body ? [body] : shown) {
      if (!body && !contains(flowNode, at, reach)) continue;
      for (const port of portsOf(flowNode.data)) {
        if (port.port.kind !== this.seeks) continue;
        const position = portPosition(flowNode, port);
        const distance = Math.hypot(position.x - at.x, position.y - at.y);
        if (distance <= (nearest?.distance ?? reach)) nearest = { flowNode, port, distance };
      }
    }
    if (nearest) {
      const { port, flowNode } = nearest;
      const verdict = this.judge(port.port);
      if (verdict) return { node: flowNode.id, port, verdict };
    }
    return body ? { node: body.id, port: null, verdict: this.judgeNode(body.id) } : null;
  }

  /** At the card of a folded group: one of its ports, else the first node in it that takes the wire. */
  private findInCard(
    flowNodes: readonly FlowNode[],
    at: Position,
    reach: number,
  ): ConnectionTarget | null {
    let nearest: { target: ConnectionTarget; distance: number } | null = null;
    for (const flowNode of flowNodes) {
      for (const port of cardPorts(flowNode)) {
        const position = portPosition(flowNode, port);
        const distance = Math.hypot(position.x - at.x, position.y - at.y);
        const verdict = this.judge(port.port);
        if (!verdict || distance > (nearest?.distance ?? reach)) continue;
        nearest = { target: { node: flowNode.id, port, verdict }, distance };
      }
    }
    if (nearest) return nearest.target;
    const inside = flowNodes.filter(({ data: { folded } }) => folded && isIn(folded.card, at, 0));
    const targets = inside.map(({ id }) => ({
      node: id,
      port: null,
      verdict: this.judgeNode(id),
    }));
    const fitting = targets.filter(({ verdict }) => verdict.kind === "takes");
    const missing = fitting.find(({ node }) => {
      const found = this.graph.nodes.find(({ id }) => id === node);
      return this.seeks === "input" && found !== undefined && missesInput(this.graph, found);
    });
    return missing ?? fitting[0] ?? targets[0] ?? null;
  }

  /** What would happen at a target, or why it cannot. */
  describe({ verdict }: ConnectionTarget): string {
    const { graph } = this;
    switch (verdict.kind) {
      case "takes":
        return describeWire(graph, verdict.wire);
      case "stays":
        return "Leave it here";
      case "refuses":
        return editProblemSentence(graph, verdict.problem);
    }
  }
}

function isIn(
  { position, size }: Pick<GroupCard, "position" | "size">,
  at: Position,
  margin: number,
): boolean {
  return (
    at.x >= position.x - margin &&
    at.x <= position.x + size.width + margin &&
    at.y >= position.y - margin &&
    at.y <= position.y + size.height + margin
  );
}

function contains(flowNode: FlowNode, at: Position, margin = 0): boolean {
  return isIn({ position: flowNode.position, size: sizeOf(flowNode.data.node) }, at, margin);
}
