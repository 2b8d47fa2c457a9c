import { type Edge, type Node, Position as RfPosition } from "@xyflow/react";
import { nodeText } from "@/explain";
import {
  type Graph,
  type GraphNode,
  type Layout,
  type NodeId,
  type NodeIndex,
  topologyOf,
  type Wire,
  type WireIndex,
  wireKey,
} from "@/graph";
import type { Alone, GroupCard, LabelPlace, LabelRoom } from "@/layout";
import {
  besideOf,
  inputEnd,
  outputEnd,
  outputSide,
  type Side,
  sizeOf,
  type WireEnd,
} from "@/layout";
import { opOf } from "@/ops";
import { nameWire } from "./wire-names";

/** What a drawn node needs to know of the document: structure, never numbers. */
export interface NodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly index: NodeIndex;
  readonly graph: Graph;
  readonly inputs: readonly WireEnd[];
  readonly outputs: readonly WireEnd[];
  /** Of a node that is not drawn itself, because the card of a folded group stands for it: its ends are those of the card. */
  readonly folded?: FoldedIn;
  /** How much higher than usual its flag stands, above the labels beside it. */
  readonly flagLift?: FlagLift;
}

/** The card that stands for a node. */
export interface FoldedIn {
  readonly card: GroupCard;
  /** Where one more wire into the node would arrive at the card. */
  readonly next: WireEnd;
}

/** How much higher than usual a flag stands, canvas units: with letters of the usual size, and as large as they grow. */
export interface FlagLift {
  readonly usual: number;
  readonly grown: number;
}

/** What a wire is drawn from. React Flow asks for a record of its `data`. */
export interface WireData extends Record<string, unknown> {
  readonly wire: Wire;
  readonly wireIndex: WireIndex;
  readonly graph: Graph;
  /** Which part of it runs alone, so that its label is not taken for that of a wire with the same source or target. */
  readonly alone: Alone;
  /** Where its label has room; absent: where its curve says. */
  readonly place?: LabelPlace & { readonly room: LabelRoom };
}

/** A node as React Flow holds it. */
export type FlowNode = Node<NodeData, "node">;
/** A wire as React Flow holds it. */
export type FlowEdge = Edge<WireData, "wire">;

const SIDES: Record<Side, RfPosition> = {
  left: RfPosition.Left,
  right: RfPosition.Right,
  top: RfPosition.Top,
  bottom: RfPosition.Bottom,
};

/** React Flow's name of a side. */
function sidePosition(side: Side): RfPosition {
  return SIDES[side];
}

/** The name of an input port, for React Flow and in `data-port`. */
export function inputHandle(port: number): string {
  return `in${port}`;
}

/** The name of an output port at a side, for React Flow and in `data-port`. */
export function outputHandle(side: Side): string {
  return `out-${side}`;
}

/** The drawn nodes, and what they show. */
interface Drawn {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly selection: ReadonlySet<NodeId>;
  readonly nodes: FlowNode[];
}

/**
 * Draws a document for React Flow. Its nodes and wires are reused while what they show is the same: React Flow keeps its own
 * records only for the identical object. A drag draws anew what has moved and its neighbours, whatever the size of the
 * graph.
 */
export class FlowElements {
  private nodes: Drawn | null = null;
  private wires: { graph: Graph; layout: Layout; edges: FlowEdge[] } | null = null;

  drawNodes(graph: Graph, layout: Layout, selection: ReadonlySet<NodeId>): FlowNode[] {
    const before = this.nodes;
    let nodes: FlowNode[];
    if (before?.graph === graph) {
      const stale = movedNodes(graph, before.layout, layout, neighboursOf);
      graph.nodes.forEach(({ id }, index) => {
        if (before.selection.has(id) !== selection.has(id)) stale.add(index);
      });
      nodes = before.nodes;
      for (const index of stale) {
        const old = before.nodes[index];
        const node = drawNode(graph, layout, selection, index, old);
        if (node === old) continue;
        if (nodes === before.nodes) nodes = [...nodes];
        nodes[index] = node;
      }
    } else {
      nodes = graph.nodes.map((_, index) => drawNode(graph, layout, selection, index));
    }
    this.nodes = { graph, layout, selection, nodes };
    return nodes;
  }

