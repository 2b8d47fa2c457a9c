import type { Partials } from "@/engine";
import { betaText, omegaText, symbolText } from "@/explain";
import type { Graph, GraphNode, Matrix, NodeNumbers, NumberAddress } from "@/graph";
import { opOf } from "@/ops";

/** One editable number, with its partial at this sample and the mean over the batch; null where it has none. */
export interface Cell {
  readonly address: NumberAddress;
  readonly name: string;
  readonly partial: number | null;
  readonly mean: number | null;
}

/** A row, column or matrix of numbers that a node owns. */
export interface Block {
  readonly name: string;
  readonly columns: number;
  readonly count: number;
  /** The one at a place, counted row by row. */
  cellAt(index: number): Cell;
}

interface Source {
  readonly name: string;
  readonly numbers: Matrix;
  readonly partials: Matrix | null;
  readonly means: Matrix | null;
  addressOf(row: number, column: number): NumberAddress;
  nameOf(row: number, column: number): string;
}

/** The numbers of a node as blocks of cells. */
export function blocksOf(
  graph: Graph,
  node: GraphNode,
  own: NodeNumbers,
  partials: Partials | null,
  means: Partials | null,
): Block[] {
  switch (own.kind) {
    case "setting":
      return [blockOf(settingSource(node, own.value))];
    case "leaf":
      return [blockOf(leafSource(node, own.rows, partials, means))];
    case "linear":
      return [
        blockOf(betaSource(node, own.beta, partials, means)),
        ...own.omega.map((numbers, port) =>
          blockOf(omegaSource(graph, node, port, numbers, partials, means)),
        ),
      ];
  }
}

function blockOf(source: Source): Block {
  const columns = source.numbers[0]?.length ?? 0;
  return {
    name: source.name,
    columns,
    count: source.numbers.length * columns,
    cellAt: (index) => {
      const row = Math.floor(index / columns);
      const column = index % columns;
      return {
        address: source.addressOf(row, column),
        name: source.nameOf(row, column),
        partial: source.partials?.[row]?.[column] ?? null,
        mean: source.means?.[row]?.[column] ?? null,
      };
    },
  };
}

function settingSource(node: GraphNode, value: number): Source {
  const op = opOf(node.op);
  const name = (op.kind === "loss" && op.setting?.name) || "Setting";
  return {
    name,
    numbers: [[value]],
    partials: null,
    means: null,
    addressOf: () => ({ kind: "setting", node: node.id }),
    nameOf: () => name,
  };
}

function leafSource(
  node: GraphNode,
  rows: Matrix,
  partials: Partials | null,
  means: Partials | null,
): Source {
  const symbol = symbolText(node.symbol);
  const units = rows[0]?.length ?? 0;
  return {
    name: rows.length > 1 ? `${symbol}, a row for each sample` : symbol,
    numbers: rows,
    partials: partials?.kind === "parameter" ? [partials.value] : null,
    means: means?.kind === "parameter" ? [means.value] : null,
    addressOf: (row, unit) => ({ kind: "value", node: node.id, row, unit }),
    nameOf: (row, unit) =>
      `Value of ${symbol}` +
      (rows.length > 1 ? `, sample ${row + 1}` : "") +
      (units > 1 ? `, unit ${unit + 1}` : ""),
  };
}

function betaSource(
  node: GraphNode,
  beta: readonly number[],
  partials: Partials | null,
  means: Partials | null,
): Source {
  const name = betaText(node);
  return {
    name,
    numbers: [beta],
    partials: partials?.kind === "linear" ? [partials.beta] : null,
    means: means?.kind === "linear" ? [means.beta] : null,
    addressOf: (_row, unit) => ({ kind: "beta", node: node.id, unit }),
    nameOf: (_row, unit) => (beta.length > 1 ? `${name}, unit ${unit + 1}` : name),
  };
}

function omegaSource(
  graph: Graph,
  node: GraphNode,
  port: number,
  numbers: Matrix,
  partials: Partials | null,
  means: Partials | null,
): Source {
  const name = omegaText(node, port);
  const wire = graph.wires.find((each) => each.target === node.id && each.port === port);
  const from = graph.nodes.find(({ id }) => id === wire?.source);
  const isScalar = numbers.length * (numbers[0]?.length ?? 0) === 1;
  return {
    name: from ? `${name}, for ${symbolText(from.symbol)}` : name,
    numbers,
    partials: (partials?.kind === "linear" && partials.omega[port]) || null,
    means: (means?.kind === "linear" && means.omega[port]) || null,
    addressOf: (unit, input) => ({ kind: "omega", node: node.id, port, unit, input }),
    nameOf: (unit, input) => (isScalar ? name : `${name}, row ${unit + 1}, column ${input + 1}`),
  };
}
