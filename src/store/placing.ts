import { editProblemSentence, list } from "@/explain";
import {
  addNode,
  addWire,
  type BackflowDocument,
  type Edited,
  type EditProblem,
  type Graph,
  type GraphNode,
  insertIntoWire,
  type NodeId,
  openPorts,
  type PendingConnection,
  type Position,
  topologyOf,
  type Wire,
  widthInWire,
  wiringOf,
  withNumber,
  withPositions,
} from "@/graph";
import {
  freePosition,
  levelPosition,
  positionBeside,
  positionBesideAll,
  positionByPort,
  standsBetween,
  withRoomInWire,
} from "@/layout";
import { isTarget, type OpId, opOf } from "@/ops";
import { canvasView } from "./canvas-view";
import { endWire } from "./connecting";
import { lastNodes } from "./selected-node";
import { documentOf } from "./selectors";
import { selectedNodes } from "./state";
import { useBackflow } from "./store";
import { spokenNode } from "./words";

/** What a new node is wired with. */
export type NewWiring =
  | { readonly kind: "alone" }
  /**
   * It ends a pending connection, where it fits. `letGo`: where that was let go, which is where the port of the node is put;
   * null: beside the node that it comes from.
   */
  | {
      readonly kind: "connection";
      readonly connection: PendingConnection;
      readonly letGo: Position | null;
    }
  /** It is put into a wire, or not added at all. */
  | { readonly kind: "into"; readonly wire: Wire }
  /**
   * It goes on from nodes, by port from the first on, or feeds them where that cannot be. `isOnto`: it was dropped on their
   * card, so what came of it is shown, not only spoken.
   */
  | { readonly kind: "nodes"; readonly nodes: readonly NodeId[]; readonly isOnto: boolean };

const ALONE: NewWiring = { kind: "alone" };

/**
 * Adds a node, wires it, and selects it: one undo. The node, or null where there is none. `position`: its upper left corner;
 * null: beside what it is wired with, else at a free place in the middle of the view.
 */
export function placeNode(
  op: OpId,
  position: Position | null,
  wiring: NewWiring = ALONE,
): NodeId | null {
  const state = useBackflow.getState();
  const before = documentOf(state);
  const added = addNode(before, op, { x: 0, y: 0 }, widthOfNew(before.graph, op, wiring));
  if (!added.ok) {
    state.apply(added);
    return null;
  }
  const { document, node } = added.value;
  const wired = wireNew(document, node, wiring);
  // What finds no wire stands alone; but what was let go on a wire was meant for it.
  const edited: Edited =
    wired !== null && (wired.ok || wiring.kind === "into") ? wired : { ok: true, value: document };
  const placed: Edited = edited.ok
    ? { ok: true, value: withClass(put(edited.value, node, position, wiring), node) }
    : edited;
  if (!state.apply(placed, { select: [node] })) return null;
  tellOfNew(node, op, wiring, wired);
  return node;
}

/** The document with the wires of a new node, or why it has none; null where it is to have none. */
function wireNew(document: BackflowDocument, node: NodeId, wiring: NewWiring): Edited | null {
  switch (wiring.kind) {
    case "alone":
      return null;
    case "connection":
      return endWire(document, wiring.connection, node, null);
    case "into":
      return insertIntoWire(document, node, wiring.wire);
    case "nodes":
      return joinNodes(document, node, wiring.nodes);
  }
}

/** The nodes that a new one is to be wired with; none for one that goes into a wire. */
function partnersIn(wiring: NewWiring): readonly NodeId[] {
  if (wiring.kind === "connection") return [wiring.connection.fixed.node];
  return wiring.kind === "nodes" ? wiring.nodes : [];
}

