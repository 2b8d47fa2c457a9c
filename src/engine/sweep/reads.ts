import { type GraphNode, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { objectiveNodes } from "../objective";
import type { Read, Subject } from "./axis";
import type { NodePieces } from "./piece-propagation";
import { combine, type Piecewise } from "./pieces";
import { type Samples, sampledValue } from "./sampler";
import { type Scope, sourceAt } from "./scope";
import type { Tangent } from "./tangents";

/** Numbers that a read multiplies values of nodes with, and adds: what is read, but for local derivatives, is a sum. */
export interface ReadTerm {
  readonly node: number;
  readonly unit: number;
  readonly factor: number;
  /** The factor is the axis itself. */
  readonly isAxis: boolean;
}

/** The terms of a read that is a sum; null for a local derivative, which is none. */
export function termsOfRead(
  subject: Subject,
  read: Read,
  axisIsOmega: (port: number, unit: number, input: number) => boolean,
): readonly ReadTerm[] | null {
  const { graph } = subject;
  const topology = topologyOf(graph);
  switch (read.kind) {
    case "value":
      return [
        {
          node: topology.indexOf.get(read.node) ?? -1,
          unit: read.unit,
          factor: 1,
          isAxis: false,
        },
      ];
    case "term": {
      const own = subject.numbers.get(read.node);
      const row = own?.kind === "linear" ? (own.omega[read.port]?.[read.unit] ?? []) : [];
      const node = sourceAt(graph, read.node, read.port);
      return row.map((factor, unit) => ({
        node,
        unit,
        factor,
        isAxis: axisIsOmega(read.port, read.unit, unit),
      }));
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

/** A sum of exact pieces; undefined where one of them is not known. */
export function piecesOfTerms(
  terms: readonly ReadTerm[],
  scope: Scope,
  pieces: NodePieces,
  present: Samples,
  place: number,
  widths: Int32Array,
  [lo, hi]: readonly [number, number],
): Piecewise | undefined {
  const inputs: Piecewise[] = [];
  const factors: number[] = [];
  for (const { node, unit, factor, isAxis } of terms) {
    const width = widths[node] as number;
    const piece =
      scope.reached[node] === 1
        ? pieces.get(node)?.[unit]
        : sampledValue(present, scope, node, width, unit, 0, place);
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
  value: (node: number, unit: number) => number,
): number {
  const { graph } = subject;
  const { indexOf, incoming, sources, widths } = topologyOf(graph);
  const index = indexOf.get(read.node) ?? -1;
  const op = opOf((graph.nodes[index] as GraphNode).op);
  const inputs = Array.from(incoming[index] ?? [], (wire) => {
    const source = sources[wire] as number;
    return value(source, widths[source] === 1 ? 0 : read.unit);
  });
  const [a = Number.NaN, b = Number.NaN] = inputs;
  const h = value(index, read.unit);
  if (op.kind === "unary") return op.derivative(a, h);
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
    const v = tangent?.values[unit] ?? Number.NaN;
    const s = tangent?.slopes[unit] ?? Number.NaN;
    value += (isAxis ? t : factor) * v;
    slope += (isAxis ? t : factor) * s + (isAxis ? v : 0);
  }
  return { value, slope };
}
