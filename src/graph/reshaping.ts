import { type OpId, opOf } from "@/ops";
import type { BackflowDocument, GraphNode, NodeId, NodeNumbers } from "./document";
import { LIMITS } from "./limits";
import { defaultSymbols, inputWidths, nodeOf, rowCount, symbolsOf } from "./nodes";
import { failure, success } from "./result";
import { newBlock, newNumbers, withColumns, withLength } from "./shapes";
import { type Edited, fitted } from "./structure";
import { defaultSymbol } from "./symbols";

/** Makes another op of a node in its place. Its wires stay, and its numbers as far as the new op has use for them. */
export function swapOp(document: BackflowDocument, id: NodeId, opId: OpId): Edited {
  const { graph } = document;
  const before = graph.nodes.find((node) => node.id === id);
  if (!before || before.op === opId) return success(document);
  const op = opOf(opId);
  const ports = graph.wires.filter((wire) => wire.target === id).map((wire) => wire.port);
  const room = op.kind === "unary" ? 1 : op.kind === "leaf" ? 0 : 2;
  if (op.kind !== "linear" && ports.some((port) => port >= room)) {
    return failure({ kind: "swap-ports", node: id, op: op.title, ports: room });
  }
  if (op.kind === "loss" && graph.wires.some((wire) => wire.source === id)) {
    return failure({ kind: "swap-feeds", node: id, op: op.title });
  }
  const [symbol] = symbolsOf(before);
  const followed = symbol === defaultSymbol(id, opOf(before.op));
  const [newDefault = "", ...others] = defaultSymbols(op, id, ports.length);
  const width = "width" in before ? before.width : 1;
  const node = nodeOf(op, id, width, [followed ? newDefault : (symbol ?? newDefault), ...others]);
  // A linear node has no open port before its last wire.
  const places = [...ports].sort((a, b) => a - b);
  const wires =
    op.kind === "linear"
      ? graph.wires.map((wire) =>
          wire.target === id ? { ...wire, port: places.indexOf(wire.port) } : wire,
        )
      : graph.wires;
  const swapped = {
    ...graph,
    nodes: graph.nodes.map((other) => (other === before ? node : other)),
    wires,
  };
  const numbers = new Map(document.numbers);
  const owned =
    keptNumbers(node, document.numbers.get(id), rowCount(swapped, node)) ??
    newNumbers(swapped, node, inputWidths(swapped, id));
  if (owned) numbers.set(id, owned);
  else numbers.delete(id);
  return fitted({ ...document, graph: swapped, numbers });
}

/** Changes how many units a leaf or a linear node has. Ω follows downstream, with zeros for new columns. */
export function withWidth(document: BackflowDocument, id: NodeId, width: number): Edited {
  const { graph } = document;
  const before = graph.nodes.find((node) => node.id === id);
  if (!before || !("width" in before) || before.width === width) return success(document);
  const node = { ...before, width };
  const widened = {
    ...graph,
    nodes: graph.nodes.map((other) => (other === before ? node : other)),
  };
  const inputs = inputWidths(widened, id);
  const claim = width * (1 + inputs.reduce((sum, columns) => sum + columns, 0));
  // Before anything of that size is made.
  if (!(Number.isInteger(width) && width >= 1 && claim <= LIMITS.numbers)) {
    return failure({ kind: "bad-width", node: id, width });
  }
  const owned = document.numbers.get(id);
  if (!owned || owned.kind === "setting") return success(document);
  const numbers = new Map(document.numbers).set(id, resized(node, owned, width));
  return fitted({ ...document, graph: widened, numbers });
}

/** Changes the number of samples B: inputs and targets get rows, or lose their last ones. */
export function withBatch(document: BackflowDocument, batch: number): Edited {
  const { graph } = document;
  if (graph.batch === batch) return success(document);
  const numbers = new Map(document.numbers);
  const rebatched = { ...graph, batch };
  if (!(Number.isInteger(batch) && batch >= 1 && batch <= MOST_SAMPLES)) {
    return failure({ kind: "bad-batch", batch });
  }
  for (const node of graph.nodes) {
    const owned = numbers.get(node.id);
    const op = opOf(node.op);
    if (owned?.kind !== "leaf" || op.kind !== "leaf" || !op.perSample) continue;
    const last = owned.rows[owned.rows.length - 1] ?? [];
    const rows = Array.from({ length: batch }, (_, row) => owned.rows[row] ?? last);
    numbers.set(node.id, { ...owned, rows });
  }
  return fitted({ ...document, graph: rebatched, numbers });
}

/** Rows that anybody would type by hand, and far below what a document may hold. */
const MOST_SAMPLES = 10_000;

/** What a node keeps of its numbers when it becomes another op; undefined where they are of no use to it. */
function keptNumbers(
  node: GraphNode,
  owned: NodeNumbers | undefined,
  rows: number,
): NodeNumbers | undefined {
  if (opOf(node.op).kind !== "leaf" || owned?.kind !== "leaf") return undefined;
  const last = owned.rows[owned.rows.length - 1] ?? [];
  return { ...owned, rows: Array.from({ length: rows }, (_, row) => owned.rows[row] ?? last) };
}

/** A leaf's or a linear node's numbers for another width. */
function resized(
  node: GraphNode,
  owned: Exclude<NodeNumbers, { kind: "setting" }>,
  width: number,
): NodeNumbers {
  if (owned.kind === "leaf") {
    const op = opOf(node.op);
    const filling = op.kind === "leaf" ? op.initial : 0;
    return { ...owned, rows: withColumns(owned.rows, width, filling) };
  }
  const omega = owned.omega.map((block) => {
    const fresh = newBlock(width, block[0]?.length ?? 1);
    return fresh.map((row, unit) => block[unit] ?? row);
  });
  return { ...owned, beta: withLength(owned.beta, width, 0), omega };
}
