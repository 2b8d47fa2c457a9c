import type { DataTable } from "@/data";
import { type OpId, opOf } from "@/ops";
import { constantColumns, isTableNode, withColumnsOf } from "../columns";
import type {
  BackflowDocument,
  GraphNode,
  LinearNode,
  Matrix,
  NodeId,
  Position,
  Wire,
} from "../document";
import { LIMITS } from "../limits";
import { foreseenInputs, isLinear, newNode } from "../nodes";
import { countOwned, fitBlocks, newBlock, newNumbers } from "../number-shapes";
import { checkDocument } from "../parts/check";
import { followParts } from "../parts/table";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { defaultOmegaSymbols } from "../symbols";
import { isSameWire, wireKey } from "../wire-key";
import { freeId } from "./naming";
import { wiringOf } from "./wiring";

/**
 * Edits of the structure. Each gives a whole document, whose ports have closed up and whose blocks of Ω fit, or the
 * reason why there is none.
 */
export type Edited = Result<BackflowDocument, EditProblem>;

/**
 * Adds a node of an op, with the next free symbol of its kind and numbers to begin with; of so many units, where the op
 * has a width of its own.
 */
export function addNode(
  document: BackflowDocument,
  opId: OpId,
  position: Position,
  width = 1,
): Result<{ readonly document: BackflowDocument; readonly node: NodeId }, EditProblem> {
  const { graph } = document;
  const op = opOf(opId);
  const id = freeId(graph, op);
  const unit = newNode(op, id);
  const node = "width" in unit ? { ...unit, width } : unit;
  const added = {
    ...document,
    graph: { ...graph, nodes: [...graph.nodes, node] },
    layout: new Map(document.layout).set(id, rounded(position)),
  };
  const problem = findOverflow(added);
  if (problem) return failure(problem);
  const owned = newNumbers(node);
  const numbers = owned ? new Map(document.numbers).set(id, owned) : document.numbers;
  const edited = fitted({ ...added, numbers, data: withNewColumns(document.data, node) });
  return edited.ok ? success({ document: edited.value, node: id }) : edited;
}

/** Draws a wire from `source` into the input `port` of `target`; null takes the first that fits. */
export function addWire(
  document: BackflowDocument,
  source: NodeId,
  target: NodeId,
  port: number | null,
): Edited {
  const fixed = { kind: "source", node: source } as const;
  const judged = wiringOf(document.graph, { fixed, replacing: null }).judge(target, port);
  if (!judged.ok) return judged;
  return attach(document, judged.value, { index: document.graph.wires.length });
}

/** Where the moved end of a wire goes: another source, or another input. */
export type WireEndMove =
  | { readonly kind: "source"; readonly node: NodeId }
  | { readonly kind: "target"; readonly node: NodeId; readonly port: number | null };

/**
 * Moves one end of a wire to another node or port. From linear to linear, its block of Ω goes with it, and its symbol if
 * somebody chose it. The same document where the end is already.
 */
export function moveWire(document: BackflowDocument, wire: Wire, to: WireEndMove): Edited {
  const index = document.graph.wires.findIndex((other) => isSameWire(other, wire));
  if (index < 0) return failure({ kind: "nodes-missing" });
  const fixed =
    to.kind === "target"
      ? ({ kind: "source", node: wire.source } as const)
      : ({ kind: "target", node: wire.target, port: wire.port } as const);
  const wiring = wiringOf(document.graph, { fixed, replacing: wire });
  const judged = wiring.judge(to.node, to.kind === "target" ? to.port : null);
  if (!judged.ok) return judged;
  if (isSameWire(judged.value, wire)) return success(document);
  if (to.kind === "source") {
    // In place: a linear node keeps the order of its wires.
    const wires = document.graph.wires.with(index, judged.value);
    return fitted({ ...document, graph: { ...document.graph, wires } });
  }
  const kept = document.graph.wires.filter((other) => !isSameWire(other, wire));
  return attach(closePorts(document, kept), judged.value, {
    index,
    ...omegaOf(document, wire),
  });
}

/** Puts a node into a wire: the source feeds the node, and the node feeds where the wire led. */
export function insertIntoWire(document: BackflowDocument, id: NodeId, wire: Wire): Edited {
  const fed = addWire(document, wire.source, id, null);
  return fed.ok ? moveWire(fed.value, wire, { kind: "source", node: id }) : fed;
}

/** Removes wires. The ports of linear nodes close up; other ports stay open. */
export function removeWires(document: BackflowDocument, gone: readonly Wire[]): BackflowDocument {
  const names = new Set(gone.map(wireKey));
  const kept = document.graph.wires.filter((wire) => !names.has(wireKey(wire)));
  if (kept.length === document.graph.wires.length) return document;
  return settled(closePorts(document, kept));
}

/** Removes nodes with all their wires and numbers. */
export function removeNodes(
  document: BackflowDocument,
  gone: ReadonlySet<NodeId>,
): BackflowDocument {
  const { graph } = document;
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  if (nodes.length === graph.nodes.length) return document;
  const wires = graph.wires.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
  const without = <Value>(map: ReadonlyMap<NodeId, Value>): ReadonlyMap<NodeId, Value> =>
    new Map([...map].filter(([id]) => !gone.has(id)));
  const output = graph.output !== null && gone.has(graph.output) ? null : graph.output;
  // Ports first, while every wire that goes still finds its node.
  const closed = closePorts(document, wires);
  return settled({
    ...closed,
    graph: { ...closed.graph, nodes: closed.graph.nodes.filter(({ id }) => !gone.has(id)), output },
    numbers: without(closed.numbers),
    data: withColumnsOf(
      closed.data,
      new Map([...closed.data.columns.keys()].flatMap((id) => (gone.has(id) ? [[id, null]] : []))),
    ),
    layout: without(closed.layout),
  });
}

