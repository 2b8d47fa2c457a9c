import type { Partials } from "@/engine";
import { betaText, nodeText, omegaText } from "@/explain";
import type { BackflowDocument, Graph, GraphNode, Matrix, NumberAddress } from "@/graph";
import { opOf, settingOf } from "@/ops";

/** One editable number, with its partial at this sample and the mean over the batch; null where it has none. */
export interface Cell {
  readonly address: NumberAddress;
  readonly name: string;
  /** What stands below ∂ in its partials: "β₀", "ω₀", "Ω₁[2,1]". */
  readonly symbol: string;
  /** It has to be larger than this. */
  readonly above?: number | undefined;
  readonly partial: number | null;
  readonly mean: number | null;
}

/** A row, column or matrix of numbers that a node owns. */
export interface Block {
  readonly name: string;
  readonly columns: number;
  readonly count: number;
  /** The one at an index, counted row by row. */
  cellAt(index: number): Cell;
}

interface Source {
  readonly name: string;
  readonly symbol: string;
  readonly above?: number | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly partials: Matrix | null;
  readonly means: Matrix | null;
  addressOf(row: number, column: number): NumberAddress;
  entryName(row: number, column: number): string;
}

/** The numbers of a node as blocks of cells, of an input or target its rows of the table; none where it has none. */
export function blocksOf(
  { graph, numbers, data }: BackflowDocument,
  node: GraphNode,
  partials: Partials | null,
  means: Partials | null,
): Block[] {
  const columns = data.columns.get(node.id);
  if (columns) return [blockOf(leafSource(graph, node, data.rows, columns.length, null, null))];
  const own = numbers.get(node.id);
  switch (own?.kind) {
    case undefined:
      return [];
    case "setting":
      return [blockOf(settingSource(node))];
    case "leaf":
      return [blockOf(leafSource(graph, node, 1, own.values.length, partials, means))];
    case "linear":
      return [
        blockOf(betaSource(graph, node, own.beta, partials, means)),
        ...own.omega.map((numbers, port) =>
          blockOf(omegaSource(graph, node, port, numbers, partials, means)),
        ),
      ];
  }
}

function blockOf(source: Source): Block {
  const { rows, columns } = source;
  return {
    name: source.name,
    columns,
    count: rows * columns,
    cellAt: (index) => {
      const row = Math.floor(index / columns);
      const column = index % columns;
      return {
        address: source.addressOf(row, column),
        name: source.entryName(row, column),
        symbol: `${source.symbol}${entryOf(source, row, column)}`,
        above: source.above,
        partial: source.partials?.[row]?.[column] ?? null,
        mean: source.means?.[row]?.[column] ?? null,
      };
    },
  };
}

/** Row and column in brackets, each counted from 1, only where there are several. */
function entryOf({ rows, columns }: Source, row: number, column: number): string {
  const parts = [...(rows > 1 ? [row + 1] : []), ...(columns > 1 ? [column + 1] : [])];
  return parts.length === 0 ? "" : `[${parts.join(",")}]`;
}

function settingSource(node: GraphNode): Source {
  const setting = settingOf(opOf(node.op));
  const name = setting?.name ?? "Setting";
  return {
    name,
    symbol: name,
    above: setting?.above,
    rows: 1,
    columns: 1,
    partials: null,
    means: null,
    addressOf: () => ({ kind: "setting", node: node.id }),
    entryName: () => name,
  };
}

function leafSource(
  graph: Graph,
  node: GraphNode,
  rows: number,
  units: number,
  partials: Partials | null,
  means: Partials | null,
): Source {
  const symbol = nodeText(graph, node.id);
  return {
    symbol,
    name: rows > 1 ? `${symbol}, a row for each sample` : symbol,
    rows,
    columns: units,
    partials: partials?.kind === "parameter" ? [partials.value] : null,
    means: means?.kind === "parameter" ? [means.value] : null,
    addressOf: (row, unit) => ({ kind: "value", node: node.id, row, unit }),
    entryName: (row, unit) =>
      `Value of ${symbol}` +
      (rows > 1 ? `, sample ${row + 1}` : "") +
      (units > 1 ? `, unit ${unit + 1}` : ""),
  };
}

function betaSource(
  graph: Graph,
  node: GraphNode,
  beta: readonly number[],
  partials: Partials | null,
  means: Partials | null,
): Source {
  const name = betaText(graph, node);
  return {
    name,
    symbol: name,
    rows: 1,
    columns: beta.length,
    partials: partials?.kind === "linear" ? [partials.beta] : null,
    means: means?.kind === "linear" ? [means.beta] : null,
    addressOf: (_row, unit) => ({ kind: "beta", node: node.id, unit }),
    entryName: (_row, unit) => (beta.length > 1 ? `${name}, unit ${unit + 1}` : name),
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
  const name = omegaText(graph, node, port);
  const wire = graph.wires.find((each) => each.target === node.id && each.port === port);
  const from = graph.nodes.find(({ id }) => id === wire?.source);
  const isScalar = numbers.length * (numbers[0]?.length ?? 0) === 1;
  return {
    symbol: name,
    name: from ? `${name}, for ${nodeText(graph, from.id)}` : name,
    rows: numbers.length,
    columns: numbers[0]?.length ?? 0,
    partials: (partials?.kind === "linear" && partials.omega[port]) || null,
    means: (means?.kind === "linear" && means.omega[port]) || null,
    addressOf: (unit, input) => ({ kind: "omega", node: node.id, port, unit, input }),
    entryName: (unit, input) => (isScalar ? name : `${name}, row ${unit + 1}, column ${input + 1}`),
  };
}
