import type { Column, DataTable, Recipe } from "@/data";
import { hasOwnWidth, opFromNumber, opNumber, opOf, portNames } from "@/ops";
import { checkGraph, checkRows } from "../check";
import { columnsOfRows, isTableNode, ownTable, rowsOfColumns } from "../columns";
import type {
  BackflowDocument,
  Graph,
  GraphNode,
  Matrix,
  NodeId,
  NodeNumbers,
  Position,
  Wire,
} from "../document";
import type { Json } from "../json";
import { LIMITS } from "../limits";
import { defaultSymbols, inputWidths, isLinear, nodeOf, numbersKind, symbolsOf } from "../nodes";
import { ROWS_IN_LINK, ROWS_SINCE, rowsForLink, rowsFromLink, usesRows } from "../parts/rows";
import { type Format, linkNames, partsForLink, partsFromLink, versionOf } from "../parts/table";
import {
  malformed,
  readList,
  readNumbers,
  readObject,
  readText,
  readWhole,
  refuse,
} from "../reader";
import { recipeFits, tableOfRecipe } from "../recipe-table";
import { portCount, topologyOf } from "../topology";

/**
 * What a link holds: columns, for they compress better than records.
 *
 *   [version, ids, ops, sources, numbers, xs, ys, rest?, check?]
 *
 * version  of the format: the first that holds all that the document uses
 * ids      one text, parted by spaces, in document order
 * ops      the number of each op
 * sources  for each input port, in the order of the nodes: how many nodes back its source is; 0 if unwired
 * numbers  all that the nodes own, in their order: rows of a leaf, of an input or target those of the table; β, then the
 *          blocks of Ω by rows; a setting
 * xs, ys   positions, each as the difference to the one before
 * rest     what differs from the default:
 *   t title · b rows of the table · o index of the chosen output
 *   d widths of leaves and linear nodes, in their order (all 1) · k ports of nodes with any number of them (all 1)
 *   u columns of the Ω blocks whose source is incomplete (all 1)
 *   s symbols, [how many defaults before, symbol, …] over the symbols of all nodes, one after the other
 *   w places of the wires in the order of `sources`, as differences, where theirs is another one
 *   r 1 if xs and ys are the positions themselves, because some are no whole numbers
 *   rows validation rows, or a recipe instead of the rows (parts/rows.ts)
 *   and the parts in use, each under the name that `parts/table.ts` has for it (h thresholds)
 * check    of the text before it: link.ts adds it and takes it away
 */
const REST = ["t", "b", "o", "d", "k", "u", "s", "w", "r"] as const;
type Rest = { readonly [key in (typeof REST)[number]]?: unknown };

/** The compact form of a document that passes `checkDocument`. */
export function compactOf(document: BackflowDocument): readonly Json[] {
  const { graph, numbers, data, layout, title } = document;
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
  const positions = nodes.map(({ id }) => layout.get(id) ?? { x: 0, y: 0 });
  const raw = !positions.every(({ x, y }) => isPlain(x) && isPlain(y));
  const column = raw ? (values: readonly number[]) => values : differences;
  const linear = nodes.filter(isLinear);
  const isGenerated = data.source.kind === "recipe";
  const { h, ...parts } = partsForLink(document);
  // The order of the members is part of the format: what uses nothing new has the bytes of version 1.
  const rest = {
    t: title || undefined,
    b: data.rows === 1 || isGenerated ? undefined : data.rows,
    o: output === null ? undefined : indexOf.get(output),
    h,
    d: unlessOnes(nodes.flatMap((node) => ("width" in node ? [node.width] : []))),
    k: unlessOnes(linear.map(portCount)),
    u: unlessOnes(linear.flatMap((node) => unknownColumns(document, node.id))),
    s: unlessEmpty(unusualSymbols(nodes)),
    w: ordinals.every((ordinal, wire) => ordinal === wire) ? undefined : differences(ordinals),
    r: raw ? 1 : undefined,
    [ROWS_IN_LINK]: usesRows(data) ? rowsForLink(data) : undefined,
    ...parts,
  };
  return [
    versionOf(document),
    nodes.map(({ id }) => id).join(" "),
    nodes.map(({ op }) => opNumber(op)),
    sources,
    nodes.flatMap(({ id }) =>
      flatNumbers(numbers.get(id), isGenerated ? undefined : data.columns.get(id)),
    ),
    column(positions.map(({ x }) => x)),
    column(positions.map(({ y }) => y)),
    ...(Object.values(rest).some((value) => value !== undefined) ? [rest] : []),
  ];
}

