import { type DataTable, trainingRows, withRowsInserted, withRowsRemoved } from "@/data";
import { feedsOthers, mostPorts, type Op, type OpId, opOf, portNames } from "@/ops";
import { isTableNode, rowOfColumns, withColumnsOf } from "../columns";
import type {
  BackflowDocument,
  Graph,
  GraphNode,
  LeafNode,
  NodeId,
  NodeNumbers,
  Row,
} from "../document";
import { LIMITS } from "../limits";
import { defaultSymbols, foreseenInputs, nodeOf, numbersKind, symbolsOf } from "../nodes";
import { newNumbers } from "../number-shapes";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { defaultSymbol } from "../symbols";
import { topologyOf } from "../topology";
import { type Edited, findOverflow, fitted } from "./structure";
import { initialOf } from "./widths";
import { findMisfit } from "./wiring";

/**
 * Makes another op of a node in its place. Its wires stay, and its width and numbers as far as the new op has use for
 * them.
 */
export function swapOp(document: BackflowDocument, id: NodeId, opId: OpId): Edited {
  const { graph } = document;
  const before = graph.nodes.find((node) => node.id === id);
  if (!before || before.op === opId) return success(document);
  const swap = planSwap(graph, before, opOf(opId));
  if (!swap.ok) return swap;
  const { node, ports } = swap.value;
  const portOf = new Map(ports.map((old, port) => [old, port]));
  const wires = graph.wires.map((wire) => {
    const port = wire.target === id ? portOf.get(wire.port) : undefined;
    return port === undefined || port === wire.port ? wire : { ...wire, port };
  });
  const nodes = graph.nodes.map((other) => (other === before ? node : other));
  const numbers = new Map(document.numbers);
  numbers.delete(id);
  const swapped = { ...document, graph: { ...graph, nodes, wires }, numbers };
  const problem = findOverflow(swapped);
  if (problem) return failure(problem);
  const owned = keptNumbers(document, node) ?? newNumbers(node, foreseenInputs(swapped.graph, id));
  if (owned) numbers.set(id, owned);
  return fitted({ ...swapped, data: swappedTable(document, node) });
}

/** What a parameter or constant keeps of the numbers that its node had before; undefined where they are of no use. */
function keptNumbers(
  { numbers, data }: BackflowDocument,
  node: GraphNode,
): NodeNumbers | undefined {
  if (numbersKind(node) !== "leaf") return undefined;
  const columns = data.columns.get(node.id);
  if (columns) return { kind: "leaf", values: rowOfColumns(columns, 0) };
  const owned = numbers.get(node.id);
  return owned?.kind === "leaf" ? owned : undefined;
}

/** The table after a node has become another: its columns stay, are new, or go. */
function swappedTable({ numbers, data }: BackflowDocument, node: GraphNode): DataTable {
  const before = data.columns.get(node.id);
  if (!isTableNode(node)) return before ? withColumnsOf(data, new Map([[node.id, null]])) : data;
  if (before) return data;
  const owned = numbers.get(node.id);
  const row = owned?.kind === "leaf" ? owned.values : newRow(node);
  const columns = row.map((value) => new Float64Array(data.rows).fill(value));
  return withColumnsOf(data, new Map([[node.id, columns]]));
}

function newRow(node: LeafNode): Row {
  return new Array<number>(node.width).fill(initialOf(node));
}

/** Could a node become another op? The limits of a document are not looked at: they are no matter of the op. */
export function canSwap(graph: Graph, id: NodeId, opId: OpId): boolean {
  const topology = topologyOf(graph);
  const index = topology.indexOf.get(id);
  const before = graph.nodes[index ?? -1];
  if (index === undefined || !before) return false;
  if (before.op === opId) return true;
  const swap = planSwap(graph, before, opOf(opId));
  if (!swap.ok) return false;
  const { node, ports } = swap.value;
  const inputs = foreseenInputs(graph, id);
  const unitsInto = (port: number): number => inputs[ports[port] ?? -1] ?? 0;
  return findMisfit(graph, topology, index, { node, unitsInto }) === null;
}

/** What becomes of a node that is made another op. */
interface Swap {
  readonly node: GraphNode;
  /** By new port, the one that its wire had; −1 where none comes in. */
  readonly ports: readonly number[];
}

/** The node with another op, which has room for its wires; or why there is none. */
function planSwap(graph: Graph, before: GraphNode, op: Op): Result<Swap, EditProblem> {
  const { id } = before;
  const { indexOf, incoming, outgoing } = topologyOf(graph);
  const index = indexOf.get(id) ?? -1;
  const taken = Array.from(incoming[index] ?? []);
  const wired = [...taken.keys()].filter((port) => taken[port] !== -1);
  const room = mostPorts(op);
  if (wired.length > room) {
    return failure({ kind: "swap-ports", node: id, op: op.title, ports: room });
  }
  if (!feedsOthers(op) && (outgoing[index]?.length ?? 0) > 0) {
    return failure({ kind: "swap-feeds", node: id, op: op.title });
  }
  const [symbol] = symbolsOf(before);
  const followed = symbol === defaultSymbol(id, opOf(before.op));
  const [newDefault = "", ...others] = defaultSymbols(op, id, wired.length);
  // As wide as before, so that what it feeds still fits.
  const width = Math.max(1, foreseenWidth(graph, id));
  const node = nodeOf(op, id, width, [followed ? newDefault : (symbol ?? newDefault), ...others]);
  // A linear node has no open port before its last wire, and a wire to a port that is gone takes one that is there.
  const closesUp = portNames(op) === null || wired.some((port) => port >= room);
  const ports = closesUp ? wired : taken.map((wire, port) => (wire === -1 ? -1 : port));
  return success({ node, ports });
}

function foreseenWidth(graph: Graph, node: NodeId): number {
  const { indexOf, foreseen } = topologyOf(graph);
  return foreseen[indexOf.get(node) ?? -1] ?? 0;
}

/**
 * Changes how many rows the table has. New training rows are like the last one, and come before the validation rows;
 * what is too much goes from the end.
 */
export function withRowCount(document: BackflowDocument, rows: number): Edited {
  const { data } = document;
  if (data.rows === rows || data.columns.size === 0) return success(document);
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= LIMITS.rows)) {
    return failure({ kind: "bad-rows", rows });
  }
  const changed = { ...document, data: { ...data, rows } };
  const problem = findOverflow(changed);
  if (problem) return failure(problem);
  const training = trainingRows(data);
  const edit =
    rows > data.rows
      ? withRowsInserted(data, training, rows - data.rows, training - 1)
      : withRowsRemoved(data, { from: rows, to: data.rows });
  return edit.ok ? fitted({ ...document, data: edit.value }) : failure({ kind: "bad-rows", rows });
}

/** The document with another table, which has to fit its inputs and targets. */
export function withTable(document: BackflowDocument, data: DataTable): Edited {
  return data === document.data ? success(document) : fitted({ ...document, data });
}
