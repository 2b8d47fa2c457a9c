import type { Column } from "@/data";
import { mostPorts, type OpId, opOf, ops, resultWidth } from "@/ops";
import { columnsOfRows, isTableNode, ownTable, rowsOfColumns } from "./columns";
import {
  type BackflowDocument,
  DEFAULT_THRESHOLDS,
  type GraphNode,
  type Matrix,
  type NodeId,
  type NodeNumbers,
  type Position,
  type Wire,
} from "./document";
import { defaultSymbols, inputWidths, nodeOf, numbersKind } from "./nodes";
import { initialParts } from "./parts/table";
import type { Result } from "./result";
import { topologyOf } from "./topology";

/** A document of nodes with the symbols of their ids, one column of the layout for each. */
export function documentOf(
  nodes: readonly (readonly [id: NodeId, op: OpId, numbers?: NodeNumbers | LeafRows])[],
  wires: readonly Wire[],
  more: { readonly rows?: number; readonly output?: NodeId; readonly title?: string } = {},
): BackflowDocument {
  const numbers = new Map<NodeId, NodeNumbers>();
  const columns = new Map<NodeId, readonly Column[]>();
  const layout = new Map<NodeId, Position>();
  const made = nodes.map(([id, name, owned], index): GraphNode => {
    const op = opOf(name);
    layout.set(id, { x: 180 * index, y: 120 });
    if (owned?.kind === "rows") {
      const width = owned.rows[0]?.length ?? 0;
      const node = nodeOf(op, id, width, defaultSymbols(op, id, 0));
      if (isTableNode(node)) columns.set(id, columnsOfRows(owned.rows, width));
      else numbers.set(id, { kind: "leaf", values: owned.rows[0] ?? [] });
      return node;
    }
    if (owned) numbers.set(id, owned);
    const ports = owned?.kind === "linear" ? owned.omega.length : 0;
    const width = owned?.kind === "linear" ? owned.beta.length : 0;
    return nodeOf(op, id, width, defaultSymbols(op, id, ports));
  });
  const [first] = columns.values();
  const { rows = first?.[0]?.length ?? 1, output = null, title = "" } = more;
  return {
    title,
    graph: { nodes: made, wires, output },
    numbers,
    data: ownTable(rows, columns),
    layout,
    ...initialParts,
  };
}

/** What a leaf brings in: rows of the table, or the one row of a parameter or constant. */
interface LeafRows {
  readonly kind: "rows";
  readonly rows: Matrix;
}

export function leaf(...rows: Matrix): LeafRows {
  return { kind: "rows", rows };
}

/** The rows of an input or target, or the one row of a parameter or constant; none for any other node. */
export function rowsOf({ data, numbers }: BackflowDocument, node: NodeId): Matrix {
  const columns = data.columns.get(node);
  if (columns) return rowsOfColumns(columns);
  const owned = numbers.get(node);
  return owned?.kind === "leaf" ? [owned.values] : [];
}

export function linear(beta: readonly number[], ...omega: readonly Matrix[]): NodeNumbers {
  return { kind: "linear", beta, omega };
}

export function wire(source: NodeId, target: NodeId, port = 0): Wire {
  return { source, target, port };
}

/** The lecture's toy network with the numbers of its notebook (Prince, Understanding Deep Learning, 7.1). */
export function toyNetwork(): BackflowDocument {
  return documentOf(
    [
      ["x", "input", leaf([2.3])],
      ["f0", "linear", linear([1], [[0.1]])],
      ["h1", "sin"],
      ["f1", "linear", linear([2], [[-0.4]])],
      ["h2", "exp"],
      ["f2", "linear", linear([-3], [[2]])],
      ["h3", "cos"],
      ["f3", "linear", linear([0.4], [[3]])],
      ["y", "target", leaf([2])],
      ["loss", "squared-error"],
    ],
    [
      wire("x", "f0"),
      wire("f0", "h1"),
      wire("h1", "f1"),
      wire("f1", "h2"),
      wire("h2", "f2"),
      wire("f2", "h3"),
      wire("h3", "f3"),
      wire("f3", "loss", 0),
      wire("y", "loss", 1),
    ],
    { title: "The toy network" },
  );
}

export type Random = () => number;

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ODD_NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  5e-324,
  -5e-324,
  1.7976931348623157e308,
  2 ** 53,
  1e21,
  1e-7,
];
const ODD_IDS = [
  "__proto__",
  "constructor",
  "toString",
  "loss",
  "x",
  "theta",
  "-",
  "_",
  "a".repeat(40),
];
const ODD_SYMBOLS = [
  "",
  "h_1",
  "\\omega_0",
  'a "quote" \\ and\nline',
  "ℓ — ü 🦊",
  "\ud800",
  "s".repeat(200),
];
const WIDTHS = [1, 1, 1, 3, 4];

