import type { BackflowDocument, GraphNode, NodeId } from "@/graph";
import { kindOf, SETTINGS, TWO_PORTS } from "./naive-ops.test-support";

/** A graph with its rows, and ports by node. */
export class NaiveGraph {
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<NodeId, GraphNode>;
  /** By node: the wire into each port, as an index; −1 where there is none. */
  readonly into = new Map<NodeId, number[]>();
  readonly outOf = new Map<NodeId, number[]>();
  /** Complete nodes, each after what it is computed from. */
  readonly order: readonly NodeId[];
  /** What is differentiated. */
  readonly objective: readonly NodeId[];

  constructor(readonly document: Pick<BackflowDocument, "graph" | "numbers" | "data">) {
    const { graph } = document;
    this.nodes = graph.nodes;
    this.byId = new Map(graph.nodes.map((node) => [node.id, node]));
    for (const { id, op } of graph.nodes) {
      const own = graph.wires.flatMap(({ target }, wire) => (target === id ? [wire] : []));
      const kind = kindOf(op);
      const isSingle = kind === "unary" || (kind === "vector" && !TWO_PORTS.has(op));
      const ports = kind === "leaf" ? 0 : kind === "linear" ? own.length : isSingle ? 1 : 2;
      const byPort = Array.from(
        { length: ports },
        (_, port) => own.find((wire) => graph.wires[wire]?.port === port) ?? -1,
      );
      this.into.set(id, byPort);
      this.outOf.set(
        id,
        graph.wires.flatMap(({ source }, wire) => (source === id ? [wire] : [])),
      );
    }
    this.order = this.findOrder();
    this.objective = this.findObjective();
  }

  sourceOf(wire: number): NodeId {
    return this.document.graph.wires[wire]?.source ?? "";
  }

  targetOf(wire: number): NodeId {
    return this.document.graph.wires[wire]?.target ?? "";
  }

  isComplete(id: NodeId): boolean {
    return this.order.includes(id);
  }

  settingOf(id: NodeId): number {
    const own = this.document.numbers.get(id);
    return own?.kind === "setting" ? own.value : (SETTINGS[this.byId.get(id)?.op ?? ""] ?? 0);
  }

  /** Wires out of a node into complete nodes from which a path leads to the objective. */
  carrying(id: NodeId): number[] {
    return (this.outOf.get(id) ?? []).filter((wire) => this.reaches(this.targetOf(wire)));
  }

  reaches(id: NodeId): boolean {
    return this.reaching.has(id);
  }

  private get reaching(): ReadonlySet<NodeId> {
    this.found ??= this.findReaching();
    return this.found;
  }
  private found: ReadonlySet<NodeId> | null = null;

  private findReaching(): ReadonlySet<NodeId> {
    const reaching = new Set(this.objective);
    for (const id of this.order.toReversed()) {
      if ((this.outOf.get(id) ?? []).some((wire) => reaching.has(this.targetOf(wire))))
        reaching.add(id);
    }
    return reaching;
  }

  private findOrder(): NodeId[] {
    const order: NodeId[] = [];
    const open = new Set(this.nodes.map(({ id }) => id));
    for (let before = -1; before !== order.length; ) {
      before = order.length;
      for (const id of open) {
        const wires = this.into.get(id) ?? [];
        if (!wires.every((wire) => wire >= 0 && order.includes(this.sourceOf(wire)))) continue;
        order.push(id);
        open.delete(id);
      }
    }
    return order;
  }

  private findObjective(): NodeId[] {
    const { output } = this.document.graph;
    const complete = new Set(this.order);
    if (output !== null) return complete.has(output) ? [output] : [];
    const feedsLoss = new Set<NodeId>();
    for (const id of this.order.toReversed()) {
      const targets = (this.outOf.get(id) ?? [])
        .map((wire) => this.targetOf(wire))
        .filter((target) => complete.has(target));
      const isFeeding = targets.some(
        (target) => feedsLoss.has(target) || kindOf(this.byId.get(target)?.op ?? "") === "loss",
      );
      if (isFeeding) feedsLoss.add(id);
    }
    return this.nodes
      .filter(({ id, op }) => complete.has(id) && kindOf(op) === "loss" && !feedsLoss.has(id))
      .map(({ id }) => id);
  }
}