/** Reads the compact form, which anybody may have written. To be called within `reading`. */
export function documentFromCompact(value: unknown, format: Format): BackflowDocument {
  const [, ids, ops, sources, numbers, xs, ys, more = {}, ...others] = readList(value, "link");
  if (others.length > 0) malformed("link", "nothing more");
  const rest: Rest & { readonly [name: string]: unknown } = readObject(more, "rest", [
    ...REST,
    ...linkNames(format),
    ...(format.version >= ROWS_SINCE ? [ROWS_IN_LINK] : []),
  ]);
  const graph = readGraph(readText(ids, "ids"), readNumbers(ops, "ops"), sources, rest);
  // Shapes follow from the graph, so it has to be sound before the numbers can be dealt out.
  const told = rest[ROWS_IN_LINK] === undefined ? 0 : rowsFromLink(rest[ROWS_IN_LINK]);
  const rows = readWhole(rest.b ?? 1, "b");
  const problem = checkGraph(graph) ?? (typeof told === "number" ? checkRows(rows, told) : null);
  if (problem) refuse(problem);
  const { nodes } = graph;
  const column = rest.r === 1 ? readNumbers : readDifferences;
  const x = column(xs, "xs", nodes.length);
  const y = column(ys, "ys", nodes.length);
  const layout = new Map<NodeId, Position>();
  nodes.forEach(({ id }, index) => {
    layout.set(id, { x: x[index] ?? 0, y: y[index] ?? 0 });
  });
  const { t = "", u } = rest;
  return {
    title: readText(t, "t"),
    graph,
    ...readOwned(graph, { rows, told }, readNumbers(numbers, "numbers"), u),
    layout,
    ...partsFromLink(rest, graph),
  };
}

function readGraph(ids: string, ops: readonly number[], sources: unknown, rest: Rest): Graph {
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

/** Deals out one column of whole numbers; 1 for each where the column was left out. */
function columnReader(column: unknown, path: string): () => number {
  if (column === undefined) return () => 1;
  const values = readNumbers(column, path);
  let next = 0;
  return () => readWhole(values[next++], path);
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

function readOwned(
  graph: Graph,
  { rows, told }: { readonly rows: number; readonly told: number | Recipe },
  numbers: readonly number[],
  unknown: unknown,
): Pick<BackflowDocument, "numbers" | "data"> {
  const nextUnknown = columnReader(unknown, "u");
  const owned = new Map<NodeId, NodeNumbers>();
  const columns = new Map<NodeId, readonly Column[]>();
  let used = 0;
  const take = (rows: number, columns: number): Matrix => {
    // Before anything of that size is made: rows and columns are only claims so far.
    if (!(columns >= 1 && used + rows * columns <= numbers.length)) {
      malformed("numbers", "list of numbers");
    }
    return Array.from({ length: rows }, () => {
      used += columns;
      return numbers.slice(used - columns, used);
    });
  };
  for (const node of graph.nodes) {
    const kind = numbersKind(node);
    const width = "width" in node ? node.width : 1;
    if (isTableNode(node)) {
      if (typeof told !== "number") continue;
      columns.set(node.id, columnsOfRows(take(rows, width), width));
    } else if (kind === "leaf") {
      owned.set(node.id, { kind, values: take(1, width)[0] ?? [] });
    } else if (kind === "linear") {
      const beta = take(1, width)[0] ?? [];
      const inputs = inputWidths(graph, node.id);
      const omega = inputs.map((columns) => take(width, columns || nextUnknown()));
      owned.set(node.id, { kind, beta, omega });
    } else if (kind === "setting") {
      owned.set(node.id, { kind, value: take(1, 1)[0]?.[0] ?? 0 });
    }
  }
  if (used !== numbers.length) malformed("numbers", "nothing more");
  return { numbers: owned, data: tableOf(graph, told, ownTable(rows, columns)) };
}

/** The table of the rows that were read, or of a recipe, which comes instead of them. */
function tableOf(graph: Graph, told: number | Recipe, own: DataTable): DataTable {
  if (typeof told === "number") return { ...own, validation: told };
  return recipeFits(graph, told) ? tableOfRecipe(graph, told) : malformed(ROWS_IN_LINK, "recipe");
}

function flatNumbers(
  owned: NodeNumbers | undefined,
  columns: readonly Column[] | undefined,
): readonly number[] {
  if (columns) return rowsOfColumns(columns).flat();
  switch (owned?.kind) {
    case "leaf":
      return owned.values;
    case "linear":
      return [...owned.beta, ...owned.omega.flat(2)];
    case "setting":
      return [owned.value];
    default:
      return [];
  }
}

/** Columns of the blocks of Ω that the widths along the graph do not tell. */
function unknownColumns({ graph, numbers }: BackflowDocument, node: NodeId): number[] {
  const owned = numbers.get(node);
  const omega = owned?.kind === "linear" ? owned.omega : [];
  return inputWidths(graph, node).flatMap((width, port) =>
    width === 0 ? [omega[port]?.[0]?.length ?? 1] : [],
  );
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

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

function unlessOnes(values: readonly number[]): readonly number[] | undefined {
  return values.every((value) => value === 1) ? undefined : values;
}

/** Differences add up again to exactly this number. */
function isPlain(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= LIMITS.position && !Object.is(value, -0);
}

function differences(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

function readDifferences(value: unknown, path: string, length: number): number[] {
  let sum = 0;
  return readNumbers(value, path, length).map((difference) => {
    sum += difference;
    return sum;
  });
}
