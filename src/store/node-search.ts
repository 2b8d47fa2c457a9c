import {
  addNode,
  addWire,
  type BackflowDocument,
  canSwap,
  type Edited,
  fitsIntoWire,
  type Graph,
  insertIntoWire,
  missesInput,
  moveWire,
  type NodeId,
  newNode,
  type PendingConnection,
  type Position,
  swapOp,
  type Wire,
  type Wiring,
  type WiringProblem,
  wiringOf,
  withPositions,
} from "@/graph";
import { freePosition, levelPosition, positionBeside, positionByPort } from "@/layout";
import { type Op, type OpId, opOf, ops } from "@/ops";
import { canvasView } from "./canvas-view";
import { chosenNode } from "./selected-node";
import { documentOf } from "./selectors";
import type { NodeSearch } from "./state";
import { useBackflow } from "./store";
import { describeWire, spokenNode } from "./words";

/** A node that is there to be wired with; `port`: the input that the wire would end at, null where it would begin. */
export interface FittingNode {
  readonly id: NodeId;
  readonly port: number | null;
}

/** What the search offers: nodes that are there to be wired, and ops. */
export interface Choices {
  readonly nodes: readonly FittingNode[];
  readonly ops: readonly Op[];
}

/**
 * All that fits: an op or a node that would be refused, whatever the size of the graph, is not offered. What an op is
 * changed from is.
 */
export function choicesOf({ graph }: BackflowDocument, search: NodeSearch): Choices {
  switch (search.kind) {
    case "add":
      return { nodes: [], ops };
    case "connect": {
      const wiring = wiringOf(graph, search.wire);
      return {
        nodes: fittingNodes(graph, search.wire, wiring),
        ops: ops.filter((op) => wiring.takesNew(op.id)),
      };
    }
    case "insert":
      return { nodes: [], ops: ops.filter((op) => fitsInto(graph, op.id, search.wire)) };
    case "swap":
      return {
        nodes: [],
        ops: ops.filter((op) => canSwap(graph, search.node, op.id)),
      };
  }
}

/** The op that the search changes into another; null where it changes none. */
export function presentOp({ graph }: BackflowDocument, search: NodeSearch): Op | null {
  const node = search.kind === "swap" && graph.nodes.find(({ id }) => id === search.node);
  return node ? opOf(node.op) : null;
}

/** Why the search does not offer a node to end its wire at; null where it does, or where it looks for no end. */
export function refusalOf(
  document: BackflowDocument,
  search: NodeSearch,
  node: NodeId,
): WiringProblem | null {
  if (search.kind !== "connect") return null;
  const judged = wiringOf(document.graph, search.wire).judge(node, null);
  return judged.ok ? null : judged.problem;
}

/** Does with an op what the search was opened for. */
export function chooseOp(search: NodeSearch, op: OpId): void {
  const state = useBackflow.getState();
  state.setNodeSearch(null);
  switch (search.kind) {
    case "add":
      placeNode(op, { position: search.position, joining: search.node });
      return;
    case "connect":
      placeNode(op, { position: null, wire: search.wire, letGo: search.position });
      return;
    case "insert":
      placeNode(op, {
        position: search.position,
        into: search.wire,
        // Where there is no room on the wire, beside it: nodes in the way stay where they are.
        seeksRoom: true,
      });
      return;
    case "swap":
      if (state.apply(swapOp(documentOf(state), search.node, op))) {
        state.say(`${spokenNode(search.node)} is ${opOf(op).title.toLowerCase()} now.`);
      }
  }
}

/** Ends the search's wire at a node. */
export function chooseNode(search: NodeSearch, node: NodeId): void {
  useBackflow.getState().setNodeSearch(null);
  if (search.kind === "connect") connectWire(search.wire, node, null);
}

/** Where a new node goes, and what it is wired with: at most one of the three. */
export interface Placing {
  /** Its upper left corner; null: beside what it is wired with, else at a free place in the middle of the view. */
  readonly position: Position | null;
  /** A wire that it ends, where it fits. */
  readonly wire?: PendingConnection;
  /** Where that wire was let go: there is the node's port, if it has no other place. */
  readonly letGo?: Position | null;
  /** A wire that it is put into. */
  readonly into?: Wire;
  /** Does it give way to nodes that stand in its place? */
  readonly seeksRoom?: boolean;
  /** A node that it goes on from, or feeds where that cannot be. */
  readonly joining?: NodeId | null;
}

/**
 * Adds a node, wires it with what is in hand where that fits, or puts it into a wire, and selects it: one undo. The
 * node, or null where there is none.
 */