/** Tells what has become of a new node, and, where it was not wired as it was meant to be, why. */
function tellOfNew(node: NodeId, op: OpId, wiring: NewWiring, wired: Edited | null): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const partners = partnersIn(wiring);
  const isOnto = wiring.kind === "nodes" && wiring.isOnto;
  const names = list(wiredAmong(document, partners, node).map(spokenNode));
  const connected = wired?.ok && names !== "" ? `, wired with ${names}` : "";
  const title = opOf(op).title.toLowerCase();
  const done = wiring.kind === "into" ? "Inserted" : "Added";
  const said = `${done} ${title} ${spokenNode(node)}${connected}.`;
  if (isOnto && wired?.ok) state.notify({ tone: "info", text: said, lasts: "until-edit" });
  else state.say(said);
  if (wiring.kind === "into") tellOfRoom(node, wiring.wire);
  tellOfOneUnit(node);
  if (wired && !wired.ok && (isOnto || isWorthSaying(wired.problem, op))) {
    const why = editProblemSentence(document.graph, wired.problem);
    const [other] = partners;
    const text = `${spokenNode(node)} is not wired with ${other === undefined ? "it" : spokenNode(other)}: ${why}`;
    state.notify({ tone: "info", text, lasts: "until-edit" });
  }
}

/**
 * The first class for a new target of a loss of several classes: of none the loss is 0 whatever is predicted, and so are
 * all derivatives.
 */
function withClass(document: BackflowDocument, id: NodeId): BackflowDocument {
  const { graph, data } = document;
  const node = graph.nodes.find((each) => each.id === id);
  const loss = graph.wires.find(({ source, port }) => source === id && port === 1)?.target;
  const op = graph.nodes.find((each) => each.id === loss)?.op;
  const isVector = node !== undefined && "width" in node && node.width > 1;
  if (!isVector || !isTarget(opOf(node.op)) || !op || !("ofSeveral" in opOf(op))) return document;
  let classed = document;
  for (let row = 0; row < data.rows; row++) {
    classed = withNumber(classed, { kind: "value", node: id, row, unit: 0 }, 1);
  }
  return classed;
}

/** Tells that the softmax of a single unit, or a loss of classes over one, says nothing, where a node has just become one. */
export function tellOfOneUnit(node: NodeId): void {
  const state = useBackflow.getState();
  const { graph } = documentOf(state);
  const source = graph.wires.find(({ target, port }) => target === node && port === 0)?.source;
  const { indexOf, foreseen } = topologyOf(graph);
  const op = graph.nodes.find(({ id }) => id === node)?.op;
  if (source === undefined || op === undefined || !("ofSeveral" in opOf(op))) return;
  if (foreseen[indexOf.get(source) ?? -1] !== 1) return;
  const text = `The softmax of one unit is always 1. Select ${spokenNode(source)} and give it more units (Shift W).`;
  state.notify({ tone: "info", text, lasts: "until-edit" });
}

/** Tells what makes room, where a node that was put into a wire has none between its ends. */
export function tellOfRoom(node: NodeId, wire: Wire): void {
  const state = useBackflow.getState();
  if (standsBetween(documentOf(state), node, wire)) return;
  const [from, to] = [spokenNode(wire.source), spokenNode(wire.target)];
  const text = `${spokenNode(node)} has no room between ${from} and ${to} as they stand. Tidy up (T) makes room.`;
  state.notify({ tone: "info", text, lasts: "until-edit" });
}

/** Those of some nodes that a node is wired with. */
function wiredAmong(
  { graph: { wires } }: BackflowDocument,
  others: readonly NodeId[],
  node: NodeId,
): readonly NodeId[] {
  return others.filter((other) =>
    wires.some(
      ({ source, target }) =>
        (source === other && target === node) || (source === node && target === other),
    ),
  );
}

/**
 * Is the reason why a node was not wired news to the user? Widths can be changed and the wire of a target freed; that a loss
 * ends a graph, or that a leaf takes no wire, lies in their nature.
 */
function isWorthSaying({ kind }: EditProblem, op: OpId): boolean {
  return (
    kind === "would-misfit" || kind === "width" || (kind === "port-full" && isTarget(opOf(op)))
  );
}

