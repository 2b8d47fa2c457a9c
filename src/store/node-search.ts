import {
  type BackflowDocument,
  canSwap,
  type Edited,
  type Graph,
  missesInput,
  type NodeId,
  type PendingConnection,
  swapOp,
  type Wire,
  type Wiring,
  type WiringProblem,
  widthInWire,
  wiringOf,
} from "@/graph";
import { type Op, type OpId, opOf, ops } from "@/ops";
import { connectWire } from "./connecting";
import { placeNode } from "./placing";
import { documentOf } from "./selectors";
import type { NodeSearch } from "./state";
import { useBackflow } from "./store";
import { count, spokenNode } from "./words";

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
        ops: ops.filter((op) => swappedNodes(search).every((node) => canSwap(graph, node, op.id))),
      };
  }
}

/** The op that the search changes into another; null where it changes none, or several that differ. */
export function presentOp({ graph }: BackflowDocument, search: NodeSearch): Op | null {
  if (search.kind !== "swap") return null;
  const swapped = new Set(swappedNodes(search));
  const present = new Set(graph.nodes.flatMap(({ id, op }) => (swapped.has(id) ? [op] : [])));
  const [only] = present;
  return only !== undefined && present.size === 1 ? opOf(only) : null;
}

function swappedNodes({ node, others = [] }: NodeSearch & { kind: "swap" }): readonly NodeId[] {
  return [node, ...others];
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
      placeNode(op, search.position, { kind: "nodes", nodes: joinedBy(search), isOnto: false });
      return;
    case "connect":
      placeNode(op, null, {
        kind: "connection",
        connection: search.wire,
        letGo: search.position,
      });
      return;
    case "insert":
      placeNode(op, search.position, { kind: "into", wire: search.wire });
      return;
    case "swap":
      swapNodes(swappedNodes(search), op);
  }
}

function joinedBy({ node, others = [] }: NodeSearch & { kind: "add" }): readonly NodeId[] {
  return node === null ? [] : [node, ...others];
}

/** Changes the op of nodes: one undo. Where one of them refuses, none is changed. */
function swapNodes(nodes: readonly NodeId[], op: OpId): void {
  const state = useBackflow.getState();
  let edited: Edited = { ok: true, value: documentOf(state) };
  for (const node of nodes) {
    if (edited.ok) edited = swapOp(edited.value, node, op);
  }
  const [only] = nodes;
  const title = opOf(op).title.toLowerCase();
  if (only === undefined || !state.apply(edited)) return;
  state.say(
    nodes.length === 1
      ? `${spokenNode(only)} is ${title} now.`
      : `${count(nodes.length, "node")} are ${title} now.`,
  );
}

/** Ends the search's wire at a node. */
export function chooseNode(search: NodeSearch, node: NodeId): void {
  useBackflow.getState().setNodeSearch(null);
  if (search.kind === "connect") connectWire(search.wire, node, null);
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
  return widthInWire(graph, op, wire) !== null;
}
