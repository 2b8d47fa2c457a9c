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
import { type OpId, opOf } from "@/ops";
import { canvasView } from "./canvas-view";
import { endWire } from "./connecting";
import { lastNodes } from "./selected-node";
import { documentOf } from "./selectors";
import { selectedNodes } from "./state";
import { useBackflow } from "./store";
import { spokenNode } from "./words";

/** Where a new node goes, and what it is wired with: at most one of `wire`, `into` and `joining`. */
export interface Placing {
  /** Its upper left corner; null: beside what it is wired with, else at a free place in the middle of the view. */
  readonly position: Position | null;
  /** A wire that it ends, where it fits. */
  readonly wire?: PendingConnection;
  /** Where that wire was let go: the node is put with its port there, unless `position` says where. */
  readonly letGo?: Position | null;
  /** A wire that it is put into. */
  readonly into?: Wire;
  /** Nodes that it goes on from, by port from the first on, or feeds where that cannot be. */
  readonly joining?: readonly NodeId[];
  /** The op was dropped on the card of the nodes in `joining`: what came of it is shown, not only spoken. */
  readonly isOnto?: boolean;
}

/**
 * Adds a node, wires it with the pending connection where that fits, or puts it into a wire, and selects it: one undo. The
 * node, or null where there is none.
 */
export function placeNode(op: OpId, placing: Placing): NodeId | null {
  const { wire, into, joining = [], isOnto = false } = placing;
  const state = useBackflow.getState();
  const before = documentOf(state);
  const added = addNode(before, op, { x: 0, y: 0 }, widthOfNew(before.graph, op, placing));
  if (!added.ok) {
    state.apply(added);
    return null;
  }
  const { document, node } = added.value;
  const wired = into
    ? insertIntoWire(document, node, into)
    : wire
      ? endWire(document, wire, node, null)
      : joinNodes(document, node, joining);
  // What finds no wire stands alone; but what was let go on a wire was meant for it.
  const edited: Edited =
    wired !== null && (wired.ok || into) ? wired : { ok: true, value: document };
  const placed: Edited = edited.ok
    ? {
        ok: true,
        value: withClass(withRoom(put(edited.value, node, placing), node, placing), node),
      }
    : edited;
  if (!state.apply(placed, { select: [node] })) return null;
  const others = wire ? [wire.fixed.node] : joining;
  const names = list(wiredAmong(documentOf(useBackflow.getState()), others, node).map(spokenNode));
  const connected = !into && wired?.ok && names !== "" ? `, wired with ${names}` : "";
  const title = opOf(op).title.toLowerCase();
  const said = `${into ? "Inserted" : "Added"} ${title} ${spokenNode(node)}${connected}.`;
  if (isOnto && wired?.ok) state.notify({ tone: "info", text: said, untilEdit: true });
  else state.say(said);
  if (into) tellOfRoom(node, into);
  tellOfOneUnit(node);
  if (wired && !wired.ok && (isOnto || isWorthSaying(wired.problem, op))) {
    const why = editProblemSentence(documentOf(useBackflow.getState()).graph, wired.problem);
    const [other] = others;
    const text = `${spokenNode(node)} is not wired with ${other === undefined ? "it" : spokenNode(other)}: ${why}`;
    useBackflow.getState().notify({ tone: "info", text, untilEdit: true });
  }
  return node;
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
  if (node?.op !== "target" || node.width === 1 || !op || !("ofSeveral" in opOf(op)))
    return document;
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
  state.notify({ tone: "info", text, untilEdit: true });
}

/** Tells what makes room, where a node that was put into a wire has none between its ends. */
export function tellOfRoom(node: NodeId, wire: Wire): void {
  const state = useBackflow.getState();
  if (standsBetween(documentOf(state), node, wire)) return;
  const [from, to] = [spokenNode(wire.source), spokenNode(wire.target)];
  const text = `${spokenNode(node)} has no room between ${from} and ${to} as they stand. Tidy up (T) makes room.`;
  state.notify({ tone: "info", text, untilEdit: true });
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
  return kind === "would-misfit" || kind === "width" || (kind === "port-full" && isTarget(op));
}

function isTarget(id: OpId): boolean {
  const op = opOf(id);
  return op.kind === "leaf" && op.isTarget === true;
}

/** The units of a new node, for its wire to fit: a target has those of its loss. */
function widthOfNew(graph: Graph, op: OpId, { into, wire, joining = [] }: Placing): number {
  if (into) return widthInWire(graph, op, into) ?? 1;
  if (wire) return wiringOf(graph, wire).widthOfNew(op);
  const node = graph.nodes.find(({ id }) => id === joining[0]);
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
  const comesLast = isTarget(op) && opOf(node.op).kind === "loss";
  return (comesLast ? open.at(-1) : open[0]) ?? null;
}

/** The document with a new node at its place, which depends on how it is wired: wires run level where they can. */
function put(document: BackflowDocument, node: NodeId, placing: Placing): BackflowDocument {
  return withPositions(document, new Map([[node, positionOf(document, node, placing)]]));
}

/** What goes into a wire gets room between its ends. */
function withRoom(document: BackflowDocument, node: NodeId, { into }: Placing): BackflowDocument {
  return into ? withRoomInWire(document, node, into) : document;
}

function positionOf(document: BackflowDocument, node: NodeId, placing: Placing): Position {
  const { position, wire, letGo = null, joining = [] } = placing;
  if (position !== null) return levelPosition(document, node, position);
  const others = wire ? [wire.fixed.node] : wiredAmong(document, joining, node);
  const other = others[0] ?? joining[0];
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
  const joining = lastNodes(documentOf(state), [...selectedNodes(state)]);
  return placeNode(op, { position: null, joining });
}
