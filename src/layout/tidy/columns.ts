import {
  type Graph,
  type GraphNode,
  type Layout,
  type NodeId,
  type NodeIndex,
  topologyOf,
} from "@/graph";
import { sizeOf } from "../node-size";

/**
 * Places where long wires pass columns, in all: of 2,000 nodes and 8,000 wires each wire could pass each column. The
 * longest wires find their way without a place of their own once there are as many.
 */
const MOST_PASSED = 20_000;

/** What stands in a column: a node, or a long wire that passes it. */
export interface Standee {
  /** Null where a wire passes. */
  readonly node: GraphNode | null;
  readonly column: number;
  /** What its wires lead to in the next column, and at which share of that one's height they arrive, from 0 to 1. */
  readonly after: { readonly standee: Standee; readonly arrival: number }[];
  /** What leads to it from the column before; `arrival` is where on its own height. */
  readonly before: { readonly standee: Standee; readonly arrival: number }[];
  /** How high it stood before, by which it is sorted at first. */
  readonly height: number;
}

/**
 * The nodes of a graph in columns, but for some that are left out: each in one further to the right than all that leads
 * to it, and as near to what it leads to as that allows where it has more wires onward than back. Linear in nodes and wires.
 */
export function columnsOf(
  graph: Graph,
  layout: Layout,
  left: ReadonlySet<NodeId>,
): readonly (readonly Standee[])[] {
  const { indexOf, sources, targets } = topologyOf(graph);
  const depths = depthsOf(graph, left);
  const columns: Standee[][] = [];
  const standIn = (column: number, node: GraphNode | null, height: number): Standee => {
    const standee: Standee = { node, column, after: [], before: [], height };
    for (let next = columns.length; next <= column; next++) columns.push([]);
    columns[column]?.push(standee);
    return standee;
  };
  const own = graph.nodes.map((node, index) => {
    if (left.has(node.id)) return null;
    const y = layout.get(node.id)?.y ?? 0;
    return standIn(depths[index] as number, node, y + sizeOf(node).height / 2);
  });

  const wires = graph.wires.flatMap((wire, index) => {
    const [from, to] = [own[sources[index] as NodeIndex], own[targets[index] as NodeIndex]];
    return from && to ? [{ from, to, port: wire.port }] : [];
  });
  const passedBy = ({ from, to }: (typeof wires)[number]): number => to.column - from.column - 1;
  let passed = 0;
  for (const wire of wires.toSorted((a, b) => passedBy(a) - passedBy(b))) {
    const { from, to, port } = wire;
    passed += passedBy(wire);
    if (passed > MOST_PASSED) break;
    const ports = topologyOf(graph).incoming[indexOf.get(to.node?.id ?? "") ?? -1]?.length ?? 1;
    let last = from;
    for (let column = from.column + 1; column < to.column; column++) {
      const share = (column - from.column) / (to.column - from.column);
      const next = standIn(column, null, from.height + share * (to.height - from.height));
      join(last, next, 0.5);
      last = next;
    }
    join(last, to, (port + 1) / (ports + 1));
  }
  return columns.filter(({ length }) => length > 0);
}

function join(from: Standee, to: Standee, arrival: number): void {
  from.after.push({ standee: to, arrival });
  to.before.push({ standee: from, arrival });
}

function depthsOf(graph: Graph, left: ReadonlySet<NodeId>): Int32Array {
  const { incoming, outgoing, order, sources, targets } = topologyOf(graph);
  const depths = new Int32Array(graph.nodes.length);
  const isLeft = (index: number): boolean => left.has(graph.nodes[index]?.id ?? "");
  for (const index of order) {
    for (const wire of incoming[index] ?? []) {
      const source = sources[wire] ?? -1;
      if (source < 0 || isLeft(source)) continue;
      depths[index] = Math.max(depths[index] as number, (depths[source] as number) + 1);
    }
  }
  // Backwards: what it leads to has its place already.
  for (const index of order.toReversed()) {
    const back = Array.from(incoming[index] ?? []).filter((wire) => wire >= 0).length;
    const onward = outgoing[index] ?? [];
    if (onward.length <= back) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (const wire of onward) {
      nearest = Math.min(nearest, (depths[targets[wire] as NodeIndex] as number) - 1);
    }
    depths[index] = Math.max(depths[index] as number, nearest);
  }
  return depths;
}
