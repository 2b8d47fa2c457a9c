import {
  addNode,
  addWire,
  type BackflowDocument,
  type Edited,
  freePosition,
  type Graph,
  insertIntoWire,
  moveWire,
  type NodeId,
  positionAfter,
  swapOp,
  type Wire,
  type WireInHand,
  type WiringProblem,
  wiringOf,
} from "@/graph";
import { type Op, type OpId, opOf, ops } from "@/ops";
import { canvasView } from "./canvas-view";
import { chosenNode, wireFrom } from "./selected-node";
import { documentOf } from "./selectors";
import type { Finder } from "./state";
import { useBackflow } from "./store";
import { describeWire, nameOfNode } from "./words";

/** What the finder offers: nodes that are there to be wired, and ops. */
export interface Choices {
  readonly nodes: readonly NodeId[];
  readonly ops: readonly Op[];
}

/** All that fits: an op or a node that would be refused is not offered. */
export function choicesOf(document: BackflowDocument, finder: Finder): Choices {
  switch (finder.kind) {
    case "add":
      return {
        nodes: finder.wire && finder.mustFit ? fittingNodes(document, finder.wire) : [],
        ops: ops.filter(
          (op) => !finder.wire || !finder.mustFit || fitsNew(document, op.id, finder.wire),
        ),
      };
    case "insert":
      return {
        nodes: [],
        ops: ops.filter((op) => fitsInto(document, op.id, finder.wire)),
      };
    case "swap": {
      const node = document.graph.nodes.find(({ id }) => id === finder.node);
      return {
        nodes: [],
        ops: ops.filter((op) => op.id !== node?.op && swapOp(document, finder.node, op.id).ok),
      };
    }
  }
}

/** Why the finder does not offer a node to end its wire at; null where it does, or where it looks for no end. */
export function refusalOf(
  document: BackflowDocument,
  finder: Finder,
  node: NodeId,
): WiringProblem | null {
  if (finder.kind !== "add" || !finder.wire || !finder.mustFit) return null;
  const judged = wiringOf(document.graph, finder.wire).judge(node, null);
  return judged.ok ? null : judged.problem;
}

/** Does with an op what the finder was opened for. */
export function chooseOp(finder: Finder, op: OpId): void {
  const state = useBackflow.getState();
  state.setFinder(null);
  switch (finder.kind) {
    case "add":
      placeNode(op, { position: finder.position, wire: finder.wire });
      return;
    case "insert":
      placeNode(op, { position: finder.position, into: finder.wire });
      return;
    case "swap":
      if (state.apply(swapOp(documentOf(state), finder.node, op))) {
        state.say(`${nameOfNode(finder.node)} is ${opOf(op).title.toLowerCase()} now.`);
      }
  }
}

/** Ends the finder's wire at a node. */
export function chooseNode(finder: Finder, node: NodeId): void {
  useBackflow.getState().setFinder(null);
  if (finder.kind === "add" && finder.wire) connectWire(finder.wire, node, null);
}

/** Where a new node goes, and what it is wired with; `into`: a wire that it is put into. */
export interface Placing {
  readonly position: { readonly x: number; readonly y: number };
  readonly wire?: WireInHand | null;
  readonly into?: Wire;
}

/**
 * Adds a node, wires it with what is in hand where that fits, or puts it into a wire, and selects it: one undo. The
 * node, or null where there is none.
 */
export function placeNode(op: OpId, { position, wire = null, into }: Placing): NodeId | null {
  const state = useBackflow.getState();
  const added = addNode(documentOf(state), op, position);
  if (!added.ok) {
    state.apply(added);
    return null;
  }
  const { document, node } = added.value;
  if (into) {
    if (!state.apply(insertIntoWire(document, node, into), { select: [node] })) return null;
    state.say(`Inserted ${opOf(op).title.toLowerCase()} ${nameOfNode(node)}.`);
    return node;
  }
  const wired = wire === null ? null : endWire(document, wire, node, null);
  const edited: Edited = wired?.ok ? wired : { ok: true, value: document };
  if (!state.apply(edited, { select: [node] })) return null;
  const connected = wired?.ok ? `, wired with ${nameOfNode(wire?.fixed.node ?? "")}` : "";
  state.say(`Added ${opOf(op).title.toLowerCase()} ${nameOfNode(node)}${connected}.`);
  return node;
}

/** Ends a wire in hand at a node's port; null: at the first that takes it. False where it was refused, with the reason told. */
export function connectWire(wire: WireInHand, node: NodeId, port: number | null): boolean {
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
  const state = useBackflow.getState();
  const document = documentOf(state);
  const node = chosenNode(state);
  const position =
    node === null
      ? freePosition(document, canvasView.get().locate().corner)
      : positionAfter(document, [node]);
  return placeNode(op, { position, wire: wireFrom(state, node) });
}

function endWire(
  document: BackflowDocument,
  { fixed, replacing }: WireInHand,
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

function fittingNodes(document: BackflowDocument, wire: WireInHand): NodeId[] {
  const wiring = wiringOf(document.graph, wire);
  return document.graph.nodes.map(({ id }) => id).filter((id) => wiring.judge(id, null).ok);
}

/** What was found out of a graph: a pointer with an op in hand asks again at every move. */
const verdicts = new WeakMap<Graph, Map<string, boolean>>();

/** Would a new node of an op go into a wire? */
export function fitsInto(document: BackflowDocument, op: OpId, wire: Wire): boolean {
  const known = verdicts.get(document.graph) ?? new Map<string, boolean>();
  verdicts.set(document.graph, known);
  const question = `${op} ${wire.source} ${wire.target} ${wire.port}`;
  const answer = known.get(question);
  if (answer !== undefined) return answer;
  const added = addNode(document, op, { x: 0, y: 0 });
  const fits = added.ok && insertIntoWire(added.value.document, added.value.node, wire).ok;
  known.set(question, fits);
  return fits;
}

/** Would a new node of an op take the wire? */
function fitsNew(document: BackflowDocument, op: OpId, wire: WireInHand): boolean {
  const added = addNode(document, op, { x: 0, y: 0 });
  return added.ok && wiringOf(added.value.document.graph, wire).judge(added.value.node, null).ok;
}
