import { opById, opOf, settingOf } from "@/ops";
import { isTableNode } from "./columns";
import type {
  BackflowDocument,
  Graph,
  GraphNode,
  Layout,
  Matrix,
  NodeId,
  NodeNumbers,
} from "./document";
import { LIMITS, type Limits } from "./limits";
import { inputWidths, isLinear, numbersKind, symbolsOf } from "./nodes";
import { countOwned } from "./number-shapes";
import type { DocumentProblem, NumbersPart } from "./problems";
import { portCount, type Topology, topologyOf } from "./topology";

/** What is wrong with title, graph, numbers and layout; null if nothing is. An unwired port is no fault. */
export function checkWithoutParts(
  document: BackflowDocument,
  limits: Limits = LIMITS,
): DocumentProblem | null {
  const { title, graph, layout } = document;
  return (
    checkTitle(title, limits) ??
    checkGraph(graph, limits) ??
    checkTable(document, limits) ??
    checkNumbers(document, limits) ??
    checkLayout(graph, layout, limits)
  );
}

/** What is wrong with nodes and wires, numbers aside; null if nothing is. */
export function checkGraph(graph: Graph, limits: Limits = LIMITS): DocumentProblem | null {
  const { nodes, wires, output } = graph;
  const problem =
    checkCount("nodes", nodes.length, limits.nodes) ??
    checkCount("wires", wires.length, limits.wires) ??
    checkNodes(nodes, limits) ??
    checkWires(graph);
  if (problem) return problem;
  const topology = topologyOf(graph);
  if (output !== null && !topology.indexOf.has(output)) {
    return { kind: "unknown-output", node: output };
  }
  for (const [index, why] of topology.incomplete) {
    if (why.kind === "cycle") return { kind: "cycle", nodes: cycleThrough(graph, topology, index) };
    if (why.kind === "width") return { ...why, node: nodes[index]?.id ?? "" };
  }
  return checkCount("values", countValues(graph, topology), limits.values);
}

/** Is a size that the document claims a positive whole number up to the limit? */
function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function checkCount(
  what: "nodes" | "wires" | "numbers" | "values",
  count: number,
  limit: number,
): DocumentProblem | null {
  return count > limit ? { kind: "too-many", what, count, limit } : null;
}

function checkTitle(title: string, limits: Limits): DocumentProblem | null {
  const { length } = title;
  return length > limits.title ? { kind: "title-too-long", length, limit: limits.title } : null;
}

function checkNodes(nodes: readonly GraphNode[], limits: Limits): DocumentProblem | null {
  const seen = new Set<NodeId>();
  for (const node of nodes) {
    const { id } = node;
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(id)) return { kind: "bad-id", id };
    if (seen.has(id)) return { kind: "repeated-id", id };
    seen.add(id);
    if (!opById.has(node.op)) return { kind: "unknown-op", node: id, op: node.op };
    if ("width" in node && !isCount(node.width, limits.numbers)) {
      return { kind: "bad-width", node: id, width: node.width };
    }
    for (const { length } of symbolsOf(node)) {
      if (length > limits.symbol) {
        return { kind: "symbol-too-long", node: id, length, limit: limits.symbol };
      }
    }
  }
  return null;
}

function checkWires({ nodes, wires }: Graph): DocumentProblem | null {
  const taken = new Map(nodes.map((node) => [node.id, new Set<number>()]));
  const ports = new Map(nodes.map((node) => [node.id, portCount(node)]));
  for (const wire of wires) {
    const { source, target, port } = wire;
    if (!ports.has(source)) return { kind: "unknown-node", wire, node: source };
    const count = ports.get(target);
    const filled = taken.get(target);
    if (count === undefined || !filled) return { kind: "unknown-node", wire, node: target };
    if (!(Number.isInteger(port) && port >= 0 && port < count)) {
      return { kind: "no-port", wire, ports: count };
    }
    if (filled.has(port)) return { kind: "port-taken", wire };
    filled.add(port);
  }
  for (const node of nodes) {
    if (!isLinear(node)) continue;
    const count = node.omegaSymbols.length;
    for (let port = 0; port < count; port++) {
      if (!taken.get(node.id)?.has(port)) {
        return { kind: "linear-gap", node: node.id, port, ports: count };
      }
    }
  }
  return null;
}

/**
 * The nodes of one cycle, in the direction of the wires. `start` is on or behind a cycle, so each node that was not
 * sorted has a source that was not sorted either; going upstream must come round.
 */
function cycleThrough(graph: Graph, topology: Topology, start: number): NodeId[] {
  const { incoming, indexOf, incomplete } = topology;
  const path: number[] = [];
  const starts = new Map<number, number>();
  let node = start;
  for (;;) {
    const start = starts.get(node);
    if (start !== undefined) {
      return path
        .slice(start)
        .reverse()
        .map((index) => graph.nodes[index]?.id ?? "");
    }
    starts.set(node, path.length);
    path.push(node);
    for (const wire of incoming[node] ?? []) {
      const source = indexOf.get(graph.wires[wire]?.source ?? "");
      if (source === undefined || incomplete.get(source)?.kind !== "cycle") continue;
      node = source;
      break;
    }
  }
}

/** Of incomplete nodes too, as far as their widths are foreseen: whatever is removed, the count never grows. */
function countValues(graph: Graph, { foreseen, indexOf }: Topology): number {
  let units = 0;
  for (const width of foreseen) units += width;
  for (const wire of graph.wires) units += foreseen[indexOf.get(wire.source) ?? -1] ?? 0;
  return units;
}

