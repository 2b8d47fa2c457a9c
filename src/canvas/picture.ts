import { type Edge, type Node, Position as RfPosition } from "@xyflow/react";
import { symbolText } from "@/explain";
import {
  type Graph,
  type GraphNode,
  type Layout,
  type NodeId,
  topologyOf,
  type Wire,
} from "@/graph";
import { opOf } from "@/ops";
import {
  type Beside,
  inputEnd,
  outputEnd,
  outputSide,
  type Side,
  sizeOf,
  type WireEnd,
} from "./size";
import { nameWire } from "./wire-names";

/** What a drawn node needs to know of the document: structure, never numbers. */
export interface NodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  /** Place in `graph.nodes`. */
  readonly index: number;
  readonly graph: Graph;
  readonly inputs: readonly WireEnd[];
  readonly outputs: readonly WireEnd[];
}

export interface WireData extends Record<string, unknown> {
  readonly wire: Wire;
  /** Place in `graph.wires`. */
  readonly place: number;
  readonly graph: Graph;
  /** Part of the way at which its label stands: where wires that start or end together have parted. */
  readonly labelAt: number;
}

export type NodePicture = Node<NodeData, "node">;
export type WirePicture = Edge<WireData, "wire">;

const SIDES: Record<Side, RfPosition> = {
  left: RfPosition.Left,
  right: RfPosition.Right,
  top: RfPosition.Top,
  bottom: RfPosition.Bottom,
};

/** React Flow's name of a side. */
export function sidePosition(side: Side): RfPosition {
  return SIDES[side];
}

export function inputHandle(port: number): string {
  return `in${port}`;
}

export function outputHandle(side: Side): string {
  return `out-${side}`;
}

/** The name of a wire that tests and scripts rely on. */
export function wireName(wire: Wire): string {
  return `${wire.source}->${wire.target}:${wire.port}`;
}

/**
 * Draws a document for React Flow. Its pictures are reused while what they show is the same: React Flow keeps its own
 * records only for the identical object.
 */
export class PictureBook {
  private nodes = new Map<NodeId, NodePicture>();
  private wires: { graph: Graph; layout: Layout; pictures: WirePicture[] } | null = null;

  drawNodes(graph: Graph, layout: Layout, selection: ReadonlySet<NodeId>): NodePicture[] {
    const drawn = new Map<NodeId, NodePicture>();
    const ends = endsOf(graph, layout);
    graph.nodes.forEach((node, index) => {
      const position = layout.get(node.id) ?? { x: 0, y: 0 };
      const selected = selection.has(node.id);
      const inputs = ends.inputs[index] ?? [];
      const outputs = ends.outputs[index] ?? [];
      const old = this.nodes.get(node.id);
      const sameData =
        old !== undefined &&
        old.data.graph === graph &&
        sameEnds(old.data.inputs, inputs) &&
        sameEnds(old.data.outputs, outputs);
      const unmoved =
        sameData &&
        old.position.x === position.x &&
        old.position.y === position.y &&
        old.selected === selected;
      const picture = unmoved
        ? old
        : pictureOf(
            sameData ? old.data : { node, index, graph, inputs, outputs },
            { x: position.x, y: position.y },
            selected,
          );
      drawn.set(node.id, picture);
    });
    this.nodes = drawn;
    return [...drawn.values()];
  }

  drawWires(graph: Graph, layout: Layout): WirePicture[] {
    if (this.wires?.graph === graph && this.wires.layout === layout) return this.wires.pictures;
    const old = this.wires?.graph === graph ? this.wires.pictures : null;
    const { indexOf } = topologyOf(graph);
    const pictures = graph.wires.map((wire, place): WirePicture => {
      const target = graph.nodes[indexOf.get(wire.target) ?? -1];
      const source = graph.nodes[indexOf.get(wire.source) ?? -1];
      const arrival =
        source && target
          ? inputEnd(target, wire.port, 1, besideOf(source, target, layout)).side
          : "left";
      const sourceHandle = outputHandle(outputSide(arrival));
      const before = old?.[place];
      if (before && before.sourceHandle === sourceHandle) return before;
      return {
        id: wireName(wire),
        type: "wire",
        source: wire.source,
        target: wire.target,
        sourceHandle,
        targetHandle: inputHandle(wire.port),
        selectable: false,
        focusable: false,
        ariaLabel: nameWire(graph, wire),
        data: { wire, place, graph, labelAt: labelAt(graph, wire) },
      };
    });
    this.wires = { graph, layout, pictures };
    return pictures;
  }
}

function labelAt(graph: Graph, wire: Wire): number {
  const { indexOf, incoming, outgoing } = topologyOf(graph);
  const target = graph.nodes[indexOf.get(wire.target) ?? -1];
  // The wires into a loss come from two sides: they never run together.
  if (target && opOf(target.op).kind === "loss") return 0.5;
  const fansOut = (outgoing[indexOf.get(wire.source) ?? -1]?.length ?? 0) > 1;
  const fansIn = (incoming[indexOf.get(wire.target) ?? -1]?.length ?? 0) > 1;
  if (fansOut === fansIn) return 0.5;
  return fansOut ? 0.7 : 0.3;
}

function pictureOf(
  data: NodeData,
  position: { x: number; y: number },
  selected: boolean,
): NodePicture {
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
    ariaLabel: `${symbolText(data.node.symbol)}, ${opOf(data.node.op).title.toLowerCase()}`,
    connectable: false,
    deletable: false,
    handles: [
      ...data.inputs.map((end, port) => handleOf(end, "target", inputHandle(port))),
      ...data.outputs.map((end) => handleOf(end, "source", outputHandle(end.side))),
    ],
  };
}

function handleOf(end: WireEnd, type: "source" | "target", id: string) {
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

function besideOf(source: GraphNode, target: GraphNode, layout: Layout): Beside {
  const from = layout.get(source.id);
  const to = layout.get(target.id);
  if (!from || !to) return "level";
  if (from.y >= to.y + sizeOf(target).height) return "below";
  return from.y + sizeOf(source).height <= to.y ? "above" : "level";
}

/** The ends of all wires at each node, by place in `graph.nodes`. */
function endsOf(graph: Graph, layout: Layout) {
  const { incoming, outgoing, indexOf } = topologyOf(graph);
  const inputs = graph.nodes.map((node, index) => {
    const ports = incoming[index] ?? new Int32Array(0);
    return Array.from(ports, (place, port) => {
      const source = graph.nodes[indexOf.get(graph.wires[place]?.source ?? "") ?? -1];
      const beside = source ? besideOf(source, node, layout) : "level";
      return inputEnd(node, port, ports.length, beside);
    });
  });
  const outputs = graph.nodes.map((node, index) => {
    const sides = new Set<Side>(["right"]);
    for (const place of outgoing[index] ?? []) {
      const wire = graph.wires[place];
      const target = wire ? indexOf.get(wire.target) : undefined;
      if (!wire || target === undefined) continue;
      sides.add(outputSide(inputs[target]?.[wire.port]?.side ?? "left"));
    }
    return Array.from(sides, (side) => outputEnd(node, side));
  });
  return { inputs, outputs };
}

function sameEnds(a: readonly WireEnd[], b: readonly WireEnd[]): boolean {
  return (
    a.length === b.length &&
    a.every((end, place) => {
      const other = b[place];
      return (
        other?.side === end.side &&
        other.offset.x === end.offset.x &&
        other.offset.y === end.offset.y
      );
    })
  );
}
