import type { Graph, Layout, NodeGroup, NodeId, Position } from "@/graph";
import { type Bounds, boundsOf } from "./bounds";
import type { Size } from "./node-size";

const WIDTH = 168;
const HEAD = 40;
const FOOT = 26;
const PORT_PITCH = 30;
const LEAST_HEIGHT = 116;
/** From a frame to the nodes in it, canvas units. */
const MARGIN = 22;
const FRAME_HEAD = 34;

/** A folded group as it is drawn: one node with a port for each thing that comes in or goes out. */
export interface GroupCard {
  readonly group: NodeGroup;
  readonly position: Position;
  readonly size: Size;
  /** Nodes outside that feed it, each at a port of its own; by the order of the document. */
  readonly inputs: readonly GroupPort[];
  /** Nodes inside that feed others, likewise. */
  readonly outputs: readonly GroupPort[];
}

export interface GroupPort {
  readonly node: NodeId;
  /** From the upper left corner of the card. */
  readonly offset: Position;
}

/** The card of a folded group stands in the middle of where its nodes do. */
export function groupCard(graph: Graph, layout: Layout, group: NodeGroup): GroupCard {
  const inside = new Set(group.nodes);
  const feeding = new Set<NodeId>();
  const fed = new Set<NodeId>();
  for (const { source, target } of graph.wires) {
    if (!inside.has(source) && inside.has(target)) feeding.add(source);
    if (inside.has(source) && !inside.has(target)) fed.add(source);
  }
  const ports = Math.max(feeding.size, fed.size);
  const size = { width: WIDTH, height: Math.max(LEAST_HEIGHT, HEAD + PORT_PITCH * ports + FOOT) };
  const bounds = groupBounds(graph, layout, group);
  const position = {
    x: Math.round((bounds.left + bounds.right - size.width) / 2) + 0,
    y: Math.round((bounds.top + bounds.bottom - size.height) / 2) + 0,
  };
  const portsOf = (nodes: ReadonlySet<NodeId>, x: number): readonly GroupPort[] => {
    // From above to below as the nodes stand, so that wires cross as little as they did.
    const sorted = [...nodes].sort((a, b) => (layout.get(a)?.y ?? 0) - (layout.get(b)?.y ?? 0));
    const room = size.height - HEAD - FOOT;
    // One wire alone runs level with the middle of the card.
    const first = sorted.length === 1 ? size.height / 2 : HEAD + room / (2 * sorted.length);
    return sorted.map((node, rank) => ({
      node,
      offset: { x, y: Math.round(first + (room * rank) / sorted.length) },
    }));
  };
  return {
    group,
    position,
    size,
    inputs: portsOf(feeding, 0),
    outputs: portsOf(fed, size.width),
  };
}

/** The frame of a group that is not folded: round its nodes, with room for its name. */
export function groupFrame(graph: Graph, layout: Layout, group: NodeGroup): Bounds {
  const { left, top, right, bottom } = groupBounds(graph, layout, group);
  return {
    left: left - MARGIN,
    top: top - MARGIN - FRAME_HEAD,
    right: right + MARGIN,
    bottom: bottom + MARGIN,
  };
}

function groupBounds(graph: Graph, layout: Layout, { nodes }: NodeGroup): Bounds {
  const inside = new Set(nodes);
  const own = { ...graph, nodes: graph.nodes.filter(({ id }) => inside.has(id)) };
  return boundsOf(own, layout) ?? { left: 0, top: 0, right: 0, bottom: 0 };
}