/** A number of rows that a table may have, some of them for validation; null if it is one. */
export function checkRows(
  rows: number,
  validation: number,
  limits: Limits = LIMITS,
): DocumentProblem | null {
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= limits.rows))
    return { kind: "bad-rows", rows };
  const isPart = Number.isInteger(validation) && validation >= 0 && validation < rows;
  return isPart ? null : { kind: "bad-validation", validation, rows };
}

/** A column of finite numbers for each unit of every input and target, and no others. */
function checkTable({ graph, data }: BackflowDocument, limits: Limits): DocumentProblem | null {
  const { rows, validation, columns } = data;
  const { indexOf } = topologyOf(graph);
  for (const node of columns.keys()) {
    const found = graph.nodes[indexOf.get(node) ?? -1];
    if (!found || !isTableNode(found)) return { kind: "numbers-unexpected", node };
  }
  // One row of nothing is all that stands behind a graph without inputs and targets.
  const most = columns.size === 0 ? 1 : limits.rows;
  const problem = checkRows(rows, validation, { ...limits, rows: most });
  if (problem) return problem;
  for (const node of graph.nodes) {
    if (!isTableNode(node)) continue;
    const own = columns.get(node.id);
    if (!own) return { kind: "numbers-missing", node: node.id };
    const odd = own.find((column) => column.length !== rows);
    if (own.length !== node.width || odd) {
      const found = [(odd ?? own[0])?.length ?? 0, own.length] as const;
      return { kind: "shape", node: node.id, part: "value", expected: [rows, node.width], found };
    }
    if (!own.every((column) => column.every(Number.isFinite))) {
      return { kind: "not-finite", node: node.id, part: "value" };
    }
  }
  return null;
}

function checkNumbers(document: BackflowDocument, limits: Limits): DocumentProblem | null {
  const { graph, numbers } = document;
  const { indexOf } = topologyOf(graph);
  for (const node of numbers.keys()) {
    if (!indexOf.has(node)) return { kind: "numbers-unexpected", node };
  }
  for (const node of graph.nodes) {
    const problem = checkOwned(graph, node, numbers.get(node.id));
    if (problem) return problem;
  }
  return checkCount("numbers", countOwned(document), limits.numbers);
}

function checkOwned(
  graph: Graph,
  node: GraphNode,
  owned: NodeNumbers | undefined,
): DocumentProblem | null {
  const needed = numbersKind(node);
  if (owned?.kind !== needed) {
    return { kind: needed ? "numbers-missing" : "numbers-unexpected", node: node.id };
  }
  if (owned?.kind === "leaf" && "width" in node) {
    return checkMatrix(node.id, "value", [owned.values], 1, node.width);
  }
  if (owned?.kind === "linear" && isLinear(node)) {
    return (
      checkMatrix(node.id, "beta", [owned.beta], 1, node.width) ??
      checkOmega(graph, node.id, node.width, owned.omega)
    );
  }
  if (owned?.kind === "setting") {
    const above = settingBound(node);
    if (!Number.isFinite(owned.value))
      return { kind: "not-finite", node: node.id, part: "setting" };
    if (!(owned.value > above)) {
      return { kind: "setting-bound", node: node.id, value: owned.value, above };
    }
  }
  return null;
}

function checkOmega(
  graph: Graph,
  node: NodeId,
  width: number,
  omega: readonly Matrix[],
): DocumentProblem | null {
  const inputs = inputWidths(graph, node);
  if (omega.length !== inputs.length) {
    return { kind: "omega-blocks", node, expected: inputs.length, found: omega.length };
  }
  for (const [port, block] of omega.entries()) {
    // The width of an incomplete source is not known: its block keeps the columns it had, one at least.
    const columns = inputs[port] || Math.max(1, block[0]?.length ?? 0);
    const problem = checkMatrix(node, "omega", block, width, columns, port);
    if (problem) return problem;
  }
  return null;
}

function checkMatrix(
  node: NodeId,
  part: NumbersPart,
  matrix: Matrix,
  rows: number,
  columns: number,
  port?: number,
): DocumentProblem | null {
  const odd = matrix.find((row) => row.length !== columns);
  if (matrix.length !== rows || odd) {
    const found = [matrix.length, (odd ?? matrix[0])?.length ?? 0] as const;
    const shape = { kind: "shape", node, part, expected: [rows, columns], found } as const;
    return port === undefined ? shape : { ...shape, port };
  }
  const finite = matrix.every((row) => row.every(Number.isFinite));
  return finite ? null : { kind: "not-finite", node, part };
}

function settingBound(node: GraphNode): number {
  return settingOf(opOf(node.op))?.above ?? Number.NEGATIVE_INFINITY;
}

function checkLayout(graph: Graph, layout: Layout, limits: Limits): DocumentProblem | null {
  const { indexOf } = topologyOf(graph);
  for (const node of layout.keys()) {
    if (!indexOf.has(node)) return { kind: "position-unexpected", node };
  }
  for (const { id } of graph.nodes) {
    const position = layout.get(id);
    if (!position) return { kind: "position-missing", node: id };
    // Written so that NaN fails.
    const within = [position.x, position.y].every((value) => Math.abs(value) <= limits.position);
    if (!within) return { kind: "position-bound", node: id, limit: limits.position };
  }
  return null;
}
