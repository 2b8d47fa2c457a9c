import { type OpId, opOf } from "@/ops";
import { checkDocument, checkGraph } from "./check";
import type {
  BackflowDocument,
  GraphNode,
  LinearNode,
  Matrix,
  NodeId,
  Position,
  Wire,
} from "./document";
import { LIMITS } from "./limits";
import { freeId } from "./naming";
import { defaultSymbols, inputWidths, isLinear, nodeOf } from "./nodes";
import type { EditProblem } from "./problems";
import { failure, type Result, success } from "./result";
import { countOwned, fitBlocks, newBlock, newNumbers } from "./shapes";
import { defaultOmegaSymbols } from "./symbols";
import { wiringOf } from "./wiring";

/**
 * Edits of the structure. Each gives a whole document, whose ports have closed up and whose blocks of Ω fit, or the
 * reason why there is none.
 */
export type Edited = Result<BackflowDocument, EditProblem>;

/** Adds a node of an op, with the next free symbol of its kind and numbers to begin with. */
export function addNode(
  document: BackflowDocument,
  opId: OpId,
  position: Position,
): Result<{ readonly document: BackflowDocument; readonly node: NodeId }, EditProblem> {
  const { graph } = document;
  const op = opOf(opId);
  const id = freeId(graph, op);
  const node = nodeOf(op, id, 1, defaultSymbols(op, id, 0));
  const owned = newNumbers(graph, node);
  const edited = fitted({
    ...document,
    graph: { ...graph, nodes: [...graph.nodes, node] },
    numbers: owned ? new Map(document.numbers).set(id, owned) : document.numbers,
    layout: new Map(document.layout).set(id, rounded(position)),
  });
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
  return judged.ok ? attach(document, judged.value, null) : judged;
}

/** Where the moved end of a wire goes: another source, or another input. */
export type WireEndMove =
  | { readonly kind: "source"; readonly node: NodeId }
  | { readonly kind: "target"; readonly node: NodeId; readonly port: number | null };

/** Moves one end of a wire to another node or port. From linear to linear, its block of Ω goes with it. */
export function moveWire(document: BackflowDocument, wire: Wire, to: WireEndMove): Edited {
  const fixed =
    to.kind === "target"
      ? ({ kind: "source", node: wire.source } as const)
      : ({ kind: "target", node: wire.target, port: wire.port } as const);
  const wiring = wiringOf(document.graph, { fixed, replacing: wire });
  if (to.kind === "source") {
    const judged = wiring.judge(to.node, null);
    if (!judged.ok) return judged;
    // In place: a linear node keeps the order of its wires.
    const wires = document.graph.wires.map((other) =>
      isSameWire(other, wire) ? { ...wire, source: to.node } : other,
    );
    return fitted({ ...document, graph: { ...document.graph, wires } });
  }
  const judged = wiring.judge(to.node, to.port);
  if (!judged.ok) return judged;
  const owned = document.numbers.get(wire.target);
  const block = owned?.kind === "linear" ? (owned.omega[wire.port] ?? null) : null;
  return attach(removeWires(document, [wire]), judged.value, block);
}

/** Puts a node into a wire: the source feeds the node, and the node feeds where the wire led. */
export function insertIntoWire(document: BackflowDocument, id: NodeId, wire: Wire): Edited {
  const fed = addWire(document, wire.source, id, null);
  return fed.ok ? moveWire(fed.value, wire, { kind: "source", node: id }) : fed;
}

/** Removes wires. The ports of linear nodes close up; other ports stay open. */
export function removeWires(document: BackflowDocument, gone: readonly Wire[]): BackflowDocument {
  const names = new Set(gone.map(nameOf));
  const kept = document.graph.wires.filter((wire) => !names.has(nameOf(wire)));
  if (kept.length === document.graph.wires.length) return document;
  return dropMisfits(closePorts(document, kept));
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
  return dropMisfits({
    ...closed,
    graph: { ...closed.graph, nodes: closed.graph.nodes.filter(({ id }) => !gone.has(id)), output },
    numbers: without(closed.numbers),
    layout: without(closed.layout),
  });
}

/**
 * The document with its blocks of Ω fitted, if it is whole then, else the first problem. Nothing is made before it is
 * known to be within the limits.
 */
export function fitted(document: BackflowDocument): Edited {
  const count = countOwned(document.graph);
  const limit = LIMITS.numbers;
  if (count > limit) return failure({ kind: "too-many", what: "numbers", count, limit });
  return checkDocument(fitBlocks(document));
}

/** Adds a wire that was judged to fit. Into a linear node it brings a block of Ω, new unless it is given. */
function attach(document: BackflowDocument, wire: Wire, block: Matrix | null): Edited {
  const graph = { ...document.graph, wires: [...document.graph.wires, wire] };
  const target = graph.nodes.find(({ id }) => id === wire.target);
  const owned = document.numbers.get(wire.target);
  if (!target || !isLinear(target) || owned?.kind !== "linear") {
    return fitted({ ...document, graph });
  }
  const omegaSymbols = renumberedOmegas(target, [...target.omegaSymbols.keys(), null]);
  const nodes = graph.nodes.map((node) => (node === target ? { ...target, omegaSymbols } : node));
  const wired = { ...graph, nodes };
  // The new block may be large: it is made once the whole is known to be within the limits.
  const count = countOwned(wired);
  const limit = LIMITS.numbers;
  if (count > limit) return failure({ kind: "too-many", what: "numbers", count, limit });
  const inputs = inputWidths(wired, target.id)[wire.port] ?? 0;
  const columns = block?.length === target.width ? block : newBlock(target.width, inputs);
  const omega = [...owned.omega, columns];
  const numbers = new Map(document.numbers).set(wire.target, { ...owned, omega });
  return fitted({ ...document, graph: wired, numbers });
}

/**
 * A linear node that was incomplete may be complete once a wire is gone, and then its units may not fit what they meet
 * further on, which nobody could tell before. A removal is never refused: the wire that no longer fits goes as well.
 */
function dropMisfits(document: BackflowDocument): BackflowDocument {
  let fitting = fitBlocks(document);
  for (;;) {
    const problem = checkGraph(fitting.graph);
    if (problem?.kind !== "width") return fitting;
    const kept = fitting.graph.wires.filter(
      (wire) => wire.target !== problem.node || wire.port !== 1,
    );
    fitting = fitBlocks(closePorts(fitting, kept));
  }
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
  const places = new Map<NodeId, readonly number[]>();
  const nodes = graph.nodes.map((node): GraphNode => {
    if (!isLinear(node)) return node;
    const ports = (taken.get(node.id) ?? []).sort((a, b) => a - b);
    if (ports.length === node.omegaSymbols.length) return node;
    places.set(node.id, ports);
    const owned = numbers.get(node.id);
    if (owned?.kind === "linear") {
      numbers.set(node.id, { ...owned, omega: ports.flatMap((port) => [owned.omega[port] ?? []]) });
    }
    return { ...node, omegaSymbols: renumberedOmegas(node, ports) };
  });
  const wires = kept.map((wire) => {
    const ports = places.get(wire.target);
    return ports ? { ...wire, port: ports.indexOf(wire.port) } : wire;
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

function isSameWire(a: Wire, b: Wire): boolean {
  return a.target === b.target && a.port === b.port;
}

function nameOf({ target, port }: Wire): string {
  return `${target}:${port}`;
}
