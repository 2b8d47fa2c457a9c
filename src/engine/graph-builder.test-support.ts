import type { DataTable } from "@/data";
import {
  type Graph,
  type GraphNode,
  isTableNode,
  type Matrix,
  type NodeId,
  type NodeNumbers,
  type Numbers,
  tableOf,
  topologyOf,
  type Wire,
} from "@/graph";
import { type OpId, opOf } from "@/ops";

/** One number, one row for all samples, or a row for each. */
type Rows = number | readonly number[] | Matrix;

/** A node as the reference files write it. */
export interface NodeSpec {
  readonly id: NodeId;
  readonly op: OpId;
  /** Sources by port; null leaves a port unwired. */
  readonly inputs?: readonly (NodeId | null)[];
  /** What a leaf owns, or the setting of a loss. */
  readonly value?: Rows;
  /** Ω, D × Σ widths of the inputs; as a row where D = 1. */
  readonly omega?: Rows;
  readonly beta?: number | readonly number[];
}

export interface Built {
  readonly graph: Graph;
  readonly numbers: Numbers;
  readonly data: DataTable;
}

/** Graph and numbers from a list of nodes. Wires are numbered target by target, port by port. */
export function build(specs: readonly NodeSpec[], more: { readonly output?: NodeId } = {}): Built {
  const wires = specs.flatMap(({ id, inputs = [] }) =>
    inputs.flatMap((source, port): Wire[] =>
      source === null ? [] : [{ source, target: id, port }],
    ),
  );
  const { output = null } = more;
  const graph = { nodes: specs.map(nodeOf), wires, output };
  const { indexOf, widths } = topologyOf(graph);
  const numbers = new Map<NodeId, NodeNumbers>();
  const rows = new Map<NodeId, Matrix>();
  for (const spec of specs) {
    const inputs = (spec.inputs ?? []).map((id) => widths[indexOf.get(id ?? "") ?? -1] || 1);
    if (isTableNode(nodeOf(spec))) rows.set(spec.id, matrixOf(spec.value ?? 0));
    const own = numbersOf(spec, inputs);
    if (own) numbers.set(spec.id, own);
  }
  return { graph, numbers, data: tableOf(rows) };
}

function nodeOf({ id, op, inputs = [], value = 0, beta = 0 }: NodeSpec): GraphNode {
  const found = opOf(op);
  const base = { id, symbol: id };
  if (found.kind === "leaf")
    return { ...base, op: found.id, width: matrixOf(value)[0]?.length ?? 1 };
  if (found.kind !== "linear") return { ...base, op: found.id };
  const width = typeof beta === "number" ? 1 : beta.length;
  const omegaSymbols = inputs.map((_, port) => `omega_${port}`);
  return { ...base, op: found.id, width, betaSymbol: "beta", omegaSymbols };
}

function numbersOf(spec: NodeSpec, inputWidths: readonly number[]): NodeNumbers | null {
  const { op, value = 0, omega = [], beta = 0 } = spec;
  const found = opOf(op);
  if (found.kind === "leaf") {
    return found.perSample ? null : { kind: "leaf", values: matrixOf(value)[0] ?? [] };
  }
  if (found.kind === "loss" && found.setting) {
    return typeof spec.value === "number" ? { kind: "setting", value: spec.value } : null;
  }
  if (found.kind !== "linear") return null;
  const rows = matrixOf(omega);
  let column = 0;
  const blocks = inputWidths.map((width) => {
    column += width;
    return rows.map((row) => row.slice(column - width, column));
  });
  return { kind: "linear", beta: typeof beta === "number" ? [beta] : beta, omega: blocks };
}

function matrixOf(rows: Rows): Matrix {
  if (typeof rows === "number") return [[rows]];
  const isMatrix = (value: Matrix | readonly number[]): value is Matrix => Array.isArray(value[0]);
  return isMatrix(rows) ? rows : [rows];
}

export const input = (id: NodeId, value: Rows): NodeSpec => ({ id, op: "input", value });
export const target = (id: NodeId, value: Rows): NodeSpec => ({ id, op: "target", value });
export const parameter = (id: NodeId, value: Rows): NodeSpec => ({ id, op: "parameter", value });
export const constant = (id: NodeId, value: Rows): NodeSpec => ({ id, op: "constant", value });
/** Any op that owns no numbers. */
export const apply = (id: NodeId, op: OpId, ...inputs: readonly (NodeId | null)[]): NodeSpec => ({
  id,
  op,
  inputs,
});
export const linear = (
  id: NodeId,
  inputs: readonly NodeId[],
  omega: Rows,
  beta: number | readonly number[],
): NodeSpec => ({ id, op: "linear", inputs, omega, beta });

/** The lecture's toy network; `numbers` replaces some of its numbers. */
export function toyNetwork(
  numbers: { readonly x?: number; readonly y?: number; readonly more?: readonly NodeSpec[] } = {},
): NodeSpec[] {
  const { x = 2.3, y = 2, more = [] } = numbers;
  return [
    input("x", x),
    linear("f0", ["x"], 0.1, 1),
    apply("h1", "sin", "f0"),
    linear("f1", ["h1"], -0.4, 2),
    apply("h2", "exp", "f1"),
    linear("f2", ["h2"], 2, -3),
    apply("h3", "cos", "f2"),
    linear("f3", ["h3"], 3, 0.4),
    target("y", y),
    apply("loss", "squared-error", "f3", "y"),
    ...more,
  ];
}
