import type { Column, DataTable, Recipe } from "@/data";
import { checkGraph, checkRows } from "../check";
import { columnsOfRows, isTableNode, ownTable, rowsOfColumns } from "../columns";
import type { BackflowDocument, Graph, Layout, Matrix, NodeId, NodeNumbers } from "../document";
import type { Json } from "../json";
import type { BareDocument } from "../made/description";
import { madeDocument } from "../made/families";
import { inputWidths, isLinear, numbersKind } from "../nodes";
import { made as madePart } from "../parts/made";
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
import { columnReader, differences, isPlain, readDifferences, unlessOnes } from "./compact-columns";
import { compactGraphOf, GRAPH_REST, readGraph } from "./compact-graph";
import { isPacked, PACKED_IN_LINK, packedRows, rowsFromPacked } from "./packed-rows";

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
 *   w indices of the wires in the order of `sources`, as differences, where theirs is another one
 *   r 1 if xs and ys are the positions themselves, because some are no whole numbers
 *   made the settings of a made graph (parts/made.ts): ids, ops and sources are empty then, numbers are the rows alone,
 *        xs and ys are empty where nodes stand where they are made, and t is there where the title is another one
 *   c columns of the table in place of its rows among the numbers (packed-rows.ts)
 *   rows validation rows, or a recipe instead of the rows (parts/rows.ts)
 *   and the parts in use, each under the name that `parts/table.ts` has for it (h thresholds)
 * check    of the text before it: link.ts adds it and takes it away
 */
const REST = ["t", "b", ...GRAPH_REST, "u", "r"] as const;
type Rest = { readonly [key in (typeof REST)[number]]?: unknown };

/** The compact form of a document that passes `checkDocument`. */
export function compactOf(document: BackflowDocument): readonly Json[] {
  const { data, layout, title } = document;
  const made = document.made && madeDocument(document.made);
  const graph = made ? NO_GRAPH : document.graph;
  const { ids, ops, sources, rest: own } = compactGraphOf(graph);
  const standsAsMade = made !== null && isSameLayout(layout, made.layout);
  const positions = standsAsMade
    ? []
    : document.graph.nodes.map(({ id }) => layout.get(id) ?? { x: 0, y: 0 });
  const raw = !positions.every(({ x, y }) => isPlain(x) && isPlain(y));
  const column = raw ? (values: readonly number[]) => values : differences;
  const isListed = data.source.kind === "own" && !isPacked(data);
  const { h, ...parts } = partsForLink(document);
  // The order of the members is part of the format: what uses nothing new has the bytes of version 1.
  const rest = {
    t: title === (made?.title ?? "") ? undefined : title,
    b: data.rows === 1 || data.source.kind === "recipe" ? undefined : data.rows,
    o: own.o,
    h,
    d: own.d,
    k: own.k,
    u: unlessOnes(
      graph.nodes.filter(isLinear).flatMap((node) => unknownColumns(document, node.id)),
    ),
    s: own.s,
    w: own.w,
    r: raw ? 1 : undefined,
    [ROWS_IN_LINK]: usesRows(data) ? rowsForLink(data) : undefined,
    [PACKED_IN_LINK]: isPacked(data) ? packedRows(document.graph, data) : undefined,
    ...parts,
  };
  return [
    Math.max(versionOf(document), isPacked(data) ? ROWS_SINCE : 1),
    ids,
    ops,
    sources,
    document.graph.nodes.flatMap(({ id }) => [
      ...(isListed ? rowsOfColumns(data.columns.get(id) ?? []).flat() : []),
      ...(made ? [] : flatNumbers(document.numbers.get(id))),
    ]),
    column(positions.map(({ x }) => x)),
    column(positions.map(({ y }) => y)),
    ...(Object.values(rest).some((value) => value !== undefined) ? [rest] : []),
  ];
}

const NO_GRAPH: Graph = { nodes: [], wires: [], output: null };

function isSameLayout(one: Layout, other: Layout): boolean {
  return [...one].every(([id, { x, y }]) => {
    const position = other.get(id);
    return position !== undefined && Object.is(position.x, x) && Object.is(position.y, y);
  });
}

