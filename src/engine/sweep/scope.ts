import { type Axis, type Graph, type NodeId, type NodeIndex, type Read, topologyOf } from "@/graph";
import { objectiveNodes } from "../objective";

/** Which nodes a sweep has to do with, by node index. */
export interface Scope {
  /** Complete nodes that the reads depend on, in topological order. */
  readonly order: readonly number[];
  /** 1 where one of the axes changes the node. */
  readonly reached: Uint8Array;
}

/** The nodes that a read is made of; empty where it cannot be read, because a node is gone or incomplete. */
export function nodesOfRead(graph: Graph, read: Read): readonly number[] {
  const topology = topologyOf(graph);
  if (read.kind === "loss" || read.kind === "objective") {
    return Array.from(objectiveNodes(graph, topology));
  }
  const index = topology.indexOf.get(read.node);
  if (index === undefined || topology.widths[index] === 0) return [];
  if (read.kind === "value" || read.kind === "partial") return [index];
  const source = sourceAt(graph, read.node, read.port);
  return source < 0 ? [] : read.kind === "term" ? [source] : [index];
}

/** Index of the node that is wired into a port; −1 where there is none. */
export function sourceAt(graph: Graph, node: NodeId, port: number): number {
  const { indexOf, incoming, sources } = topologyOf(graph);
  const wire = incoming[indexOf.get(node) ?? -1]?.[port] ?? -1;
  return sources[wire] ?? -1;
}

/** What has to be computed to read `reads` while `axes` vary. */
export function scopeOf(graph: Graph, axes: readonly Axis[], reads: readonly Read[]): Scope {
  const { order, incoming, sources, widths, indexOf } = topologyOf(graph);
  const needed = new Uint8Array(graph.nodes.length);
  for (const read of reads) for (const node of nodesOfRead(graph, read)) needed[node] = 1;
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as NodeIndex;
    if (needed[node] !== 1) continue;
    for (const wire of incoming[node] ?? []) needed[sources[wire] as NodeIndex] = 1;
  }
  const owners = new Set(axes.map((axis) => indexOf.get(axis.node)));
  const reached = new Uint8Array(graph.nodes.length);
  for (const node of order) {
    const isFed = (incoming[node] ?? new Int32Array()).some(
      (wire) => reached[sources[wire] ?? -1] === 1,
    );
    reached[node] = owners.has(node) || isFed ? 1 : 0;
  }
  return {
    order: Array.from(order).filter((node) => needed[node] === 1 && widths[node] !== 0),
    reached,
  };
}
