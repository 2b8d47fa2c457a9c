import { Position as RfPosition } from "@xyflow/react";
import type { Graph, Layout, NodeGroup, NodeId, Wire } from "@/graph";
import { type GroupCard, type GroupPort, groupCard } from "@/layout";
import { type FlowEdge, type FlowNode, inputHandle } from "./flow-elements";

/** What is drawn where groups are folded. */
export interface FoldedPictures {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
  readonly cards: readonly GroupCard[];
}

/**
 * The pictures of a graph of which some groups are folded: their nodes, and the wires between these, are hidden, and what
 * leads into a group or out of it ends at the ports of its card. The same pictures where nothing is folded.
 */
export function foldPictures(
  graph: Graph,
  layout: Layout,
  groups: readonly NodeGroup[],
  nodes: FlowNode[],
  edges: FlowEdge[],
): FoldedPictures {
  const cards = groups
    .filter(({ folded }) => folded)
    .map((group) => groupCard(graph, layout, group));
  if (cards.length === 0) return { nodes, edges, cards };
  const cardOf = new Map<NodeId, GroupCard>();
  for (const card of cards) for (const node of card.group.nodes) cardOf.set(node, card);
  const wiresInto = new Map<NodeId, Wire[]>();
  for (const wire of graph.wires) {
    const card = cardOf.get(wire.target);
    if (!card || cardOf.get(wire.source) === card) continue;
    const wires = wiresInto.get(wire.target);
    if (wires) wires.push(wire);
    else wiresInto.set(wire.target, [wire]);
  }
  return {
    nodes: nodes.map((picture) => {
      const card = cardOf.get(picture.id);
      return card ? hidden(picture, card, wiresInto.get(picture.id) ?? []) : picture;
    }),
    edges: edges.map((picture) => {
      const card = cardOf.get(picture.source);
      return card && card === cardOf.get(picture.target) ? { ...picture, hidden: true } : picture;
    }),
    cards,
  };
}

/** A node that is not drawn: its wires end at the card of its group. */
function hidden(picture: FlowNode, card: GroupCard, into: readonly Wire[]): FlowNode {
  const at = (port: GroupPort | undefined) => ({
    x: card.position.x + (port?.offset.x ?? 0) - picture.position.x,
    y: card.position.y + (port?.offset.y ?? 0) - picture.position.y,
    width: 1,
    height: 1,
  });
  const out = card.outputs.find(({ node }) => node === picture.id);
  const handles = (picture.handles ?? []).map((handle) => {
    if (handle.type === "source") return { ...handle, position: RfPosition.Right, ...at(out) };
    const wire = into.find(({ port }) => inputHandle(port) === handle.id);
    const port = card.inputs.find(({ node }) => node === wire?.source);
    return { ...handle, position: RfPosition.Left, ...at(port) };
  });
  return { ...picture, hidden: true, handles };
}