/** Reads the compact form, which anybody may have written. To be called within `reading`. */
export function documentFromCompact(value: unknown, format: Format): BackflowDocument {
  const [, ids, ops, sources, numbers, xs, ys, more = {}, ...others] = readList(value, "link");
  if (others.length > 0) malformed("link", "nothing more");
  const rest: Rest & { readonly [name: string]: unknown } = readObject(more, "rest", [
    ...REST,
    ...linkNames(format),
    ...(format.version >= ROWS_SINCE ? [ROWS_IN_LINK, PACKED_IN_LINK] : []),
  ]);
  const made = madeFromLink(rest[madePart.linkName]);
  const drawn = readGraph(readText(ids, "ids"), readNumbers(ops, "ops"), sources, rest);
  if (made && drawn.nodes.length > 0) malformed("ids", "nothing more");
  const graph = made?.graph ?? drawn;
  // Shapes follow from the graph, so it has to be sound before the numbers can be dealt out.
  const told = rest[ROWS_IN_LINK] === undefined ? 0 : rowsFromLink(rest[ROWS_IN_LINK]);
  const rows = readWhole(rest.b ?? 1, "b");
  const problem = checkGraph(graph) ?? (typeof told === "number" ? checkRows(rows, told) : null);
  if (problem) refuse(problem);
  const packed = rest[PACKED_IN_LINK];
  const columns = packed === undefined ? null : rowsFromPacked(packed, PACKED_IN_LINK, graph, rows);
  const owned = { rows, told, columns, made };
  return {
    title: rest.t === undefined && made ? made.title : readText(rest.t ?? "", "t"),
    graph,
    ...readOwned(graph, owned, readNumbers(numbers, "numbers"), rest.u),
    layout: readLayout(graph, made, xs, ys, rest.r),
    ...partsFromLink(rest, graph),
  };
}

/** The graph that is described by settings; null where it is told node by node. */
function madeFromLink(told: unknown): BareDocument | null {
  if (told === undefined) return null;
  const made = madePart.link.read(told, madePart.linkName, NO_GRAPH);
  return made && madeDocument(made);
}

/** Where the nodes stand; those of a made graph, where they are made, unless something is said. */
function readLayout(
  { nodes }: Graph,
  made: BareDocument | null,
  xs: unknown,
  ys: unknown,
  raw: unknown,
): Layout {
  const isSilent = made !== null && readList(xs, "xs").length === 0;
  if (isSilent && readList(ys, "ys").length === 0) return made.layout;
  const column = raw === 1 ? readNumbers : readDifferences;
  const x = column(xs, "xs", nodes.length);
  const y = column(ys, "ys", nodes.length);
  return new Map(nodes.map(({ id }, index) => [id, { x: x[index] ?? 0, y: y[index] ?? 0 }]));
}

/** What a link says of the numbers before they are dealt out. */
interface Told {
  readonly rows: number;
  /** Of the rows: how many are for validation, or the recipe that they come from. */
  readonly told: number | Recipe;
  /** Packed columns, in place of the rows among the numbers. */
  readonly columns: ReadonlyMap<NodeId, readonly Column[]> | null;
  /** The made graph whose numbers are not among those of the link. */
  readonly made: BareDocument | null;
}

function readOwned(
  graph: Graph,
  { rows, told, columns: packed, made }: Told,
  numbers: readonly number[],
  unknown: unknown,
): Pick<BackflowDocument, "numbers" | "data"> {
  const nextUnknown = columnReader(unknown, "u");
  const owned = new Map<NodeId, NodeNumbers>();
  const columns = new Map(packed);
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
      if (typeof told !== "number" || packed) continue;
      columns.set(node.id, columnsOfRows(take(rows, width), width));
    } else if (made) {
      // The numbers of a made graph follow from its settings.
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
  return { numbers: made?.numbers ?? owned, data: tableOf(graph, told, ownTable(rows, columns)) };
}

/** The table of the rows that were read, or of a recipe, which comes instead of them. */
function tableOf(graph: Graph, told: number | Recipe, own: DataTable): DataTable {
  if (typeof told === "number") return { ...own, validation: told };
  return recipeFits(graph, told) ? tableOfRecipe(graph, told) : malformed(ROWS_IN_LINK, "recipe");
}

function flatNumbers(owned: NodeNumbers | undefined): readonly number[] {
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
