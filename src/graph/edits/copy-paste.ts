import type { Column } from "@/data";
import { opOf } from "@/ops";
import { withColumnsOf } from "../columns";
import type { BackflowDocument, Graph, GraphNode, NodeId, Position } from "../document";
import { LIMITS } from "../limits";
import { defaultSymbols, nodeOf, symbolsOf } from "../nodes";
import { checkDocument } from "../parts/check";
import { initialParts } from "../parts/table";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { portCount } from "../topology";
import { copiedGroups, pastedGroups } from "./groups";
import { TakenNames } from "./naming";
import { copiedNotes, pastedNotes } from "./notes";
import { findOverflow, removeNodes } from "./structure";

/** Some nodes of a document as a document of their own: their numbers, their places, and the wires between them. */
export function copyNodes(
  document: BackflowDocument,
  wanted: ReadonlySet<NodeId>,
): BackflowDocument {
  const others = document.graph.nodes.map(({ id }) => id).filter((id) => !wanted.has(id));
  const part = removeNodes(document, new Set(others));
  // Parts belong to the document that they were made for, not to some nodes of it; but whole groups are of nodes, and
  // notes stand beside them.
  const groups = copiedGroups(document.groups, wanted);
  const notes = copiedNotes(document, wanted);
  const graph = { ...part.graph, output: null };
  return { ...part, ...initialParts, groups, notes, title: "", graph };
}

/**
 * Adds a copy of another document's graph, moved by `offset`. Ids that are taken become the next free ones, and the
 * symbols that follow from them follow; a symbol that was chosen and is taken becomes the next free one of its kind.
 * Inputs and targets are cut or repeated to this document's rows; a document without any takes over theirs.
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
  const copies = copiesOf(pasted.graph, names, renamed);
  const wires = pasted.graph.wires.map((wire) => ({
    ...wire,
    source: renamed.get(wire.source) ?? wire.source,
    target: renamed.get(wire.target) ?? wire.target,
  }));
  const wired = {
    ...document,
    graph: { ...graph, nodes: [...graph.nodes, ...copies], wires: [...graph.wires, ...wires] },
  };
  // Where nothing has rows here, those that come are the table.
  const adopts = document.data.columns.size === 0;
  const table = adopts ? { ...pasted.data, columns: document.data.columns } : document.data;
  const problem = findOverflow({ ...wired, data: table });
  if (problem) return failure(problem);
  const numbers = new Map(document.numbers);
  const columns = new Map<NodeId, readonly Column[]>();
  const layout = new Map(document.layout);
  for (const node of pasted.graph.nodes) {
    const id = renamed.get(node.id) ?? node.id;
    const owned = pasted.numbers.get(node.id);
    if (owned) numbers.set(id, owned);
    const own = pasted.data.columns.get(node.id);
    if (own) columns.set(id, repeatedRows(own, table.rows));
    const { x, y } = pasted.layout.get(node.id) ?? { x: 0, y: 0 };
    layout.set(id, { x: Math.round(x + offset.x) + 0, y: Math.round(y + offset.y) + 0 });
  }
  const whole = checkDocument({
    ...wired,
    groups: pastedGroups(document.groups, pasted.groups, renamed),
    notes: pastedNotes(document, pasted.notes, offset),
    numbers,
    data: columns.size === 0 ? document.data : withColumnsOf(table, columns),
    layout,
  });
  return whole.ok ? success({ document: whole.value, nodes: copies.map(({ id }) => id) }) : whole;
}

/** The nodes under free ids, which are noted in `renamed`. A symbol that stands more than once among them still does. */
function copiesOf(
  { nodes }: Graph,
  names: TakenNames,
  renamed: Map<NodeId, NodeId>,
): readonly GraphNode[] {
  const followed = new Set(nodes.flatMap((node) => symbolsBy(node, "default")));
  const chosen = new Set(nodes.flatMap((node) => symbolsBy(node, "choice")));
  const own = [...chosen].filter((symbol) => !followed.has(symbol));
  const symbols = copiedSymbols(names, own);
  // Somebody chose the symbol that follows from another copied node: it follows that one again, once all have their ids.
  for (const symbol of chosen) if (followed.has(symbol)) symbols.set(symbol, null);
  for (const node of nodes) {
    const id = names.freeIdLike(opOf(node.op), node, portCount(node));
    names.add(withId(node, id, symbols));
    renamed.set(node.id, id);
  }
  for (const node of nodes) {
    const before = defaultsOf(node, node.id);
    const after = defaultsOf(node, renamed.get(node.id) ?? node.id);
    symbolsOf(node).forEach((symbol, index) => {
      if (symbol === before[index] && chosen.has(symbol)) symbols.set(symbol, after[index] ?? null);
    });
  }
  return nodes.map((node) => withId(node, renamed.get(node.id) ?? node.id, symbols));
}

/** By each chosen symbol that is taken, the free one that it becomes. All that the copies will bear count as taken then. */
function copiedSymbols(names: TakenNames, chosen: readonly string[]): Map<string, string | null> {
  const taken = chosen.filter((symbol) => names.hasSymbol(symbol));
  for (const symbol of chosen) names.addSymbol(symbol);
  return new Map(
    taken.map((symbol) => {
      const free = names.freeSymbolLike(symbol);
      if (free !== null) names.addSymbol(free);
      return [symbol, free];
    }),
  );
}

/** The symbols of a node that follow from its id, or those that do not. */
function symbolsBy(node: GraphNode, origin: "default" | "choice"): readonly string[] {
  const defaults = defaultsOf(node, node.id);
  return symbolsOf(node).filter(
    (symbol, index) => (symbol === defaults[index]) === (origin === "default"),
  );
}

function defaultsOf(node: GraphNode, id: NodeId): readonly string[] {
  return defaultSymbols(opOf(node.op), id, portCount(node));
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
  const before = defaultsOf(node, node.id);
  const after = defaultsOf(node, id);
  return nodeOf(
    opOf(node.op),
    id,
    "width" in node ? node.width : 1,
    symbolsOf(node).map((symbol, index) => {
      const copied = symbols.get(symbol);
      const follows = symbol === before[index] || copied === null;
      return follows ? (after[index] ?? symbol) : (copied ?? symbol);
    }),
  );
}

/** So many rows: cut, or begun again from the first. */
function repeatedRows(columns: readonly Column[], rows: number): readonly Column[] {
  return columns.map((column) =>
    column.length === rows
      ? column
      : Float64Array.from({ length: rows }, (_, row) => column[row % column.length] ?? 0),
  );
}
