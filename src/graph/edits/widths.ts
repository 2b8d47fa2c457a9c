import { opOf, resultWidth } from "@/ops";
import { constantColumns, withColumnsOf } from "../columns";
import type { BackflowDocument, Graph, GraphNode, NodeId, NodeNumbers } from "../document";
import { LIMITS } from "../limits";
import { newBlock, withLength } from "../number-shapes";
import type { EditProblem } from "../problems";
import { failure, success } from "../result";
import { topologyOf } from "../topology";
import { addWire, type Edited, findOverflow, fitted } from "./structure";

/** Changes how many units a leaf or a linear node has. Ω follows downstream, new columns of it are drawn. */
export function withWidth(document: BackflowDocument, id: NodeId, width: number): Edited {
  return withWidths(document, [id], width);
}

/** The same of several nodes, which may have to fit one another: one edit. Nodes without a width of their own are left out. */
export function withWidths(
  document: BackflowDocument,
  ids: readonly NodeId[],
  width: number,
): Edited {
  let widened = document;
  for (const id of ids) {
    const one = resizedAlone(widened, id, width);
    if (!one.ok) return one;
    widened = one.value;
  }
  return widened === document ? success(document) : fitted(widened);
}

/** Nodes that are widened with one another, so that all fits. */
export interface Companions {
  /** Those beside the first, none of them twice. */
  readonly others: readonly NodeId[];
  readonly document: BackflowDocument;
}

/**
 * A node widened together with what it meets, such as the target of its loss: where widths would no longer fit, that is
 * widened which gives the other side its width. Null where that does not help, or where the node needs no other.
 */
export function widenedTogether(
  document: BackflowDocument,
  id: NodeId,
  width: number,
): Companions | null {
  const all = [id];
  for (;;) {
    const edited = withWidths(document, all, width);
    if (edited.ok)
      return all.length === 1 ? null : { others: all.slice(1), document: edited.value };
    const more = ownersAtMisfit(document.graph, edited.problem, all, width);
    if (more.length === 0) return null;
    all.push(...more);
  }
}

/**
 * A wire that does not fit, drawn all the same: what gives the width of the other inputs of its target, or, where that
 * does not help, of its source, is changed with it. Null where neither helps.
 */
export function wiredTogether(
  document: BackflowDocument,
  source: NodeId,
  target: NodeId,
  port: number | null,
): (Companions & { readonly width: number }) | null {
  const { graph } = document;
  const { indexOf, foreseen } = topologyOf(graph);
  const unitsOf = (id: NodeId): number => foreseen[indexOf.get(id) ?? -1] ?? 0;
  const beside = graph.wires
    .filter((wire) => wire.target === target && wire.port !== port)
    .map((wire) => wire.source);
  const units = unitsOf(source);
  const others = Math.max(0, ...beside.map(unitsOf));
  const attempts = [
    { owners: beside.flatMap((each) => widthOwners(graph, each)), width: units },
    { owners: widthOwners(graph, source), width: others },
  ];
  for (const { owners, width } of attempts) {
    const [first] = owners;
    if (first === undefined || width === 0) continue;
    const widened = withWidths(document, owners, width);
    const together = widened.ok ? widened.value : widenedTogether(document, first, width)?.document;
    const wired = together && addWire(together, source, target, port);
    if (wired?.ok) return { others: owners, document: wired.value, width };
  }
  return null;
}

/** What a table or a leaf begins with, one number for each unit. */
export function initialOf(node: GraphNode): number {
  const op = opOf(node.op);
  return op.kind === "leaf" ? op.initial : 0;
}

/** The nodes whose own width is that of a node: itself, or what feeds it unit by unit. None where nothing is to be changed. */
function widthOwners(graph: Graph, id: NodeId): readonly NodeId[] {
  const { incoming, indexOf, foreseen, sources } = topologyOf(graph);
  const owners = new Set<NodeId>();
  const waiting = [indexOf.get(id) ?? -1];
  const seen = new Set(waiting);
  // The list grows while it is walked.
  for (const index of waiting) {
    const node = graph.nodes[index];
    if (!node) continue;
    if ("width" in node) {
      owners.add(node.id);
      continue;
    }
    const feeding = Array.from(incoming[index] ?? [], (wire) => sources[wire] ?? -1);
    const widths = feeding.map((source) => foreseen[source] ?? 0);
    // Is the node one unit wider when its inputs are? A sum over units is not: no input gives it its width.
    const wider = widths.map((width) => (width === foreseen[index] ? width + 1 : width));
    if (resultWidth(opOf(node.op), wider) !== (foreseen[index] ?? 0) + 1) return [];
    for (const [port, source] of feeding.entries()) {
      if (widths[port] !== foreseen[index] || seen.has(source)) continue;
      seen.add(source);
      waiting.push(source);
    }
  }
  return [...owners];
}

/** What else has to be as wide, by the node at which widths would no longer fit. */
function ownersAtMisfit(
  graph: Graph,
  problem: EditProblem,
  widened: readonly NodeId[],
  width: number,
): readonly NodeId[] {
  if (problem.kind !== "width") return [];
  const feeding = graph.wires.filter(({ target }) => target === problem.node);
  return feeding
    .flatMap(({ source }) => {
      const owners = widthOwners(graph, source);
      return owners.some((owner) => widened.includes(owner)) ? [] : owners;
    })
    .filter((id, index, all) => {
      const node = graph.nodes.find((each) => each.id === id);
      const isAsWide = node && "width" in node && node.width === width;
      return !isAsWide && all.indexOf(id) === index;
    });
}

/** One node with another width, not yet fitted. */
function resizedAlone(document: BackflowDocument, id: NodeId, width: number): Edited {
  const { graph } = document;
  const before = graph.nodes.find((node) => node.id === id);
  if (!before || !("width" in before) || before.width === width) return success(document);
  if (!(Number.isInteger(width) && width >= 1 && width <= LIMITS.numbers)) {
    return failure({ kind: "bad-width", node: id, width });
  }
  const node = { ...before, width };
  const nodes = graph.nodes.map((other) => (other === before ? node : other));
  const widened = { ...document, graph: { ...graph, nodes } };
  const problem = findOverflow(widened);
  if (problem) return failure(problem);
  const columns = document.data.columns.get(id);
  if (columns) {
    const added = Math.max(0, width - columns.length);
    const more = constantColumns(added, document.data.rows, initialOf(node));
    const own = [...columns.slice(0, width), ...more];
    return success({ ...widened, data: withColumnsOf(document.data, new Map([[id, own]])) });
  }
  const owned = document.numbers.get(id);
  if (!owned || owned.kind === "setting") return success(document);
  const numbers = new Map(document.numbers).set(id, resized(node, owned, width));
  return success({ ...widened, numbers });
}

/** A leaf's or a linear node's numbers for another width. */
function resized(
  node: GraphNode,
  owned: Exclude<NodeNumbers, { kind: "setting" }>,
  width: number,
): NodeNumbers {
  if (owned.kind === "leaf") {
    return { ...owned, values: withLength(owned.values, width, initialOf(node)) };
  }
  const omega = owned.omega.map((block) => {
    const fresh = newBlock(width, block[0]?.length ?? 1);
    return fresh.map((row, unit) => block[unit] ?? row);
  });
  return { ...owned, beta: withLength(owned.beta, width, 0), omega };
}
