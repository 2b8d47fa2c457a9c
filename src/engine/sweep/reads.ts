import {
  type Axis,
  type GraphNode,
  type NodeId,
  type NodeIndex,
  type Read,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";
import { nodeSetting } from "../node-setting";
import { objectiveNodes } from "../objective";
import type { Subject } from "./axis";
import type { NodePieces } from "./piece-propagation";
import { combine, type Piecewise } from "./pieces";
import { type Samples, sampledValue } from "./sampler";
import { type Scope, sourceAt } from "./scope";
import type { Tangent } from "./tangents";

/** Numbers that a read multiplies values of nodes with, and adds: what is read, but for local derivatives, is a sum. */
export interface ReadTerm {
  readonly node: NodeIndex;
  readonly unit: number;
  readonly factor: number;
  /** The factor is the axis itself. */
  readonly isAxis: boolean;
}

/** Stands for the number 1, where a term is its factor alone. */
const UNITY = -1;

/** The terms of a read that is a sum; null for a local derivative, which is none. */
export function termsOfRead(
  subject: Subject,
  read: Read,
  axis: Axis | null,
): readonly ReadTerm[] | null {
  const { graph } = subject;
  const topology = topologyOf(graph);
  switch (read.kind) {
    case "value": {
      const node = topology.indexOf.get(read.node) ?? UNITY;
      return [{ node, unit: read.unit, factor: 1, isAxis: false }];
    }
    case "term":
      return wireTerms(subject, read.node, read.port, read.unit, axis);
    case "partial": {
      const own = subject.numbers.get(read.node);
      const factor = own?.kind === "linear" ? (own.beta[read.unit] ?? 0) : 0;
      const isAxis = axis?.kind === "beta" && axis.node === read.node && axis.unit === read.unit;
      const beta: ReadTerm = { node: UNITY, unit: 0, factor, isAxis };
      const ports = Array.from({ length: read.ports }, (_, port) => port);
      return [
        beta,
        ...ports.flatMap((port) => wireTerms(subject, read.node, port, read.unit, axis)),
      ];
    }
    case "loss":
    case "objective":
      return Array.from(objectiveNodes(graph, topology)).flatMap((node) =>
        Array.from({ length: topology.widths[node] as number }, (_, unit) => ({
          node,
          unit,
          factor: 1,
          isAxis: false,
        })),
      );
    case "local":
      return null;
  }
}

/** What a wire adds to a unit of a linear node, term by term. */
function wireTerms(
  { graph, numbers }: Subject,
  node: NodeId,
  port: number,
  unit: number,
  axis: Axis | null,
): readonly ReadTerm[] {
  const own = numbers.get(node);
  const source = sourceAt(graph, node, port);
  if (own?.kind !== "linear" || source < 0) return [];
  const row = own.omega[port]?.[unit] ?? [];
  return row.map((factor, input) => ({
    node: source,
    unit: input,
    factor,
    isAxis:
      axis?.kind === "omega" &&
      axis.node === node &&
      axis.port === port &&
      axis.unit === unit &&
      axis.input === input,
  }));
}

/** The value of a term's node at a point; 1 where the term is its factor alone. */
export function termValue(
  samples: Samples,
  scope: Scope,
  widths: Int32Array,
  { node, unit }: ReadTerm,
  point: number,
  rowIndex: number,
): number {
  return node === UNITY
    ? 1
    : sampledValue(samples, scope, node, widths[node] as number, unit, point, rowIndex);
}

/** A sum of exact pieces; undefined where one of them is not known. */
export function piecesOfTerms(
  terms: readonly ReadTerm[],
  scope: Scope,
  pieces: NodePieces,
  present: Samples,
  rowIndex: number,
  widths: Int32Array,
  [lo, hi]: readonly [number, number],
): Piecewise | undefined {
  const inputs: Piecewise[] = [];
  const factors: number[] = [];
  for (const term of terms) {
    const { node, unit, factor, isAxis } = term;
    const piece =
      scope.reached[node] === 1
        ? pieces.get(node)?.[unit]
        : termValue(present, scope, widths, term, 0, rowIndex);
    if (piece === undefined) return undefined;
    if (isAxis) {
      if (typeof piece !== "number") return undefined;
      inputs.push({
        knots: [lo, hi],
        values: [lo * piece, hi * piece],
        slopes: [piece],
        scale: Math.abs(piece),
      });
      factors.push(1);
      continue;
    }
    inputs.push(piece);
    factors.push(factor);
  }
  if (inputs.length === 1 && factors[0] === 1) return inputs[0];
  return combine(0, factors, inputs, lo, hi);
}

/** The local derivative along the wire into a port, by the values of a pass. NaN where it has none. */
export function localAt(
  subject: Subject,
  read: Extract<Read, { readonly kind: "local" }>,
  value: (node: NodeIndex, unit: number) => number,
): number {
  const { graph } = subject;
  const { indexOf, incoming, sources, widths } = topologyOf(graph);
  const index = indexOf.get(read.node) ?? -1;
  const node = graph.nodes[index] as GraphNode;
  const op = opOf(node.op);
  const inputs = Array.from(incoming[index] ?? [], (wire) => {
    const source = sources[wire] as NodeIndex;
    return value(source, widths[source] === 1 ? 0 : read.unit);
  });
  const [a = Number.NaN, b = Number.NaN] = inputs;
  const h = value(index, read.unit);
  if (op.kind === "unary") return op.derivative(a, h, nodeSetting(subject.numbers, node));
  if (op.kind === "binary") return op.derivatives[read.port === 0 ? 0 : 1](a, b, h);
  return Number.NaN;
}

/** Value and slope of a sum, by tangents. `t` is where the axis stands. */
export function tangentOfTerms(
  terms: readonly ReadTerm[],
  found: ReadonlyMap<number, Tangent>,
  t: number,
): { readonly value: number; readonly slope: number } {
  let value = 0;
  let slope = 0;
  for (const { node, unit, factor, isAxis } of terms) {
    const tangent = found.get(node);
    const v = node === UNITY ? 1 : (tangent?.values[unit] ?? Number.NaN);
    const s = node === UNITY ? 0 : (tangent?.slopes[unit] ?? Number.NaN);
    value += (isAxis ? t : factor) * v;
    slope += (isAxis ? t : factor) * s + (isAxis ? v : 0);
  }
  return { value, slope };
}
