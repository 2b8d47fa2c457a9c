import { feedsOthers, isTarget, mostPorts, type OpId, opOf } from "@/ops";
import type { Graph, GraphNode, NodeId, Wire } from "../document";
import type { NodeIndex } from "../indices";
import { foreseenInputs, isLinear, newNode } from "../nodes";
import type { WiringProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { expectedWidth, portCount, type Topology, topologyOf } from "../topology";

/** The end of a wire that is held fast while the other one looks for its place. */
export type FixedEnd =
  | { readonly kind: "source"; readonly node: NodeId }
  | { readonly kind: "target"; readonly node: NodeId; readonly port: number };

/** A pending connection. */
export interface PendingConnection {
  readonly fixed: FixedEnd;
  /** The wire whose other end is being moved; null for a new wire. */
  readonly replacing: Wire | null;
}

/** Tells of every place on the canvas whether the pending connection could end there. */
export interface Wiring {
  /**
   * The wire that would come of ending at a node, at its input `port` (null: the first that takes it), or why there
   * can be none. Where the source is looked for, `port` is ignored. A linear node takes any number of wires: whatever
   * the port, a wire that comes to it comes last, and so does one of its own that is let go at another port.
   */
  judge(node: NodeId, port: number | null): Result<Wire, WiringProblem>;
  /** Could it end at a new node of an op? The limits of a document are not looked at: they are no matter of the op. */
  takesNew(op: OpId): boolean;
  /** The units that a new node of an op has to have for that, where it has a width of its own: 1 if that fits. */
  widthOfNew(op: OpId): number;
}

/**
 * The rules of wiring for one pending connection. The walk through the graph that finds cycles is made once; a judgement
 * then costs what the wire would change of the widths downstream, mostly nothing.
 */
export function wiringOf(graph: Graph, { fixed, replacing }: PendingConnection): Wiring {
  const base = replacing === null ? graph : withoutWire(graph, replacing);
  const topology = topologyOf(base);
  const held = topology.indexOf.get(fixed.node);
  const heldNode = base.nodes[held ?? -1];
  let walked: Int32Array | null = null;
  // A wire to one of these would close a cycle: ancestors of a fixed source, descendants of a fixed target.
  const walk = (start: number): Int32Array => {
    walked ??= reach(base, topology, start, fixed.kind === "source");
    return walked;
  };

  return {
    judge(id, port) {
      const found = topology.indexOf.get(id);
      if (held === undefined || found === undefined) return failure({ kind: "nodes-missing" });
      const source = fixed.kind === "source" ? held : found;
      const target = fixed.kind === "source" ? found : held;
      const sourceNode = base.nodes[source] as GraphNode;
      const targetNode = base.nodes[target] as GraphNode;
      const portless = findPortless(sourceNode, targetNode);
      if (portless) return failure(portless);
      const beyond = walk(held);
      if (found === held || beyond[found] !== -1) {
        const path = found === held ? [held] : walkBack(beyond, found, held);
        // `beyond` leads away from the fixed end; a cycle is told along the wires, from the target of the new one on.
        const nodes = fixed.kind === "source" ? path : path.reverse();
        return failure({
          kind: "would-cycle",
          nodes: nodes.map((index) => base.nodes[index]?.id ?? ""),
        });
      }
      const wanted = fixed.kind === "source" ? port : fixed.port;
      const own = replacing?.target === targetNode.id ? replacing.port : null;
      // What is let go where it was changes nothing; a source that is moved leaves the wire at its port.
      const stays = own !== null && (fixed.kind === "target" || port === null || port === own);
      if (stays && isLinear(targetNode)) {
        return success({ source: sourceNode.id, target: targetNode.id, port: own });
      }
      const feeding = { node: sourceNode, units: topology.foreseen[source] as number };
      return judgePort(base, topology, feeding, target, stays ? own : wanted);
    },

    takesNew(op) {
      return fittingUnits(op) !== null;
    },

    widthOfNew(op) {
      return fittingUnits(op) || 1;
    },
  };

  /** Units that a new node would bring, or get; null where it takes no such wire. */
  function fittingUnits(op: OpId): number | null {
    if (held === undefined || heldNode === undefined) return null;
    const node = newNode(opOf(op));
    // At its first port nothing else arrives that might not fit.
    if (fixed.kind === "source") return findPortless(heldNode, node) === null ? 1 : null;
    if (findPortless(node, heldNode)) return null;
    const alone = unitsAlone(node, 0);
    // What has a width of its own can have that of what it meets, as a target that of its prediction.
    const wanted =
      "width" in node
        ? [alone, ...foreseenInputs(base, heldNode.id).filter((units) => units > 0)]
        : [alone];
    const found = wanted.find(
      (units) => judgePort(base, topology, { node, units }, held, fixed.port).ok,
    );
    return found ?? null;
  }
}

/** The width that a new node of an op has to have to go into a wire, where it has one of its own: 1 if that fits. */
export function widthInWire(graph: Graph, op: OpId, wire: Wire): number | null {
  const node = newNode(opOf(op));
  if (fitsIntoWire(graph, node, wire)) return 1;
  const { indexOf, foreseen } = topologyOf(graph);
  const width = foreseen[indexOf.get(wire.source) ?? -1] ?? 0;
  return "width" in node && width > 0 && fitsIntoWire(graph, { ...node, width }, wire)
    ? width
    : null;
}

/**
 * Would a node that has no wires, be it new or of the graph, go into a wire? As of a new node, the limits of a document
 * are not looked at.
 */
export function fitsIntoWire(graph: Graph, node: GraphNode, wire: Wire): boolean {
  const topology = topologyOf(graph);
  const { indexOf, incoming, foreseen } = topology;
  const source = indexOf.get(wire.source);
  const target = indexOf.get(wire.target);
  if (source === undefined || target === undefined) return false;
  const replaced = graph.wires[incoming[target]?.[wire.port] ?? -1];
  if (replaced?.source !== wire.source) return false;
  const targetNode = graph.nodes[target] as GraphNode;
  const portless =
    findPortless(graph.nodes[source] as GraphNode, node) ?? findPortless(node, targetNode);
  if (portless) return false;
  const units = unitsAlone(node, foreseen[source] as number);
  return (
    findMisfit(graph, topology, target, withInput(graph, targetNode, wire.port, units)) === null
  );
}

/** Units of a node that has no wire but one at its first port, which brings so many; 0 where that is not known yet. */
function unitsAlone(node: GraphNode, units: number): number {
  return expectedWidth(node, portCount(node), (port) => (port === 0 ? units : 0)) ?? 0;
}

/** Why nothing goes on from the one node, or into the other; null where both have ports. */
function findPortless(source: GraphNode, target: GraphNode): WiringProblem | null {
  if (!feedsOthers(opOf(source.op))) return { kind: "loss-ends", node: source.id };
  return mostPorts(opOf(target.op)) === 0 ? { kind: "no-input", node: target.id } : null;
}

/** Input ports of a node that a new wire may use: those without one; of a linear node, the next. */
export function openPorts(graph: Graph, node: GraphNode): readonly number[] {
  if (isLinear(node)) return [portCount(node)];
  const { indexOf, incoming } = topologyOf(graph);
  const ports = incoming[indexOf.get(node.id) ?? -1] ?? new Int32Array();
  return [...ports.keys()].filter((port) => ports[port] === -1);
}

/** Does a node miss the wire of an input? A linear node misses its first one only: it takes any number. */
export function missesInput(graph: Graph, node: GraphNode): boolean {
  if (mostPorts(opOf(node.op)) === 0) return false;
  return isLinear(node) ? portCount(node) === 0 : openPorts(graph, node).length > 0;
}

/** A target belongs at the second port of a loss; anything else at the first that is open. */
function inOrderOfUse(
  open: readonly number[],
  source: GraphNode,
  target: GraphNode,
): readonly number[] {
  const isCompared = isTarget(opOf(source.op)) && opOf(target.op).kind === "loss";
  return isCompared ? open.toReversed() : open;
}

/** What would feed a port: the node, with the units that it will have. */
interface Feeding {
  readonly node: GraphNode;
  readonly units: number;
}

function judgePort(
  graph: Graph,
  topology: Topology,
  { node: source, units }: Feeding,
  target: NodeIndex,
  wanted: number | null,
): Result<Wire, WiringProblem> {
  const node = graph.nodes[target] as GraphNode;
  const open = openPorts(graph, node);
  const asked =
    wanted === null || isLinear(node)
      ? inOrderOfUse(open, source, node)
      : open.filter((port) => port === wanted);
  let problem: WiringProblem = { kind: "port-full", node: node.id, port: wanted };
  for (const port of asked) {
    const misfit = findMisfit(graph, topology, target, withInput(graph, node, port, units));
    if (misfit === null) return success({ source: source.id, target: node.id, port });
    problem = misfit;
  }
  return failure(problem);
}

/** A node as an edit would leave it, with the units that would come into each of its ports; 0 where none are known. */
export interface ChangedNode {
  readonly node: GraphNode;
  readonly unitsInto: (port: number) => number;
}

function withInput(graph: Graph, node: GraphNode, port: number, units: number): ChangedNode {
  const inputs = foreseenInputs(graph, node.id);
  return { node, unitsInto: (at) => (at === port ? units : (inputs[at] ?? 0)) };
}

/**
 * Where widths would no longer fit together if one node were changed; null where all do. What feeds the node must not
 * lie behind it.
 */
export function findMisfit(
  graph: Graph,
  { order, incoming, outgoing, indexOf, foreseen }: Topology,
  start: number,
  changed: ChangedNode,
): WiringProblem | null {
  const widths = new Map<number, number>();
  const widthOf = (index: number): number => widths.get(index) ?? foreseen[index] ?? 0;
  const asItIs = (index: number): ChangedNode => ({
    node: graph.nodes[index] as GraphNode,
    unitsInto: (port) => {
      const wire = graph.wires[incoming[index]?.[port] ?? -1];
      return wire === undefined ? 0 : widthOf(indexOf.get(wire.source) ?? -1);
    },
  });
  const stale = new Set([start]);
  // No new wire leads to a node before its source, so the order holds.
  for (let at = order.indexOf(start); at < order.length && stale.size > 0; at++) {
    const index = order[at] as NodeIndex;
    if (!stale.delete(index)) continue;
    const { node, unitsInto } = index === start ? changed : asItIs(index);
    const width = expectedWidth(node, portCount(node), unitsInto);
    if (width === null) {
      return { kind: "would-misfit", node: node.id, widths: [unitsInto(0), unitsInto(1)] };
    }
    if (width === foreseen[index]) continue;
    widths.set(index, width);
    for (const wire of outgoing[index] ?? []) {
      const next = indexOf.get(graph.wires[wire]?.target ?? "");
      if (next !== undefined) stale.add(next);
    }
  }
  return null;
}

/**
 * For each node that is reached from `start`, against the wires or along them, the node it was reached from, on a
 * shortest way; −1 for the others, and for `start`.
 */
function reach(graph: Graph, topology: Topology, start: number, upstream: boolean): Int32Array {
  const { incoming, outgoing, indexOf } = topology;
  const from = new Int32Array(graph.nodes.length).fill(-1);
  const waiting = [start];
  // The list grows while it is walked: nearer nodes first.
  for (const index of waiting) {
    for (const wire of (upstream ? incoming : outgoing)[index] ?? []) {
      const end = graph.wires[wire];
      const next = end && indexOf.get(upstream ? end.source : end.target);
      if (next === undefined || next === start || from[next] !== -1) continue;
      from[next] = index;
      waiting.push(next);
    }
  }
  return from;
}

/** From a reached node back to where the walk started. */
function walkBack(from: Int32Array, reached: number, start: number): number[] {
  const path = [reached];
  for (let index = reached; index !== start; ) {
    index = from[index] as number;
    path.push(index);
  }
  return path;
}

/** The graph without one of its wires; the ports of a linear node close up. */
function withoutWire(graph: Graph, gone: Wire): Graph {
  const target = graph.nodes.find(({ id }) => id === gone.target);
  const closes = target !== undefined && isLinear(target);
  const wires = graph.wires
    .filter((wire) => wire.target !== gone.target || wire.port !== gone.port)
    .map((wire) =>
      closes && wire.target === gone.target && wire.port > gone.port
        ? { ...wire, port: wire.port - 1 }
        : wire,
    );
  if (!closes) return { ...graph, wires };
  const omegaSymbols = target.omegaSymbols.filter((_, port) => port !== gone.port);
  const nodes = graph.nodes.map((node) => (node === target ? { ...target, omegaSymbols } : node));
  return { ...graph, nodes, wires };
}
