import { isTableNode, tableOf } from "../columns";
import type {
  BackflowDocument,
  DocumentParts,
  GraphNode,
  LeafNode,
  Matrix,
  NodeId,
  NodeNumbers,
  OperationNode,
  Position,
  Row,
} from "../document";
import { defaultBetaSymbol, defaultOmegaSymbols } from "../symbols";

/** Place on a grid of columns and rows; parts of either are fine. */
export type Place = readonly [column: number, row: number];

/** Canvas units from column to column and from row to row; wider where there is room. */
export type Pitch = readonly [column: number, row: number];

/** One node of a document, with all that belongs to it. */
export interface NodeDescription {
  readonly node: GraphNode;
  readonly numbers?: NodeNumbers;
  /** Its rows of the table. */
  readonly rows?: Matrix;
  /** Sources of its wires, by port. */
  readonly inputs: readonly NodeId[];
  readonly place: Place;
}

/** Nine columns fit a canvas 1,400 wide at a zoom that leaves digits of 14 pixels, with wires of 66 between nodes. */
const CHAIN_PITCH: Pitch = [190, 240];

/** Leaves are lower than the other nodes: by half of what is missing, so that wires between neighbours are straight. */
const LEAF_DROP = 28;

/** An input, target, parameter or constant: one number, or rows; of an input or target a row for each sample. */
export function leaf(
  op: LeafNode["op"],
  id: NodeId,
  value: number | Matrix,
  place: Place,
  symbol: string,
): NodeDescription {
  const rows = typeof value === "number" ? [[value]] : value;
  const node = { id, op, symbol, width: rows[0]?.length ?? 1 };
  return isTableNode(node)
    ? { node, rows, inputs: [], place }
    : { node, numbers: { kind: "leaf", values: rows[0] ?? [] }, inputs: [], place };
}

/** f = β + Σ ω·input; `omega` has the weight, or block of Ω, of each input by its id. */
export function linear(
  id: NodeId,
  beta: number | Row,
  omega: { readonly [source: NodeId]: number | Matrix },
  place: Place,
  symbols: {
    readonly symbol?: string;
    readonly beta?: string;
    readonly omega?: readonly string[];
  } = {},
): NodeDescription {
  const inputs = Object.keys(omega);
  const row = typeof beta === "number" ? [beta] : beta;
  const blocks = Object.values(omega).map((block) =>
    typeof block === "number" ? [[block]] : block,
  );
  const node = {
    id,
    op: "linear",
    symbol: symbols.symbol ?? indexed(id),
    width: row.length,
    betaSymbol: symbols.beta ?? defaultBetaSymbol(id),
    omegaSymbols: symbols.omega ?? defaultOmegaSymbols(id, inputs.length),
  } as const;
  return { node, numbers: { kind: "linear", beta: row, omega: blocks }, inputs, place };
}

/** A function, an activation, a combination or a loss without a setting, of its inputs in the order of its ports. */
export function operation(
  op: OperationNode["op"],
  id: NodeId,
  inputs: readonly NodeId[],
  place: Place,
  symbol = indexed(id),
): NodeDescription {
  return { node: { id, op, symbol }, inputs, place };
}

/** What a document is without its parts. */
export type BareDocument = Omit<BackflowDocument, keyof DocumentParts>;

/** The document of nodes in document order; wires follow from their inputs. */
export function bareDocumentOf(
  title: string,
  descriptions: readonly NodeDescription[],
  pitch: Pitch = CHAIN_PITCH,
  output: NodeId | null = null,
): BareDocument {
  const numbers = new Map<NodeId, NodeNumbers>();
  const rows = new Map<NodeId, Matrix>();
  const layout = new Map<NodeId, Position>();
  for (const { node, numbers: owned, rows: own, place } of descriptions) {
    if (owned) numbers.set(node.id, owned);
    if (own) rows.set(node.id, own);
    const drop = own || owned?.kind === "leaf" ? LEAF_DROP : 0;
    const [column, row] = place;
    layout.set(node.id, {
      x: Math.round(column * pitch[0]),
      y: Math.round(row * pitch[1]) + drop,
    });
  }
  const nodes = descriptions.map(({ node }) => node);
  const wires = descriptions.flatMap(({ node, inputs }) =>
    inputs.map((source, port) => ({ source, target: node.id, port })),
  );
  return { title, graph: { nodes, wires, output }, numbers, data: tableOf(rows), layout };
}

/** f0 → f_0; an id that does not end in one digit is its own symbol. */
function indexed(id: NodeId): string {
  return id.replace(/^([a-z]+)(\d)$/, "$1_$2");
}
