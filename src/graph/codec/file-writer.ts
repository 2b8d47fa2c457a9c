import type { Column } from "@/data";
import { rowsOfColumns } from "../columns";
import type { BackflowDocument, GraphNode, NodeNumbers, Position, Wire } from "../document";
import { type Json, prettyJson, Written } from "../json";
import { isLinear, symbolsOf } from "../nodes";
import { ROWS_IN_FILE, rowsForFile, usesRows } from "../parts/rows";
import { partsForFile, versionOf } from "../parts/table";

/** What every file says that it is. */
export const FILE_NAME = "backflow";

const NODE_INDENT = "    ";

/** So many nodes make a chunk of the text: where none of them has changed, it is taken as it is. */
const NODES_IN_CHUNK = 64;

/** The text of one node, and what it was written from. */
interface WrittenNode {
  readonly owned: NodeNumbers | undefined;
  readonly columns: readonly Column[] | undefined;
  readonly position: Position | undefined;
  readonly json: string;
}

interface Chunk {
  readonly nodes: readonly WrittenNode[];
  readonly json: Written;
}

/** What a text was put together from. */
interface Parts {
  readonly list: readonly GraphNode[];
  readonly nodes: readonly WrittenNode[];
  readonly chunks: readonly Chunk[];
  readonly wireList: readonly Wire[];
  readonly wires: Written;
}

/**
 * Writes a document that changes little from one text to the next, as it is kept while a number is dragged: nodes that
 * are as they were in the last text are not written anew. Older texts are let go, for the history of undo holds many
 * nodes and wires that are in no file any more.
 */
export class FileWriter {
  private last: Parts = {
    list: [],
    nodes: [],
    chunks: [],
    wireList: [],
    wires: new Written("[]"),
  };

  /** The text of a `*.backflow.json` file: readable JSON of all that a document holds. */
  write(document: BackflowDocument): string {
    const { graph, title } = document;
    const { last } = this;
    const nodes = writtenNodes(document, last);
    const chunks = chunksOf(nodes, last);
    const wires = graph.wires === last.wireList ? last.wires : writtenWires(graph.wires);
    this.last = { list: graph.nodes, nodes, chunks, wireList: graph.wires, wires };
    return `${prettyJson({
      format: FILE_NAME,
      version: versionOf(document),
      title,
      batch: document.data.rows,
      nodes: chunks.map(({ json }) => json),
      wires,
      output: graph.output,
      ...(usesRows(document.data) ? { [ROWS_IN_FILE]: rowsForFile(document.data) } : {}),
      ...partsForFile(document),
    })}\n`;
  }
}

/** The text of a `*.backflow.json` file, written once: what follows it is written from the beginning. */
export function writeFile(document: BackflowDocument): string {
  return new FileWriter().write(document);
}

function writtenNodes(document: BackflowDocument, last: Parts): readonly WrittenNode[] {
  const list = document.graph.nodes;
  const known = list === last.list ? null : new Map(last.list.map((node, index) => [node, index]));
  return list.map((node, index) => {
    const before = last.nodes[known === null ? index : (known.get(node) ?? -1)];
    const owned = document.numbers.get(node.id);
    const columns = document.data.columns.get(node.id);
    const position = document.layout.get(node.id);
    const isSame =
      before?.owned === owned && before?.columns === columns && before?.position === position;
    if (before && isSame) return before;
    return { owned, columns, position, json: prettyJson(writeNode(document, node), NODE_INDENT) };
  });
}

function chunksOf(nodes: readonly WrittenNode[], last: Parts): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < nodes.length; start += NODES_IN_CHUNK) {
    const here = nodes.slice(start, start + NODES_IN_CHUNK);
    const before = last.chunks[chunks.length];
    const isSame =
      before?.nodes.length === here.length &&
      here.every((node, index) => node === before.nodes[index]);
    chunks.push(isSame ? before : chunkOf(here));
  }
  return chunks;
}

function chunkOf(nodes: readonly WrittenNode[]): Chunk {
  const json = nodes.map((node) => node.json).join(`,\n${NODE_INDENT}`);
  return { nodes, json: new Written(json) };
}

function writtenWires(list: readonly Wire[]): Written {
  const wires = list.map(({ source, target, port }) => ({ from: source, to: target, port }));
  return new Written(prettyJson(wires, "  ", '"wires": '.length));
}

function writeNode({ numbers, data, layout }: BackflowDocument, node: GraphNode): Json {
  const { id, op } = node;
  const [symbol, betaSymbol, ...omegaSymbols] = symbolsOf(node);
  const linear = isLinear(node) ? { betaSymbol, omegaSymbols } : {};
  const { x, y } = layout.get(id) ?? { x: 0, y: 0 };
  const columns = data.columns.get(id);
  const own = columns ? { value: rowsOfColumns(columns) } : writeNumbers(numbers.get(id));
  return { id, op, symbol, ...linear, ...own, position: { x, y } };
}

function writeNumbers(owned: NodeNumbers | undefined): { readonly [key: string]: Json } {
  switch (owned?.kind) {
    case "leaf":
      return { value: [owned.values] };
    case "linear":
      return { beta: owned.beta, omega: owned.omega };
    case "setting":
      return { setting: owned.value };
    default:
      return {};
  }
}
