import {
  type Graph,
  groupsAround,
  type Layout,
  missesInput,
  type NodeGroup,
  type NodeId,
  nodesInGroup,
  openPorts,
  type Position,
  shownGroups,
} from "@/graph";
import { feedsOthers, opOf } from "@/ops";
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
  /** All nodes in it, those of groups in it too. */
  readonly nodes: ReadonlySet<NodeId>;
  readonly position: Position;
  readonly size: Size;
  /** One for each node outside that feeds it, and one for each input inside that nothing feeds. */
  readonly inputs: readonly GroupPort[];
  /** One for each node inside that feeds others, or that could. */
  readonly outputs: readonly GroupPort[];
}

/** A port of a card: where wires between the group and the rest of the graph begin or end. */
export interface GroupPort {
  /** Whose symbol it bears: what feeds it, or what it leads out of; of an open input, the node that misses it. */
  readonly node: NodeId;
  /** The ports inside that it stands for; of an output, none. */
  readonly ends: readonly { readonly node: NodeId; readonly port: number }[];
  /** From the upper left corner of the card. */
  readonly offset: Position;
}

/** The card of a folded group stands in the middle of where its nodes do. */
function groupCard(
  graph: Graph,
  layout: Layout,
  groups: readonly NodeGroup[],
  group: NodeGroup,
): GroupCard {
  const nodes = new Set(nodesInGroup(groups, group));
  const feeding = new Map<NodeId, { node: NodeId; port: number }[]>();
  const fed = new Set<NodeId>();
  const used = new Set<NodeId>();
  for (const { source, target, port } of graph.wires) {
    used.add(source);
    if (nodes.has(source) && !nodes.has(target)) fed.add(source);
    if (nodes.has(source) || !nodes.has(target)) continue;
    const ends = feeding.get(source);
    if (ends) ends.push({ node: target, port });
    else feeding.set(source, [{ node: target, port }]);
  }
  const inputs = Array.from(feeding, ([node, ends]) => ({ node, ends }));
  for (const node of graph.nodes) {
    if (!nodes.has(node.id)) continue;
    if (!used.has(node.id) && feedsOthers(opOf(node.op))) fed.add(node.id);
    if (!missesInput(graph, node)) continue;
    for (const port of openPorts(graph, node)) {
      inputs.push({ node: node.id, ends: [{ node: node.id, port }] });
    }
  }
  const outputs = Array.from(fed, (node) => ({ node, ends: [] }));
  const ports = Math.max(inputs.length, outputs.length);
  const size = { width: WIDTH, height: Math.max(LEAST_HEIGHT, HEAD + PORT_PITCH * ports + FOOT) };
  const bounds = boundsOfNodes(graph, layout, nodes);
  const position = {
    x: Math.round((bounds.left + bounds.right - size.width) / 2) + 0,
    y: Math.round((bounds.top + bounds.bottom - size.height) / 2) + 0,
  };
  const heightOf = ({ node }: { readonly node: NodeId }): number => layout.get(node)?.y ?? 0;
  const placed = (own: readonly Omit<GroupPort, "offset">[], x: number): readonly GroupPort[] => {
    // From above to below as the nodes stand, so that wires cross as little as they did.
    const sorted = own.toSorted((a, b) => heightOf(a) - heightOf(b));
    const room = size.height - HEAD - FOOT;
    // One wire alone runs level with the middle of the card.
    const first = sorted.length === 1 ? size.height / 2 : HEAD + room / (2 * sorted.length);
    return sorted.map((port, rank) => ({
      ...port,
      offset: { x, y: Math.round(first + (room * rank) / sorted.length) },
    }));
  };
  return {
    group,
    nodes,
    position,
    size,
    inputs: placed(inputs, 0),
    outputs: placed(outputs, size.width),
  };
}

/**
 * The frames of the groups that are drawn unfolded, by their ids: round its own nodes, and the cards and frames in it, with
 * room for its name.
 */
export function groupFrames(
  graph: Graph,
  layout: Layout,
  groups: readonly NodeGroup[],
): ReadonlyMap<string, Bounds> {
  const cards = new Map(groupCards(graph, layout, groups).map((card) => [card.group.id, card]));
  const innermostFirst = shownGroups(groups)
    .map((group) => ({ group, depth: groupsAround(groups, group).length }))
    .sort((a, b) => b.depth - a.depth);
  const frames = new Map<string, Bounds>();
  const inside = new Map<string, Bounds[]>();
  for (const { group } of innermostFirst) {
    const { id, nodes, parent } = group;
    const card = cards.get(id);
    const own = nodes.length > 0 ? [boundsOfNodes(graph, layout, new Set(nodes))] : [];
    const bounds = card ? boundsOfCard(card) : frameRound([...own, ...(inside.get(id) ?? [])]);
    if (!card) frames.set(id, bounds);
    if (parent !== undefined) inside.set(parent, [...(inside.get(parent) ?? []), bounds]);
  }
  return frames;
}

function boundsOfCard({ position: { x, y }, size: { width, height } }: GroupCard): Bounds {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function frameRound(all: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...all.map(({ left }) => left)) - MARGIN,
    top: Math.min(...all.map(({ top }) => top)) - MARGIN - FRAME_HEAD,
    right: Math.max(...all.map(({ right }) => right)) + MARGIN,
    bottom: Math.max(...all.map(({ bottom }) => bottom)) + MARGIN,
  };
}

function boundsOfNodes(graph: Graph, layout: Layout, nodes: ReadonlySet<NodeId>): Bounds {
  const own = { ...graph, nodes: graph.nodes.filter(({ id }) => nodes.has(id)) };
  return boundsOf(own, layout) ?? { left: 0, top: 0, right: 0, bottom: 0 };
}

/** The cards of a document: of the folded groups that lie in no other folded one. */
export function groupCards(
  graph: Graph,
  layout: Layout,
  groups: readonly NodeGroup[],
): readonly GroupCard[] {
  return shownGroups(groups)
    .filter(({ folded }) => folded)
    .map((group) => groupCard(graph, layout, groups, group));
}
