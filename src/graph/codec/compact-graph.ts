import { hasOwnWidth, opFromNumber, opNumber, opOf, portNames } from "@/ops";
import type { Graph, GraphNode, Wire } from "../document";
import type { Json } from "../json";
import { LIMITS } from "../limits";
import { defaultSymbols, isLinear, nodeOf, symbolsOf } from "../nodes";
import { malformed, readList, readNumbers, readText, readWhole, refuse } from "../reader";
import { portCount, topologyOf } from "../topology";
import {
  columnReader,
  differences,
  readDifferences,
  unlessEmpty,
  unlessOnes,
} from "./compact-columns";

/** What `rest` says of the graph, as `compact.ts` explains it. */
export const GRAPH_REST = ["o", "d", "k", "s", "w"] as const;
type GraphRest = { readonly [key in (typeof GRAPH_REST)[number]]?: unknown };

/** The columns of a graph, and what stands in `rest`. */
export interface CompactGraph {
  readonly ids: string;
  readonly ops: readonly number[];
  readonly sources: readonly number[];
  readonly rest: { readonly [key in (typeof GRAPH_REST)[number]]: Json | undefined };
}

/**
 * A graph in few letters. Nodes are written in their own order, and each wire into a node by how far before it its
 * source stands: small numbers, which repeat.
 */
export function compactGraphOf(graph: Graph): CompactGraph {
  const { nodes, wires, output } = graph;
  const { indexOf, incoming } = topologyOf(graph);
  const sources: number[] = [];
  const ordinals = new Array<number>(wires.length).fill(0);
  let placed = 0;
  nodes.forEach((_, index) => {
    for (const wire of incoming[index] ?? []) {
      const source = indexOf.get(wires[wire]?.source ?? "");
      if (source !== undefined) ordinals[wire] = placed++;
      sources.push(source === undefined ? 0 : index - source);
    }
  });
  return {
    ids: nodes.map(({ id }) => id).join(" "),
    ops: nodes.map(({ op }) => opNumber(op)),
    sources,
    rest: {
      o: output === null ? undefined : indexOf.get(output),
      d: unlessOnes(nodes.flatMap((node) => ("width" in node ? [node.width] : []))),
      k: unlessOnes(nodes.filter(isLinear).map(portCount)),
      s: unlessEmpty(unusualSymbols(nodes)),
      w: ordinals.every((ordinal, wire) => ordinal === wire) ? undefined : differences(ordinals),
    },
  };
}

/** The graph of columns that anybody may have written. */
export function readGraph(
  ids: string,
  ops: readonly number[],
  sources: unknown,
  rest: GraphRest,
): Graph {
  const names = ids === "" ? [] : ids.split(" ");
  if (names.length > LIMITS.nodes) {
    refuse({ kind: "too-many", what: "nodes", count: names.length, limit: LIMITS.nodes });
  }
  if (ops.length !== names.length) malformed("ops", "list of numbers");
  const back = readNumbers(sources, "sources");
  const nextWidth = columnReader(rest.d, "d");
  const nextPorts = columnReader(rest.k, "k");
  const symbols = symbolReader(rest.s);
  const nodes: GraphNode[] = [];
  const wires: Wire[] = [];
  let used = 0;
  for (const [index, id] of names.entries()) {
    const number = ops[index] ?? -1;
    const op = opFromNumber(number);
    if (!op) return refuse({ kind: "unknown-op", node: id, op: String(number) });
    const width = hasOwnWidth(op) ? nextWidth() : 1;
    const ports = portNames(op)?.length ?? nextPorts();
    // Before anything of that size is made.
    if (!(ports >= 0 && used + ports <= back.length)) malformed("sources", "list of numbers");
    nodes.push(nodeOf(op, id, width, symbols(defaultSymbols(op, id, ports))));
    for (let port = 0; port < ports; port++) {
      const distance = back[used++] ?? 0;
      if (distance === 0) continue;
      const source = names[index - distance] ?? malformed("sources", "whole number");
      wires.push({ source, target: id, port });
    }
  }
  if (used !== back.length) malformed("sources", "nothing more");
  const { o } = rest;
  return {
    nodes,
    wires: rest.w === undefined ? wires : reorder(wires, rest.w),
    output: o === undefined ? null : (names[readWhole(o, "o")] ?? malformed("o", "whole number")),
  };
}

function reorder(wires: readonly Wire[], differences: unknown): Wire[] {
  const left = new Map(wires.entries());
  return readDifferences(differences, "w", wires.length).map((ordinal) => {
    const wire = left.get(ordinal) ?? malformed("w", "whole number");
    left.delete(ordinal);
    return wire;
  });
}

function symbolReader(column: unknown = []): (defaults: readonly string[]) => readonly string[] {
  const unusual = new Map<number, string>();
  const pairs = readList(column, "s");
  let ordinal = -1;
  for (let index = 0; index < pairs.length; index += 2) {
    ordinal += readWhole(pairs[index], "s") + 1;
    unusual.set(ordinal, readText(pairs[index + 1], "s"));
  }
  let next = 0;
  return (defaults) => defaults.map((symbol) => unusual.get(next++) ?? symbol);
}

function unusualSymbols(nodes: readonly GraphNode[]): (number | string)[] {
  const unusual: (number | string)[] = [];
  let before = 0;
  for (const node of nodes) {
    const defaults = defaultSymbols(opOf(node.op), node.id, portCount(node));
    for (const [index, symbol] of symbolsOf(node).entries()) {
      if (symbol === defaults[index]) {
        before++;
      } else {
        unusual.push(before, symbol);
        before = 0;
      }
    }
  }
  return unusual;
}