export function placeNode(op: OpId, placing: Placing): NodeId | null {
  const { wire, into, joining = null } = placing;
  const state = useBackflow.getState();
  const added = addNode(documentOf(state), op, { x: 0, y: 0 });
  if (!added.ok) {
    state.apply(added);
    return null;
  }
  const { document, node } = added.value;
  const wired = into
    ? insertIntoWire(document, node, into)
    : wire
      ? endWire(document, wire, node, null)
      : joinNode(document, node, joining);
  // What finds no wire stands alone; but what was let go on a wire was meant for it.
  const edited: Edited =
    wired !== null && (wired.ok || into) ? wired : { ok: true, value: document };
  const placed: Edited = edited.ok ? { ok: true, value: put(edited.value, node, placing) } : edited;
  if (!state.apply(placed, { select: [node] })) return null;
  const other = wire?.fixed.node ?? joining;
  const connected = !into && wired?.ok && other !== null ? `, wired with ${spokenNode(other)}` : "";
  const title = opOf(op).title.toLowerCase();
  state.say(`${into ? "Inserted" : "Added"} ${title} ${spokenNode(node)}${connected}.`);
  return node;
}

/** The document with a new node at its place, which depends on how it is wired: wires run level where they can. */
function put(document: BackflowDocument, node: NodeId, placing: Placing): BackflowDocument {
  return withPositions(document, new Map([[node, positionOf(document, node, placing)]]));
}

function positionOf(document: BackflowDocument, node: NodeId, placing: Placing): Position {
  const { position, wire, letGo = null, seeksRoom = false, joining = null } = placing;
  if (position !== null) {
    const level = levelPosition(document, node, position);
    return seeksRoom ? freePosition(document, level, node) : level;
  }
  const other = wire?.fixed.node ?? joining;
  if (other === null) return freePosition(document, canvasView.get().locate().corner, node);
  const own = document.graph.wires.find(({ source, target }) => source === node || target === node);
  if (!letGo || !own) return positionBeside(document, node, other);
  return levelPosition(document, node, positionByPort(document, node, own, letGo));
}

/** Wires a new node with another: from that into it, else from it into an input that the other misses. Null: with none. */
function joinNode(document: BackflowDocument, added: NodeId, other: NodeId | null): Edited | null {
  const node = document.graph.nodes.find(({ id }) => id === other);
  if (!node) return null;
  const onward = addWire(document, node.id, added, null);
  if (onward.ok || !missesInput(document.graph, node)) return onward;
  return addWire(document, added, node.id, null);
}

/** Ends a wire in hand at a node's port; null: at the first that takes it. False where it was refused, with the reason told. */
export function connectWire(wire: PendingConnection, node: NodeId, port: number | null): boolean {
  const state = useBackflow.getState();
  const edited = endWire(documentOf(state), wire, node, port);
  const done = state.apply(edited);
  if (done) state.say(describeWire(wire, node));
  return done;
}

/**
 * Adds a node of an op without being shown a place: after the selected node and wired with it where that fits, else in
 * the middle of the view. The node, or null where there is none.
 */
export function placeAtOnce(op: OpId): NodeId | null {
  return placeNode(op, { position: null, joining: chosenNode(useBackflow.getState()) });
}

function endWire(
  document: BackflowDocument,
  { fixed, replacing }: PendingConnection,
  node: NodeId,
  port: number | null,
): Edited {
  if (fixed.kind === "source") {
    return replacing === null
      ? addWire(document, fixed.node, node, port)
      : moveWire(document, replacing, { kind: "target", node, port });
  }
  return replacing === null
    ? addWire(document, node, fixed.node, fixed.port)
    : moveWire(document, replacing, { kind: "source", node });
}

/** Nodes where the wire can end; first those that miss it. */
function fittingNodes(graph: Graph, wire: PendingConnection, wiring: Wiring): FittingNode[] {
  const seeksInput = wire.fixed.kind === "source";
  const fitting = graph.nodes.flatMap((node) => {
    const judged = wiring.judge(node.id, null);
    if (!judged.ok) return [];
    const port = seeksInput ? judged.value.port : null;
    return [{ id: node.id, port, isMissed: seeksInput && missesInput(graph, node) }];
  });
  return fitting.sort((one, other) => Number(other.isMissed) - Number(one.isMissed));
}

/** Would a new node of an op go into a wire? */
export function fitsInto(graph: Graph, op: OpId, wire: Wire): boolean {
  return fitsIntoWire(graph, newNode(opOf(op)), wire);
}
