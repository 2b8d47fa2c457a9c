import { randomNumbers } from "@/data";
import { opOf, settingOf } from "@/ops";
import { countCells, isTableNode } from "./columns";
import type { BackflowDocument, GraphNode, Matrix, NodeId, NodeNumbers, Row } from "./document";
import { inputWidths, isLinear, numbersKind } from "./nodes";
import { topologyOf } from "./topology";

/** β of a new unit, and ω of a new wire between single units: a new linear node passes on what it gets. */
const NEW_BETA = 0;
const NEW_OMEGA = 1;

/** The numbers of a new node; undefined where it owns none. Of a linear node, one block of Ω for each input width. */
export function newNumbers(
  node: GraphNode,
  inputs: readonly number[] = [],
): NodeNumbers | undefined {
  const op = opOf(node.op);
  if (isTableNode(node)) return undefined;
  if (op.kind === "leaf" && "width" in node) {
    return { kind: "leaf", values: new Array<number>(node.width).fill(op.initial) };
  }
  if (isLinear(node)) {
    const beta = new Array<number>(node.width).fill(NEW_BETA);
    return { kind: "linear", beta, omega: inputs.map((width) => newBlock(node.width, width)) };
  }
  const setting = settingOf(op);
  return setting && { kind: "setting", value: setting.initial };
}

/**
 * A new wire's block of Ω, units × inputs. Units that start alike would stay alike for ever, so that several differ:
 * evenly spread numbers in (−1, 1) of two decimals, always the same.
 */
export function newBlock(units: number, inputs: number): Matrix {
  const columns = Math.max(1, inputs);
  if (units === 1 && columns === 1) return [[NEW_OMEGA]];
  return Array.from({ length: units }, (_, unit) =>
    Array.from({ length: columns }, (_, input) => spread(unit * columns + input)),
  );
}

/** Multiples of the golden ratio modulo 1 fill an interval evenly. */
function spread(index: number): number {
  const part = ((index + 1) * 0.6180339887) % 1;
  return Math.round((2 * part - 1) * 100) / 100 + 0;
}

/** The seed of what is drawn for new columns: fixed, so that the same edit gives the same numbers. */
const SEED = 1;

/**
 * A block of Ω with so many columns. What is too much is cut; new ones are drawn evenly from ±1/√n, n being the columns
 * then, to two decimals: units that start at 0 would look as if nothing were wired. `stream` tells the blocks of a document apart.
 */
function withColumns(block: Matrix, columns: number, stream: number): Matrix {
  const bound = 1 / Math.sqrt(columns);
  const random = randomNumbers(SEED, stream);
  return block.map((row) => {
    const drawn = Array.from({ length: columns }, () => {
      const value = Math.round(100 * bound * (2 * random.uniform() - 1)) / 100 + 0;
      return value === 0 ? 0.01 : value;
    });
    return drawn.map((value, column) => row[column] ?? value);
  });
}

/** The row with so many numbers: cut, or filled up. */
export function withLength(row: Row, length: number, filling: number): Row {
  if (row.length === length) return row;
  if (row.length > length) return row.slice(0, length);
  return [...row, ...new Array<number>(length - row.length).fill(filling)];
}

/**
 * The document with every block of Ω as wide as what feeds it: new columns are drawn, what is too much is cut. A block
 * behind an incomplete node keeps its columns until it is known what comes. The same document where all fit.
 */
export function fitBlocks(document: BackflowDocument): BackflowDocument {
  const changed = new Map<NodeId, NodeNumbers>();
  for (const [index, node] of document.graph.nodes.entries()) {
    const owned = document.numbers.get(node.id);
    if (owned?.kind !== "linear") continue;
    const inputs = inputWidths(document.graph, node.id);
    const fits = owned.omega.every(
      (block, port) => !inputs[port] || block[0]?.length === inputs[port],
    );
    if (fits) continue;
    const omega = owned.omega.map((block, port) => {
      const columns = inputs[port] || (block[0]?.length ?? 1);
      return block[0]?.length === columns ? block : withColumns(block, columns, 1 + index);
    });
    changed.set(node.id, { ...owned, omega });
  }
  if (changed.size === 0) return document;
  return { ...document, numbers: new Map([...document.numbers, ...changed]) };
}

/**
 * How many numbers a document's nodes and its table own once the blocks fit, by its widths alone: those that are not made yet are
 * counted too. A block behind an incomplete node counts with what it may become, so that removing something never
 * takes a document beyond the limit.
 */
export function countOwned({ graph, numbers, data }: BackflowDocument): number {
  const { incoming, indexOf, widths, foreseen } = topologyOf(graph);
  let count = countCells({ graph, data });
  graph.nodes.forEach((node, index) => {
    const owned = numbers.get(node.id);
    if (isLinear(node)) {
      let columns = 1;
      for (const [port, wire] of (incoming[index] ?? new Int32Array()).entries()) {
        const source = indexOf.get(graph.wires[wire]?.source ?? "") ?? -1;
        const kept = owned?.kind === "linear" ? (owned.omega[port]?.[0]?.length ?? 0) : 0;
        columns += widths[source] || Math.max(1, foreseen[source] ?? 0, kept);
      }
      count += node.width * columns;
    } else if ("width" in node && numbersKind(node) === "leaf") {
      count += node.width;
    } else if (owned?.kind === "setting") {
      count++;
    }
  });
  return count;
}