/** The units of a new node, for its wire to fit: a target has those of its loss. */
function widthOfNew(graph: Graph, op: OpId, wiring: NewWiring): number {
  if (wiring.kind === "into") return widthInWire(graph, op, wiring.wire) ?? 1;
  if (wiring.kind === "connection") return wiringOf(graph, wiring.connection).widthOfNew(op);
  const [first] = partnersIn(wiring);
  const node = graph.nodes.find(({ id }) => id === first);
  const port = node && inputFor(graph, node, op);
  if (!node || port == null) return 1;
  return wiringOf(graph, {
    fixed: { kind: "target", node: node.id, port },
    replacing: null,
  }).widthOfNew(op);
}

/** The input of a node that a new node of an op would feed; null where none is open. */
function inputFor(graph: Graph, node: GraphNode, op: OpId): number | null {
  const open = openPorts(graph, node);
  const comesLast = isTarget(opOf(op)) && opOf(node.op).kind === "loss";
  return (comesLast ? open.at(-1) : open[0]) ?? null;
}

/**
 * The document with a new node where it goes, which depends on how it is wired: wires run level where they can, and what goes
 * into a wire gets room between its ends.
 */
function put(
  document: BackflowDocument,
  node: NodeId,
  position: Position | null,
  wiring: NewWiring,
): BackflowDocument {
  const at = position
    ? levelPosition(document, node, position)
    : positionOf(document, node, wiring);
  const placed = withPositions(document, new Map([[node, at]]));
  return wiring.kind === "into" ? withRoomInWire(placed, node, wiring.wire) : placed;
}

/** Where a new node goes of which only its wiring is known. */
function positionOf(document: BackflowDocument, node: NodeId, wiring: NewWiring): Position {
  const partners = partnersIn(wiring);
  const letGo = wiring.kind === "connection" ? wiring.letGo : null;
  const others = wiring.kind === "connection" ? partners : wiredAmong(document, partners, node);
  const other = others[0] ?? partners[0];
  if (other === undefined) return freePosition(document, canvasView.get().locate().corner, node);
  const own = document.graph.wires.find(({ source, target }) => source === node || target === node);
  if (others.length > 1) return positionBesideAll(document, node, others);
  if (!letGo || !own) return positionBeside(document, node, other);
  return levelPosition(document, node, positionByPort(document, node, own, letGo));
}

/**
 * Wires a new node with others: from those that it can go on from; else, where it can go on from none, into an input of each.
 * A node that one of them feeds feeds no other: of units beside each other it would make a chain. A linear node takes any
 * number of inputs, so what owns numbers is one more of them. Null: with none.
 */
function joinNodes(
  document: BackflowDocument,
  added: NodeId,
  others: readonly NodeId[],
): Edited | null {
  const fed = joinEach(document, others, (now, other) => addWire(now, other, added, null));
  if (fed === null || fed.ok) return fed;
  const feeding = joinEach(document, others, (now, other) => addWire(now, added, other, null));
  if (feeding === null || feeding.ok) return feeding;
  // A leaf takes no wires at all: only why it cannot feed the others is something that can be changed.
  const own = document.graph.nodes.find(({ id }) => id === added);
  return own && opOf(own.op).kind === "leaf" ? feeding : fed;
}

/** One that does not fit takes nothing from those that do; where none does, the first reason counts. */
function joinEach(
  document: BackflowDocument,
  others: readonly NodeId[],
  join: (document: BackflowDocument, other: NodeId) => Edited,
): Edited | null {
  let joined: Edited | null = null;
  for (const other of others) {
    const next = join(joined?.ok ? joined.value : document, other);
    if (next.ok || joined === null) joined = next;
  }
  return joined;
}

/**
 * Adds a node of an op without being shown a place: after the selected node and wired with it where that fits, else in
 * the middle of the view. The node, or null where there is none.
 */
export function placeAtOnce(op: OpId): NodeId | null {
  const state = useBackflow.getState();
  const nodes = lastNodes(documentOf(state), [...selectedNodes(state)]);
  return placeNode(op, null, { kind: "nodes", nodes, isOnto: false });
}
