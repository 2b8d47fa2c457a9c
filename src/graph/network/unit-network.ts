import { opOf } from "@/ops";
import type { Graph, NodeId } from "../document";
import { topologyOf } from "../topology";
import { type UnitLayer, unitLayersOf } from "./unit-layers";

/** One unit of a node. */
export interface Unit {
  readonly node: NodeId;
  readonly unit: number;
}

/** Neighbouring units of one column: `count` from `start` on. */
export interface UnitRange {
  readonly column: number;
  readonly start: number;
  readonly count: number;
}

/** A graph of layers as the lecture draws it: a circle for each unit, an arrow for each weight. */
export interface UnitNetwork {
  /** The inputs first, then layer by layer; a unit is its linear node's, whatever activation follows. */
  readonly columns: readonly (readonly Unit[])[];
  /** Every unit of `from` feeds every unit of `to`, with one weight each. */
  readonly feeds: readonly { readonly from: UnitRange; readonly to: UnitRange }[];
}

/**
 * The layers of a graph; null where it has none, or where something other than activations stands between them, so that
 * circles and arrows would not tell what is computed.
 */
export function unitNetworkOf(graph: Graph): UnitNetwork | null {
  const layers = unitLayersOf(graph);
  if (layers.length === 0) return null;
  const origins = layers.map((layer) => layer.sources.map((source) => originOf(graph, source)));
  if (origins.some((found) => found.includes(-1))) return null;
  return assemble(graph, layers, origins as readonly (readonly number[])[]);
}

/** The linear node or leaf whose units come through activations to a node, as a node index; −1 if none do. */
function originOf(graph: Graph, index: number): number {
  const { incoming, sources } = topologyOf(graph);
  let at = index;
  for (;;) {
    const node = graph.nodes[at];
    if (!node) return -1;
    const { kind } = opOf(node.op);
    if (kind === "linear" || kind === "leaf") return at;
    if (kind !== "unary") return -1;
    at = sources[incoming[at]?.[0] ?? -1] ?? -1;
  }
}

function assemble(
  graph: Graph,
  layers: readonly UnitLayer[],
  origins: readonly (readonly number[])[],
): UnitNetwork {
  const { indexOf, widths } = topologyOf(graph);
  const columns: Unit[][] = [[]];
  const ranges = new Map<number, UnitRange>();
  const put = (at: number, column: number): void => {
    const units = columns[column] ?? [];
    columns[column] = units;
    const count = widths[at] ?? 0;
    ranges.set(at, { column, start: units.length, count });
    const node = graph.nodes[at]?.id ?? "";
    for (let unit = 0; unit < count; unit++) units.push({ node, unit });
  };
  const feeds: { from: UnitRange; to: UnitRange }[] = [];
  for (const [index, layer] of layers.entries()) {
    const sources = origins[index] ?? [];
    for (const source of sources) if (!ranges.has(source)) put(source, 0);
    const read = sources.flatMap((source) => ranges.get(source) ?? []);
    const column = 1 + Math.max(...read.map((range) => range.column));
    for (const { id } of layer.nodes) {
      const at = indexOf.get(id) ?? -1;
      put(at, column);
      const to = ranges.get(at);
      if (to) feeds.push(...read.map((from) => ({ from, to })));
    }
  }
  return { columns, feeds };
}
