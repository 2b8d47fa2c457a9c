import type { Graph, Layout, NodeGroup, NodeId } from "@/graph";
import { type GroupCard, type GroupPort, groupCards, type Side, type WireEnd } from "@/layout";
import { type FlowEdge, type FlowNode, handleOf, inputHandle, outputHandle } from "./flow-elements";

export { groupCards };

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
  const cards = groupCards(graph, layout, groups);
  if (cards.length === 0) return { nodes, edges, cards };
  const cardOf = new Map<NodeId, GroupCard>();
  for (const card of cards) for (const node of card.nodes) cardOf.set(node, card);
  return {
    nodes: nodes.map((picture) => {
      const card = cardOf.get(picture.id);
      return card ? hidden(picture, card) : picture;
    }),
    edges: edges.map((picture) => {
      const card = cardOf.get(picture.source);
      return card && card === cardOf.get(picture.target) ? { ...picture, hidden: true } : picture;
    }),
    cards,
  };
}

/** A node that is not drawn: its wires begin and end at the card of its group. */
function hidden(picture: FlowNode, card: GroupCard): FlowNode {
  const { id, position, data } = picture;
  const at = (port: GroupPort | undefined, side: Side): WireEnd => ({
    side,
    offset: {
      x: card.position.x + (port?.offset.x ?? 0) - position.x,
      y: card.position.y + (port?.offset.y ?? 0) - position.y,
    },
  });
  const inputs = data.inputs.map((_, port) => at(portAt(card, id, port), "left"));
  const next = portAt(card, id, data.inputs.length);
  const out = card.outputs.find(({ node }) => node === id);
  const outputs = data.outputs.map(({ side }) => ({ ...at(out, "right"), name: side }));
  return {
    ...picture,
    hidden: true,
    data: {
      ...data,
      inputs,
      outputs: [at(out, "right")],
      folded: { card, next: at(next, "left") },
    },
    handles: [
      ...inputs.map((end, port) => handleOf(end, "target", inputHandle(port))),
      ...outputs.map(({ name, ...end }) => handleOf(end, "source", outputHandle(name))),
    ],
  };
}

/** The input of a card that stands for one of a node in it. */
function portAt(card: GroupCard, id: NodeId, port: number): GroupPort | undefined {
  return card.inputs.find(({ ends }) => ends.some((end) => end.node === id && end.port === port));
}