/** The table with columns for a node that is new, if it needs any: what every number of it is at first. */
function withNewColumns(data: DataTable, node: GraphNode): DataTable {
  const op = opOf(node.op);
  if (op.kind !== "leaf" || !isTableNode(node)) return data;
  const columns = constantColumns(node.width, data.rows, op.initial);
  return withColumnsOf(data, new Map([[node.id, columns]]));
}

/**
 * The document with its blocks of Ω fitted, if it is whole then, else the first problem. Nothing is made before it is
 * known to be within the limits.
 */
export function fitted(document: BackflowDocument): Edited {
  const problem = findOverflow(document);
  return problem ? failure(problem) : checkDocument(settled(document));
}

/** The document with all that follows from its structure: blocks of Ω are as wide as what feeds them, parts speak of what is there. */
function settled(document: BackflowDocument): BackflowDocument {
  return followParts(fitBlocks(document));
}

/** Would the document own too many numbers? To be asked before they are made. */
export function findOverflow(document: BackflowDocument): EditProblem | null {
  const count = countOwned(document);
  const limit = LIMITS.numbers;
  return count > limit ? { kind: "too-many", what: "numbers", count, limit } : null;
}

/** Where a wire comes in the list of all, and what it brings into a linear node: new unless it is given. */
interface Attachment {
  readonly index: number;
  readonly block?: Matrix;
  readonly symbol?: string;
}

/** Adds a wire that was judged to fit. */
function attach(document: BackflowDocument, wire: Wire, attachment: Attachment): Edited {
  const { graph } = document;
  const wires = graph.wires.toSpliced(attachment.index, 0, wire);
  const target = graph.nodes.find(({ id }) => id === wire.target);
  const owned = document.numbers.get(wire.target);
  if (!target || !isLinear(target) || owned?.kind !== "linear") {
    return fitted({ ...document, graph: { ...graph, wires } });
  }
  const symbols = renumberedOmegas(target, [...target.omegaSymbols.keys(), null]);
  const omegaSymbols = symbols.map((symbol, port) =>
    port === wire.port ? (attachment.symbol ?? symbol) : symbol,
  );
  const nodes = graph.nodes.map((node) => (node === target ? { ...target, omegaSymbols } : node));
  const wired = { ...document, graph: { ...graph, nodes, wires } };
  const problem = findOverflow(wired);
  if (problem) return failure(problem);
  const { block } = attachment;
  const columns =
    block?.length === target.width
      ? block
      : newBlock(target.width, foreseenInputs(wired.graph, target.id)[wire.port] ?? 0);
  const omega = [...owned.omega, columns];
  const numbers = new Map(document.numbers).set(wire.target, { ...owned, omega });
  return fitted({ ...wired, numbers });
}

/** What belongs to a wire into a linear node: its block of Ω, and its symbol if that does not follow from the id. */
function omegaOf(document: BackflowDocument, { target, port }: Wire): Omit<Attachment, "index"> {
  const node = document.graph.nodes.find(({ id }) => id === target);
  const owned = document.numbers.get(target);
  if (!node || !isLinear(node) || owned?.kind !== "linear") return {};
  const block = owned.omega[port];
  const symbol = node.omegaSymbols[port];
  const follows = symbol === defaultOmegaSymbols(target, node.omegaSymbols.length)[port];
  return {
    ...(block ? { block } : {}),
    ...(symbol === undefined || follows ? {} : { symbol }),
  };
}

/** The document with these wires only, which are some of its own: linear nodes close up, symbols and blocks with them. */
function closePorts(document: BackflowDocument, kept: readonly Wire[]): BackflowDocument {
  const { graph } = document;
  const taken = new Map<NodeId, number[]>();
  for (const { target, port } of kept) {
    const ports = taken.get(target);
    if (ports) ports.push(port);
    else taken.set(target, [port]);
  }
  const numbers = new Map(document.numbers);
  /** Of the linear nodes that change, the new port for each old one. */
  const portOf = new Map<NodeId, ReadonlyMap<number, number>>();
  const nodes = graph.nodes.map((node): GraphNode => {
    if (!isLinear(node)) return node;
    const ports = (taken.get(node.id) ?? []).sort((a, b) => a - b);
    if (ports.length === node.omegaSymbols.length) return node;
    portOf.set(node.id, new Map(ports.map((port, index) => [port, index])));
    const owned = numbers.get(node.id);
    if (owned?.kind === "linear") {
      numbers.set(node.id, { ...owned, omega: ports.flatMap((port) => [owned.omega[port] ?? []]) });
    }
    return { ...node, omegaSymbols: renumberedOmegas(node, ports) };
  });
  const wires = kept.map((wire) => {
    const port = portOf.get(wire.target)?.get(wire.port);
    return port === undefined || port === wire.port ? wire : { ...wire, port };
  });
  return { ...document, graph: { ...graph, nodes, wires }, numbers };
}

/**
 * The symbols of ω after ports came or went; `ports` names for each new port the old one, null for a new wire. A symbol
 * that followed from the id goes on following; one that somebody chose stays.
 */
function renumberedOmegas(node: LinearNode, ports: readonly (number | null)[]): string[] {
  const before = defaultOmegaSymbols(node.id, node.omegaSymbols.length);
  const after = defaultOmegaSymbols(node.id, ports.length);
  return ports.map((old, port) => {
    const symbol = old === null ? undefined : node.omegaSymbols[old];
    const follows = symbol === undefined || (old !== null && symbol === before[old]);
    return follows ? (after[port] ?? "") : symbol;
  });
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
}
