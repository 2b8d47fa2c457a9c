import { opOf } from "@/ops";
import { checkDocument } from "./check";
import type { BackflowDocument, Graph, GraphNode, NodeId, NodeNumbers, Position } from "./document";
import { LIMITS } from "./limits";
import { TakenNames } from "./naming";
import { defaultSymbols, nodeOf, symbolsOf } from "./nodes";
import type { EditProblem } from "./problems";
import { failure, type Result, success } from "./result";
import { findOverflow, removeNodes } from "./structure";
import { portCount } from "./topology";

/** Some nodes of a document as a document of their own: their numbers, their places, and the wires between them. */
export function copyNodes(
  document: BackflowDocument,
  wanted: ReadonlySet<NodeId>,
): BackflowDocument {
  const others = document.graph.nodes.map(({ id }) => id).filter((id) => !wanted.has(id));
  const part = removeNodes(document, new Set(others));
  return { ...part, title: "", graph: { ...part.graph, output: null } };
}

/**
 * Adds a copy of another document's graph, moved by `offset`. Ids that are taken become the next free ones, and the
 * symbols that follow from them follow; a symbol that was chosen and is taken becomes the next free one of its kind.
 * Inputs and targets are cut or repeated to this document's samples.
 */
export function pasteNodes(
  document: BackflowDocument,
  pasted: BackflowDocument,
  offset: Position,
): Result<{ readonly document: BackflowDocument; readonly nodes: readonly NodeId[] }, EditProblem> {
  const { graph } = document;
  const count = graph.nodes.length + pasted.graph.nodes.length;
  if (count > LIMITS.nodes) {
    return failure({ kind: "too-many", what: "nodes", count, limit: LIMITS.nodes });
  }
  const names = new TakenNames();
  for (const node of graph.nodes) names.add(node);
  const symbols = copiedSymbols(names, pasted.graph);
  const renamed = new Map<NodeId, NodeId>();
  const copies = pasted.graph.nodes.map((node) => {
    const copy = withId(node, names.freeIdLike(opOf(node.op), node, portCount(node)), symbols);
    names.add(copy);
    renamed.set(node.id, copy.id);
    return copy;
  });
  const wires = pasted.graph.wires.map((wire) => ({
    ...wire,
    source: renamed.get(wire.source) ?? wire.source,
    target: renamed.get(wire.target) ?? wire.target,
  }));
  const wired = {
    ...document,
    graph: { ...graph, nodes: [...graph.nodes, ...copies], wires: [...graph.wires, ...wires] },
  };
  const problem = findOverflow(wired);
  if (problem) return failure(problem);
  const numbers = new Map(document.numbers);
  const layout = new Map(document.layout);
  for (const node of pasted.graph.nodes) {
    const id = renamed.get(node.id) ?? node.id;
    const owned = pasted.numbers.get(node.id);
    if (owned) numbers.set(id, withRows(node, owned, graph.batch));
    const { x, y } = pasted.layout.get(node.id) ?? { x: 0, y: 0 };
    layout.set(id, { x: Math.round(x + offset.x) + 0, y: Math.round(y + offset.y) + 0 });
  }
  const whole = checkDocument({ ...wired, numbers, layout });
  return whole.ok ? success({ document: whole.value, nodes: copies.map(({ id }) => id) }) : whole;
}

/**
 * What the chosen symbols of pasted nodes become: where one stands more than once among them, the same for all. Those
 * that stay and those that are new are taken then.
 */
function copiedSymbols(names: TakenNames, { nodes }: Graph): ReadonlyMap<string, string | null> {
  const chosen = new Set(nodes.flatMap(chosenSymbols));
  const taken = [...chosen].filter((symbol) => names.hasSymbol(symbol));
  for (const symbol of chosen) names.addSymbol(symbol);
  return new Map(
    taken.map((symbol) => {
      const free = names.freeSymbolLike(symbol);
      if (free !== null) names.addSymbol(free);
      return [symbol, free];
    }),
  );
}

/** The symbols of a node that do not follow from its id. */
function chosenSymbols(node: GraphNode): readonly string[] {
  const defaults = defaultSymbols(opOf(node.op), node.id, portCount(node));
  return symbolsOf(node).filter((symbol, place) => symbol !== defaults[place]);
}

/**
 * The node under another id. Symbols that followed from the old one follow from the new one, and so do those for which
 * `symbols` has null.
 */
function withId(
  node: GraphNode,
  id: NodeId,
  symbols: ReadonlyMap<string, string | null>,
): GraphNode {
  const op = opOf(node.op);
  const ports = portCount(node);
  const before = defaultSymbols(op, node.id, ports);
  const after = defaultSymbols(op, id, ports);
  return nodeOf(
    op,
    id,
    "width" in node ? node.width : 1,
    symbolsOf(node).map((symbol, place) => {
      const copied = symbols.get(symbol);
      const follows = symbol === before[place] || copied === null;
      return follows ? (after[place] ?? symbol) : (copied ?? symbol);
    }),
  );
}

function withRows(node: GraphNode, owned: NodeNumbers, batch: number): NodeNumbers {
  const op = opOf(node.op);
  if (owned.kind !== "leaf" || op.kind !== "leaf" || !op.perSample) return owned;
  const { rows } = owned;
  return {
    ...owned,
    rows: Array.from({ length: batch }, (_, row) => rows[row % rows.length] ?? []),
  };
}
