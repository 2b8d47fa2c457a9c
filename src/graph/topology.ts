import { opOf, portNames, resultWidth } from "@/ops";
import type { Graph, GraphNode, NodeId } from "./document";
import type { Indices, NodeIndex, WireIndex } from "./indices";

/** Why a node has no value. Ports and nodes are named, so that the reader can be told what to wire. */
export type Incompleteness =
  | { readonly kind: "unwired"; readonly port: number }
  /** Everything is wired here, but `node` upstream is not complete. */
  | { readonly kind: "upstream"; readonly node: NodeId }
  | { readonly kind: "width"; readonly widths: readonly [number, number] }
  | { readonly kind: "cycle" };

/**
 * Who feeds whom, in which order, and how wide. Nodes and wires are numbered by their index in `graph.nodes` and
 * `graph.wires`.
 */
export interface Topology {
  readonly indexOf: ReadonlyMap<NodeId, NodeIndex>;
  /** Wire into each port of each node; −1 where the port is unwired. */
  readonly incoming: readonly Indices<WireIndex>[];
  /** Wires out of each node, in document order. */
  readonly outgoing: readonly Indices<WireIndex>[];
  /** Index of the node that each wire comes from, and of the one that it goes to; −1 where there is none. */
  readonly sources: Indices<NodeIndex>;
  readonly targets: Indices<NodeIndex>;
  /** Topological order (Kahn), ties by document order. Nodes on or behind a cycle are missing. */
  readonly order: Indices<NodeIndex>;
  /** Units D of each node; 0 where it is incomplete. */
  readonly widths: Int32Array;
  /**
   * Units that each node will have once all before it is wired; 0 where that is not known yet. A linear node's are its
   * own, whatever is missing before it: what cannot fit is refused at once, and not when the last wire is drawn, or when
   * one is removed.
   */
  readonly foreseen: Int32Array;
  readonly incomplete: ReadonlyMap<NodeIndex, Incompleteness>;
}

const topologies = new WeakMap<Graph, Topology>();

/** The topology of a graph, computed once for each graph object. Linear in nodes and wires, but for the heap of ties. */
export function topologyOf(graph: Graph): Topology {
  let topology = topologies.get(graph);
  if (!topology) {
    topology = readTopology(graph);
    topologies.set(graph, topology);
  }
  return topology;
}

/** How many input ports a node has; a linear node has as many as wires. */
export function portCount(node: GraphNode): number {
  const names = portNames(opOf(node.op));
  if (names !== null) return names.length;
  return "omegaSymbols" in node ? node.omegaSymbols.length : 0;
}

function readTopology(graph: Graph): Topology {
  const { nodes, wires } = graph;
  const indexOf = new Map<NodeId, number>();
  nodes.forEach((node, index) => {
    indexOf.set(node.id, index);
  });
  const incoming = nodes.map((node) => new Int32Array(portCount(node)).fill(-1));
  const fanOut = new Int32Array(nodes.length);
  const source = new Int32Array(wires.length).fill(-1);
  const target = new Int32Array(wires.length).fill(-1);
  wires.forEach((wire, index) => {
    const from = indexOf.get(wire.source);
    const to = indexOf.get(wire.target);
    const ports = to === undefined ? undefined : incoming[to];
    if (from === undefined || to === undefined || ports === undefined) return;
    // No such port, or one that is taken. Of two wires into one port the first counts, or the sort would miscount.
    if (ports[wire.port] !== -1) return;
    source[index] = from;
    target[index] = to;
    ports[wire.port] = index;
    fanOut[from] = (fanOut[from] as number) + 1;
  });
  const outgoing = Array.from(fanOut, (count) => new Int32Array(count));
  const filled = new Int32Array(nodes.length);
  for (let wire = 0; wire < wires.length; wire++) {
    const from = source[wire] as number;
    if (from < 0) continue;
    const at = filled[from] as number;
    filled[from] = at + 1;
    (outgoing[from] as Indices<WireIndex>)[at] = wire;
  }
  const order = sortTopologically(nodes.length, incoming, outgoing, target);
  const widths = new Int32Array(nodes.length);
  const foreseen = new Int32Array(nodes.length);
  const incomplete = new Map<number, Incompleteness>();
  for (const index of order) {
    const node = nodes[index] as GraphNode;
    const ports = incoming[index] as Indices<WireIndex>;
    const unitsInto = (port: number) => foreseen[source[ports[port] ?? -1] ?? -1] ?? 0;
    const expected = expectedWidth(node, ports.length, unitsInto);
    foreseen[index] = expected ?? 0;
    const why =
      findUnwired(ports) ??
      (expected === null
        ? ({ kind: "width", widths: [unitsInto(0), unitsInto(1)] } as const)
        : findUpstream(graph, ports, source, widths));
    if (why) incomplete.set(index, why);
    else widths[index] = expected ?? 0;
  }
  if (order.length < nodes.length) {
    const sorted = new Uint8Array(nodes.length);
    for (const index of order) sorted[index] = 1;
    for (let index = 0; index < nodes.length; index++) {
      if (!sorted[index]) incomplete.set(index, { kind: "cycle" });
    }
  }
  return {
    indexOf,
    incoming,
    outgoing,
    sources: source,
    targets: target,
    order,
    widths,
    foreseen,
    incomplete,
  };
}

