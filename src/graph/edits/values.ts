import type { DataTable } from "@/data";
import { opOf, settingOf } from "@/ops";
import { withColumnsOf } from "../columns";
import type {
  BackflowDocument,
  HealthThresholds,
  Matrix,
  NodeId,
  NodeNumbers,
  NumberAddress,
  Position,
  Row,
} from "../document";
import { withinCanvas } from "../limits";

/** The document with these figures. */
export function withFigures(
  document: BackflowDocument,
  figures: BackflowDocument["figures"],
): BackflowDocument {
  return figures === document.figures ? document : { ...document, figures };
}

/** The document with other pictures in its nodes. */
export function withPictures(
  document: BackflowDocument,
  pictures: BackflowDocument["pictures"],
): BackflowDocument {
  return { ...document, pictures };
}

/** The number at an address, or undefined where there is none. */
export function numberAt(document: BackflowDocument, address: NumberAddress): number | undefined {
  const numbers = document.numbers.get(address.node);
  switch (address.kind) {
    case "value": {
      const columns = document.data.columns.get(address.node);
      if (columns) return columns[address.unit]?.[address.row];
      return numbers?.kind === "leaf" && address.row === 0
        ? numbers.values[address.unit]
        : undefined;
    }
    case "beta":
      return numbers?.kind === "linear" ? numbers.beta[address.unit] : undefined;
    case "omega":
      return numbers?.kind === "linear"
        ? numbers.omega[address.port]?.[address.unit]?.[address.input]
        : undefined;
    case "setting":
      return numbers?.kind === "setting" ? numbers.value : undefined;
  }
}

/**
 * The document with one number changed. The same document where the address has none, has this one already, or may not have
 * it: a document with such a number could be saved, but not be opened again.
 */
export function withNumber(
  document: BackflowDocument,
  address: NumberAddress,
  value: number,
): BackflowDocument {
  const before = numberAt(document, address);
  if (before === undefined || Object.is(before, value)) return document;
  if (!Number.isFinite(value) || !(value > boundAt(document, address))) return document;
  if (address.kind === "value" && document.data.columns.has(address.node)) {
    return { ...document, data: withCell(document.data, address, value) };
  }
  const numbers = document.numbers.get(address.node);
  if (numbers === undefined) return document;
  const changed = replaceNumber(numbers, address, value);
  return { ...document, numbers: new Map(document.numbers).set(address.node, changed) };
}

/** What the number at an address has to be above: that of a setting may have a bound. */
function boundAt({ graph }: BackflowDocument, { kind, node }: NumberAddress): number {
  const found = kind === "setting" ? graph.nodes.find(({ id }) => id === node) : undefined;
  return (found && settingOf(opOf(found.op))?.above) ?? Number.NEGATIVE_INFINITY;
}

/** The table with one cell changed: that column is copied, all others are shared. */
function withCell(
  data: DataTable,
  { node, row, unit }: NumberAddress & { kind: "value" },
  value: number,
): DataTable {
  const columns = data.columns.get(node) ?? [];
  const changed = columns.map((column, index) =>
    index === unit ? column.with(row, value) : column,
  );
  return withColumnsOf(data, new Map([[node, changed]]));
}

function replaceNumber(numbers: NodeNumbers, address: NumberAddress, value: number): NodeNumbers {
  if (numbers.kind === "leaf" && address.kind === "value") {
    return { ...numbers, values: replaceItem(numbers.values, address.unit, value) };
  }
  if (numbers.kind === "linear" && address.kind === "beta") {
    return { ...numbers, beta: replaceItem(numbers.beta, address.unit, value) };
  }
  if (numbers.kind === "linear" && address.kind === "omega") {
    const omega = numbers.omega.map((block, port) =>
      port === address.port ? replaceCell(block, address.unit, address.input, value) : block,
    );
    return { ...numbers, omega };
  }
  return numbers.kind === "setting" ? { ...numbers, value } : numbers;
}

function replaceCell(matrix: Matrix, row: number, column: number, value: number): Matrix {
  return matrix.map((cells, index) => (index === row ? replaceItem(cells, column, value) : cells));
}

function replaceItem(row: Row, index: number, value: number): Row {
  return row.map((item, at) => (at === index ? value : item));
}

/** The document with nodes moved, as far as the canvas goes. The same document where nothing moves. */
export function withPositions(
  document: BackflowDocument,
  positions: ReadonlyMap<NodeId, Position>,
): BackflowDocument {
  const layout = new Map(document.layout);
  let moved = false;
  for (const [node, wanted] of positions) {
    const before = layout.get(node);
    const position = { x: withinCanvas(wanted.x), y: withinCanvas(wanted.y) };
    if (before === undefined || (before.x === position.x && before.y === position.y)) continue;
    layout.set(node, position);
    moved = true;
  }
  return moved ? { ...document, layout } : document;
}

/** The document with another objective: a node, or null for the sum of the losses. The same one if there is no such node. */
export function withOutput(document: BackflowDocument, output: NodeId | null): BackflowDocument {
  const isThere = output === null || document.graph.nodes.some(({ id }) => id === output);
  if (document.graph.output === output || !isThere) return document;
  return { ...document, graph: { ...document.graph, output } };
}

/** The document with other thresholds of gradient health. */
export function withThresholds(
  document: BackflowDocument,
  thresholds: HealthThresholds,
): BackflowDocument {
  const { vanishing, exploding } = document.thresholds;
  if (vanishing === thresholds.vanishing && exploding === thresholds.exploding) return document;
  return { ...document, thresholds };
}
