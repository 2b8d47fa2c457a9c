import { type Op, opOf, ownedKind } from "@/ops";
import type { Graph, GraphNode, LinearNode, NodeId, NodeNumbers } from "./document";
import { defaultBetaSymbol, defaultOmegaSymbols, defaultSymbol } from "./symbols";
import { topologyOf } from "./topology";

/** A node of the given op. Width and the symbols of β and ω are left behind where the op has none. */
export function nodeOf(op: Op, id: NodeId, width: number, symbols: readonly string[]): GraphNode {
  const [symbol = "", betaSymbol = "", ...omegaSymbols] = symbols;
  switch (op.kind) {
    case "leaf":
      return { id, op: op.id, symbol, width };
    case "linear":
      return { id, op: op.id, symbol, width, betaSymbol, omegaSymbols };
    default:
      return { id, op: op.id, symbol };
  }
}

/** A new node of an op, of one unit and without wires. Without an id it is in no document: it tells how large such a node is. */
export function newNode(op: Op, id: NodeId = ""): GraphNode {
  return nodeOf(op, id, 1, defaultSymbols(op, id, 0));
}

/** Does a node own β and Ω? */
export function isLinear(node: GraphNode): node is LinearNode {
  return opOf(node.op).kind === "linear";
}

/** Every symbol of a node, in the order of the link format: its own, then of a linear node β, then ω by port. */
export function symbolsOf(node: GraphNode): readonly string[] {
  return "omegaSymbols" in node
    ? [node.symbol, node.betaSymbol, ...node.omegaSymbols]
    : [node.symbol];
}

/** The symbols that follow from the id, in the same order. */
export function defaultSymbols(op: Op, id: NodeId, ports: number): readonly string[] {
  return op.kind === "linear"
    ? [defaultSymbol(id, op), defaultBetaSymbol(id), ...defaultOmegaSymbols(id, ports)]
    : [defaultSymbol(id, op)];
}

/** What a node has to own; undefined if nothing, as an input or target, whose numbers are columns of the table. */
export function numbersKind(node: GraphNode): NodeNumbers["kind"] | undefined {
  const owned = ownedKind(opOf(node.op));
  return owned === null || owned === "columns" ? undefined : owned;
}

/** Width of what is wired into each port of a node; 0 where that is incomplete, or nothing. */
export function inputWidths(graph: Graph, node: NodeId): number[] {
  return widthsInto(graph, node, topologyOf(graph).widths);
}

/** The same with what is foreseen of incomplete nodes; 0 where nothing is. */
export function foreseenInputs(graph: Graph, node: NodeId): number[] {
  return widthsInto(graph, node, topologyOf(graph).foreseen);
}

function widthsInto(graph: Graph, node: NodeId, widths: Int32Array): number[] {
  const { indexOf, incoming } = topologyOf(graph);
  const wires = incoming[indexOf.get(node) ?? -1] ?? new Int32Array();
  return Array.from(wires, (wire) => {
    const source = graph.wires[wire]?.source;
    return source === undefined ? 0 : (widths[indexOf.get(source) ?? -1] ?? 0);
  });
}