  drawWires(graph: Graph, layout: Layout): FlowEdge[] {
    const before = this.wires;
    let edges: FlowEdge[];
    if (before?.graph === graph) {
      edges = before.edges;
      for (const wire of movedNodes(graph, before.layout, layout, wiresOf)) {
        const old = before.edges[wire];
        const edge = drawWire(graph, layout, wire, old);
        if (edge === old) continue;
        if (edges === before.edges) edges = [...edges];
        edges[wire] = edge;
      }
    } else {
      edges = graph.wires.map((_, wire) => drawWire(graph, layout, wire));
    }
    this.wires = { graph, layout, edges };
    return edges;
  }
}

/** Indices of what `elementsAround` finds at the nodes that lie elsewhere than before. */
function movedNodes<Index extends NodeIndex | WireIndex>(
  graph: Graph,
  before: Layout,
  after: Layout,
  elementsAround: (graph: Graph, index: NodeIndex) => Iterable<Index>,
): Set<Index> {
  const concerned = new Set<Index>();
  if (before === after) return concerned;
  graph.nodes.forEach(({ id }, index) => {
    const from = before.get(id);
    const to = after.get(id);
    if (from === to || (from && to && from.x === to.x && from.y === to.y)) return;
    for (const element of elementsAround(graph, index)) concerned.add(element);
  });
  return concerned;
}

/** Indices of the wires at a node. */
function* wiresOf(graph: Graph, index: NodeIndex): Iterable<WireIndex> {
  const { incoming, outgoing } = topologyOf(graph);
  for (const wire of incoming[index] ?? []) if (wire >= 0) yield wire;
  yield* outgoing[index] ?? [];
}

/** Indices of a node and of all that are wired with it: where a wire leaves and arrives depends on both ends. */
function* neighboursOf(graph: Graph, index: NodeIndex): Iterable<NodeIndex> {
  yield index;
  const { indexOf } = topologyOf(graph);
  for (const wireIndex of wiresOf(graph, index)) {
    const wire = graph.wires[wireIndex];
    if (!wire) continue;
    for (const end of [indexOf.get(wire.source), indexOf.get(wire.target)]) {
      if (end !== undefined) yield end;
    }
  }
}

function drawNode(
  graph: Graph,
  layout: Layout,
  selection: ReadonlySet<NodeId>,
  index: NodeIndex,
  old?: FlowNode,
): FlowNode {
  const node = graph.nodes[index] as GraphNode;
  const { x, y } = layout.get(node.id) ?? { x: 0, y: 0 };
  const selected = selection.has(node.id);
  const inputs = inputsOf(graph, layout, index);
  const outputs = outputsOf(graph, layout, index);
  if (old && sameEnds(old.data.inputs, inputs) && sameEnds(old.data.outputs, outputs)) {
    const unmoved = old.position.x === x && old.position.y === y && old.selected === selected;
    return unmoved ? old : flowNodeOf(old.data, { x, y }, selected);
  }
  return flowNodeOf({ node, index, graph, inputs, outputs }, { x, y }, selected);
}

function drawWire(graph: Graph, layout: Layout, wireIndex: WireIndex, old?: FlowEdge): FlowEdge {
  const { indexOf } = topologyOf(graph);
  const wire = graph.wires[wireIndex] as Wire;
  const target = graph.nodes[indexOf.get(wire.target) ?? -1];
  const source = graph.nodes[indexOf.get(wire.source) ?? -1];
  const arrival =
    source && target
      ? inputEnd(target, wire.port, 1, besideOf(source, target, layout)).side
      : "left";
  const sourceHandle = outputHandle(outputSide(arrival));
  if (old?.sourceHandle === sourceHandle) return old;
  return {
    id: wireKey(wire),
    type: "wire",
    source: wire.source,
    target: wire.target,
    sourceHandle,
    targetHandle: inputHandle(wire.port),
    selectable: false,
    focusable: false,
    ariaLabel: nameWire(graph, wire),
    data: { wire, wireIndex, graph, alone: aloneOf(graph, wire) },
  };
}