/** A valid document of `size` nodes with all that is legal in one, odd or not. Depends on its arguments alone. */
export function randomDocument(seed: number, size: number): BackflowDocument {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const chance = (share: number) => random() < share;
  const bits = new DataView(new ArrayBuffer(8));
  const anyDouble = (): number => {
    bits.setUint32(0, below(2 ** 32));
    bits.setUint32(4, below(2 ** 32));
    const value = bits.getFloat64(0);
    return Number.isFinite(value) ? value : 0.5;
  };
  const anyNumber = () => (chance(0.3) ? pick(ODD_NUMBERS) : chance(0.5) ? anyDouble() : below(9));
  const anyRow = (width: number) => Array.from({ length: width }, anyNumber);
  const anyMatrix = (rows: number, width: number) =>
    Array.from({ length: rows }, () => anyRow(width));

  const rows = 1 + (chance(0.5) ? below(4) : 0);
  const odd = new Set(ODD_IDS);
  const nodes: GraphNode[] = [];
  const wires: Wire[] = [];
  /** Null where the width is not known. */
  const widths = new Map<NodeId, number | null>();
  const connect = (target: NodeId, port: number, fits: (width: number | null) => boolean) => {
    const sources = nodes.filter((node) => fits(widths.get(node.id) ?? null));
    if (sources.length === 0 || chance(0.1)) return null;
    const source = pick(sources).id;
    wires.push({ source, target, port });
    return widths.get(source) ?? null;
  };
  for (let index = 0; index < size; index++) {
    const op = pick(ops);
    const name = pick([...odd, ""]);
    const id = name !== "" && chance(0.2) ? name : `${pick(["f", "h", "v-"])}${index}`;
    odd.delete(id);
    let width: number | null = pick(WIDTHS);
    let ports = 0;
    if (op.kind === "linear") {
      const wanted = nodes.length > 0 ? below(4) : 0;
      while (ports < wanted) {
        const before = wires.length;
        connect(id, ports, () => true);
        if (wires.length === before) break;
        ports++;
      }
    } else if (op.kind !== "leaf") {
      const first = connect(id, 0, () => true);
      const resultOf = (inputs: readonly (number | null)[]): number | null | undefined => {
        const known = inputs.filter((units) => units !== null);
        return known.length === inputs.length ? resultWidth(op, known) : undefined;
      };
      if (mostPorts(op) === 1) {
        width = resultOf([first]) ?? null;
      } else {
        const second = connect(id, 1, (units) => resultOf([first, units]) !== null);
        width = resultOf([first, second]) ?? null;
      }
    }
    widths.set(id, width);
    nodes.push(
      nodeOf(
        op,
        id,
        width ?? 1,
        defaultSymbols(op, id, ports).map((symbol) => (chance(0.2) ? pick(ODD_SYMBOLS) : symbol)),
      ),
    );
  }
  if (chance(0.5)) shuffle(nodes, random);
  if (chance(0.5)) shuffle(wires, random);
  const output = nodes.length > 0 && chance(0.3) ? pick(nodes).id : null;
  const graph = { nodes, wires, output };
  const numbers = new Map<NodeId, NodeNumbers>();
  const columns = new Map<NodeId, readonly Column[]>();
  const layout = new Map<NodeId, Position>();
  const { indexOf, widths: known } = topologyOf(graph);
  const whole = chance(0.7);
  const coordinate = () => {
    if (whole) return below(2000) - 500;
    return chance(0.3) ? pick([-0, 1e6, -1e6]) : random() * 2e6 - 1e6;
  };
  for (const node of nodes) {
    layout.set(node.id, { x: coordinate(), y: coordinate() });
    const kind = numbersKind(node);
    const width = known[indexOf.get(node.id) ?? -1] || ("width" in node ? node.width : 1);
    if (isTableNode(node)) {
      columns.set(node.id, columnsOfRows(anyMatrix(rows, width), width));
    } else if (kind === "leaf") {
      numbers.set(node.id, { kind, values: anyRow(width) });
    } else if (kind === "linear") {
      const omega = inputWidths(graph, node.id).map((columns) =>
        anyMatrix(width, columns || 1 + below(3)),
      );
      numbers.set(node.id, { kind, beta: anyRow(width), omega });
    } else if (kind === "setting") {
      numbers.set(node.id, { kind, value: pick([1, 0.5, 5e-324, 1e300]) });
    }
  }
  return {
    title: chance(0.5) ? "" : pick(ODD_SYMBOLS),
    graph,
    numbers,
    data: ownTable(rows, columns),
    layout,
    ...initialParts,
    thresholds: chance(0.8)
      ? DEFAULT_THRESHOLDS
      : { vanishing: 5e-324, exploding: 1.7976931348623157e308 },
  };
}

function shuffle<Item>(items: Item[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const item = items[last] as Item;
    items[last] = items[other] as Item;
    items[other] = item;
  }
}

/** What an edit gave. A refusal fails the test, with its reason. */
export function edited<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** Why an edit was refused. */
export function problemOf<Problem>(result: Result<unknown, Problem>): Problem {
  if (result.ok) throw new Error("Not refused.");
  return result.problem;
}
