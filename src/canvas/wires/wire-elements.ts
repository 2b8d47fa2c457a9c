import { type BackflowDocument, type NodeId, type Position, type Wire, wireKey } from "@/graph";
import { type Size, sizeOf, sizeOfOp } from "@/layout";
import type { OpId } from "@/ops";
import { documentOf, fitsInto, lastNodes, placeNode, selectedNodes, useBackflow } from "@/store";
import { cardsDrawn } from "../flow/later-folding";
import { nearestWire } from "./wire-search";

/** How near to a wire something is put into it, canvas units. */
export const NEAR_WIRE = 24;

/** The wire that an element of the page belongs to. */
export function wireOf(element: Element): Wire | null {
  const drawn = element.closest("[data-edge], [data-wire-label]");
  const name = drawn?.getAttribute("data-edge") ?? drawn?.getAttribute("data-wire-label");
  if (!name) return null;
  const { wires } = documentOf(useBackflow.getState()).graph;
  return wires.find((wire) => wireKey(wire) === name) ?? null;
}

/** The wire that a new node of an op would go into at a place, in canvas units; none under a card. */
export function wireForOp(op: OpId, at: Position): Wire | null {
  if (nodesAt(documentOf(useBackflow.getState()), at).length > 0) return null;
  const wire = nearestWire(at, NEAR_WIRE);
  return wire && fitsInto(documentOf(useBackflow.getState()).graph, op, wire) ? wire : null;
}

/** The nodes of the card at a place: one, those of a folded group, or none. */
function nodesAt(document: BackflowDocument, at: Position): readonly NodeId[] {
  const isIn = ({ x, y }: Position, { width, height }: Size): boolean =>
    at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  const { graph, layout } = document;
  const cards = cardsDrawn(document);
  const card = cards.find(({ position, size }) => isIn(position, size));
  if (card) return [...card.nodes];
  const node = graph.nodes.findLast((each) => {
    const corner = layout.get(each.id);
    const isHidden = cards.some(({ nodes }) => nodes.has(each.id));
    return corner !== undefined && !isHidden && isIn(corner, sizeOf(each));
  });
  return node ? [node.id] : [];
}

/**
 * Puts a new node of an op with its middle at a place, in canvas units, into the wire that lies there, or beside the card
 * that lies there and wired with it: it would cover the card.
 */
export function placeOp(op: OpId, middle: Position): void {
  const { width, height } = sizeOfOp(op);
  const position = { x: middle.x - width / 2, y: middle.y - height / 2 };
  const into = wireForOp(op, middle);
  const state = useBackflow.getState();
  const under = nodesAt(documentOf(state), middle);
  if (under.length > 0) {
    const nodes = lastNodes(documentOf(state), under);
    placeNode(op, null, { kind: "nodes", nodes, isOnto: true });
    return;
  }
  const nodes = lastNodes(documentOf(state), [...selectedNodes(state)]);
  placeNode(
    op,
    position,
    into ? { kind: "into", wire: into } : { kind: "nodes", nodes, isOnto: false },
  );
}

/** Lights a wire that something would go into; null puts it out. */
export function lightWire(wire: Wire | null): void {
  const state = useBackflow.getState();
  if (wire === null) {
    if (state.highlight) state.setHighlight(null);
    return;
  }
  const wireIndex = documentOf(state).graph.wires.indexOf(wire);
  if (!state.highlight?.wires.has(wireIndex)) {
    state.setHighlight({ nodes: new Set(), wires: new Set([wireIndex]) });
  }
}