function aloneOf(graph: Graph, wire: Wire): Alone {
  const { indexOf, incoming, outgoing } = topologyOf(graph);
  const target = graph.nodes[indexOf.get(wire.target) ?? -1];
  // The wires into a loss come from two sides: they never run together.
  if (target && opOf(target.op).kind === "loss") return "anywhere";
  const fansOut = (outgoing[indexOf.get(wire.source) ?? -1]?.length ?? 0) > 1;
  const inputs = incoming[indexOf.get(wire.target) ?? -1]?.length ?? 0;
  if (!fansOut) return inputs > 1 ? "near-source" : "anywhere";
  if (inputs < 2) return "near-target";
  if (wire.port === 0) return "at-first-input";
  return wire.port === inputs - 1 ? "at-last-input" : "nowhere";
}

function flowNodeOf(
  data: NodeData,
  position: { x: number; y: number },
  selected: boolean,
): FlowNode {
  const { width, height } = sizeOf(data.node);
  return {
    id: data.node.id,
    type: "node",
    position,
    data,
    selected,
    width,
    height,
    measured: { width, height },
    ariaLabel: `${nodeText(data.graph, data.node.id)}, ${opOf(data.node.op).title.toLowerCase()}`,
    connectable: false,
    deletable: false,
    handles: [
      ...data.inputs.map((end, port) => handleOf(end, "target", inputHandle(port))),
      ...data.outputs.map((end) => handleOf(end, "source", outputHandle(end.side))),
    ],
  };
}

/** A port as React Flow knows it: where wires end. */
export function handleOf(end: WireEnd, type: "source" | "target", id: string) {
  return {
    id,
    type,
    position: sidePosition(end.side),
    x: end.offset.x,
    y: end.offset.y,
    width: 1,
    height: 1,
  };
}

/** Where the wires into a node arrive, by port. */
function inputsOf(graph: Graph, layout: Layout, index: NodeIndex): readonly WireEnd[] {
  const node = graph.nodes[index];
  const { incoming, indexOf } = topologyOf(graph);
  const ports = incoming[index];
  if (!node || !ports) return [];
  return Array.from(ports, (wire, port) => {
    const source = graph.nodes[indexOf.get(graph.wires[wire]?.source ?? "") ?? -1];
    const beside = source ? besideOf(source, node, layout) : "level";
    return inputEnd(node, port, ports.length, beside);
  });
}

/** Where the wires out of a node leave: on the right, and on every other side that one of them takes. */
function outputsOf(graph: Graph, layout: Layout, index: NodeIndex): readonly WireEnd[] {
  const node = graph.nodes[index];
  const { outgoing, indexOf } = topologyOf(graph);
  if (!node) return [];
  const sides = new Set<Side>(["right"]);
  for (const wireIndex of outgoing[index] ?? []) {
    const wire = graph.wires[wireIndex];
    const target = graph.nodes[wire ? (indexOf.get(wire.target) ?? -1) : -1];
    if (!wire || !target) continue;
    const arrival = inputEnd(target, wire.port, 1, besideOf(node, target, layout)).side;
    sides.add(outputSide(arrival));
  }
  return Array.from(sides, (side) => outputEnd(node, side));
}

function sameEnds(a: readonly WireEnd[], b: readonly WireEnd[]): boolean {
  return (
    a.length === b.length &&
    a.every((end, index) => {
      const other = b[index];
      return (
        other?.side === end.side &&
        other.offset.x === end.offset.x &&
        other.offset.y === end.offset.y
      );
    })
  );
}