function findUnwired(ports: Int32Array): Incompleteness | null {
  const port = ports.indexOf(-1);
  return port < 0 ? null : { kind: "unwired", port };
}

function findUpstream(
  graph: Graph,
  ports: Int32Array,
  source: Int32Array,
  widths: Int32Array,
): Incompleteness | null {
  for (const wire of ports) {
    const from = source[wire] as number;
    if (widths[from] === 0) return { kind: "upstream", node: (graph.nodes[from] as GraphNode).id };
  }
  return null;
}

/**
 * Units of a node by what is foreseen of its sources, which `unitsInto` tells by port: 0 where they are not known yet,
 * null where they do not fit together.
 */
export function expectedWidth(
  node: GraphNode,
  ports: number,
  unitsInto: (port: number) => number,
): number | null {
  if ("width" in node) return node.width;
  for (let port = 0; port < ports; port++) {
    if (unitsInto(port) === 0) return 0;
  }
  return resultWidth(
    opOf(node.op),
    Array.from({ length: ports }, (_, port) => unitsInto(port)),
  );
}

/** Kahn's algorithm; the ready node that comes first in the document goes first (a binary heap of node numbers). */
function sortTopologically(
  count: number,
  incoming: readonly Int32Array[],
  outgoing: readonly Int32Array[],
  target: Int32Array,
): Int32Array {
  const waiting = new Int32Array(count);
  const heap = new IndexHeap(count);
  for (let index = 0; index < count; index++) {
    for (const wire of incoming[index] as Indices<WireIndex>) {
      if (wire >= 0) waiting[index] = (waiting[index] as number) + 1;
    }
    if (waiting[index] === 0) heap.push(index);
  }
  const order = new Int32Array(count);
  let sorted = 0;
  while (heap.size > 0) {
    const index = heap.pop();
    order[sorted++] = index;
    for (const wire of outgoing[index] as Indices<WireIndex>) {
      const next = target[wire] as number;
      const left = (waiting[next] as number) - 1;
      waiting[next] = left;
      if (left === 0) heap.push(next);
    }
  }
  return order.subarray(0, sorted);
}

/** Smallest number first. */
class IndexHeap {
  size = 0;
  private readonly items: Int32Array;

  constructor(capacity: number) {
    this.items = new Int32Array(capacity);
  }

  push(item: number): void {
    const { items } = this;
    let index = this.size++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent] as number;
      if (above <= item) break;
      items[index] = above;
      index = parent;
    }
    items[index] = item;
  }

  pop(): number {
    const { items } = this;
    const top = items[0] as number;
    const item = items[--this.size] as number;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && (items[child + 1] as number) < (items[child] as number)) child++;
      const below = items[child] as number;
      if (item <= below) break;
      items[index] = below;
      index = child;
    }
    items[index] = item;
    return top;
  }
}
