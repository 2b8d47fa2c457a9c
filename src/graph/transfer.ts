import { opOf } from "@/ops";
import { checkDocument } from "./check";
import type { BackflowDocument, GraphNode, NodeId, NodeNumbers, Position } from "./document";
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
 * symbols that follow from them follow; inputs and targets are cut or repeated to this document's samples.
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
  const renamed = new Map<NodeId, NodeId>();
  const copies = pasted.graph.nodes.map((node) => {
    const copy = withId(node, names.freeIdLike(opOf(node.op), node, portCount(node)));
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

/** The node under another id. Symbols that followed from the old one follow from the new one. */
function withId(node: GraphNode, id: NodeId): GraphNode {
  const op = opOf(node.op);
  const symbols = symbolsOf(node);
  const ports = "omegaSymbols" in node ? node.omegaSymbols.length : 0;
  const before = defaultSymbols(op, node.id, ports);
  const after = defaultSymbols(op, id, ports);
  return nodeOf(
    op,
    id,
    "width" in node ? node.width : 1,
    symbols.map((symbol, place) => (symbol === before[place] ? (after[place] ?? symbol) : symbol)),
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
