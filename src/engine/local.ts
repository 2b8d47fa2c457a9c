import type { GraphNode, Indices, Matrix, WireIndex } from "@/graph";
import { opOf, type VectorOp } from "@/ops";
import { derivativeOf, type Evaluation, valuesOf, wireEnds } from "./evaluation";
import { jacobianOf } from "./jacobian";

/** ∂target/∂source along one wire at one sample. */
export type LocalDerivative =
  /** Unit by unit of the target (element-wise ops and broadcasts) or of the source (losses). */
  | { readonly kind: "units"; readonly values: Float64Array }
  /** D rows, one for each unit of the target, of one number for each unit of the source: Ω's block, or a Jacobian. */
  | { readonly kind: "matrix"; readonly rows: Matrix };

/** The local derivative along a wire; null where its target has no value. */
export function localOf(evaluation: Evaluation, wireIndex: WireIndex): LocalDerivative | null {
  const ends = wireEnds(evaluation, wireIndex);
  if (!ends) return null;
  const { plan, arenas, graph, numbers } = evaluation;
  const target = graph.nodes[ends.target] as GraphNode;
  const op = opOf(target.op);
  const out = valuesOf(evaluation, target.id);
  if (!out) return null;
  if (op.kind === "linear") {
    const own = numbers.get(target.id);
    const block = own?.kind === "linear" ? own.omega[ends.wire.port] : undefined;
    return block ? { kind: "matrix", rows: block } : null;
  }
  const inputs = Array.from(plan.topology.incoming[ends.target] as Indices<WireIndex>, (wire) => {
    const source = graph.wires[wire]?.source ?? "";
    return valuesOf(evaluation, source) ?? new Float64Array(0);
  });
  const [a, b] = inputs;
  const setting = arenas.settings[plan.settingSlots[ends.target] as number] ?? 0;
  if (op.kind === "unary" && a) {
    const values = a.map((x, unit) => op.derivative(x, out[unit] as number, setting));
    return { kind: "units", values };
  }
  if (op.kind === "binary" && a && b) {
    const derivative = op.derivatives[ends.wire.port === 0 ? 0 : 1];
    const values = out.map((h, unit) => derivative(unitOf(a, unit), unitOf(b, unit), h));
    return { kind: "units", values };
  }
  if (op.kind === "loss" && a && b) {
    const width = a.length;
    const scratch = new Float64Array(2 * width);
    scratch.set(a);
    scratch.set(b, width);
    const derivatives = new Float64Array(2 * width + 1);
    derivatives[2 * width] = 1;
    op.backward(scratch, 0, width, derivatives, 2 * width, 0, width, 1, width, setting);
    const start = ends.wire.port === 0 ? 0 : width;
    return { kind: "units", values: derivatives.subarray(start, start + width) };
  }
  if (op.kind === "vector") return vectorLocal(op, inputs, out, ends.wire.port);
  return null;
}

/** The part of the Jacobian that belongs to a port. Of one number it is one for each unit of the source, as of a loss. */
function vectorLocal(
  op: VectorOp,
  inputs: readonly Float64Array[],
  out: Float64Array,
  port: number,
): LocalDerivative {
  const [a = new Float64Array(0), b = new Float64Array(0)] = inputs;
  const [start, end] = port === 0 ? [0, a.length] : [a.length, a.length + b.length];
  const rows = jacobianOf(op, a, b, out).map((row) => row.slice(start, end));
  const [row = []] = rows;
  return out.length === 1
    ? { kind: "units", values: Float64Array.from(row) }
    : { kind: "matrix", rows };
}

/** The number of a unit, of one number that may serve all units. */
export function unitOf(values: Float64Array, unit: number): number {
  return (values.length === 1 ? values[0] : values[unit]) as number;
}

/** The local derivatives along a wire unit by unit; null for a matrix, or where the target has no value. */
export function derivativesAlong(
  evaluation: Evaluation,
  wireIndex: WireIndex,
): Float64Array | null {
  const local = localOf(evaluation, wireIndex);
  return local?.kind === "units" ? local.values : null;
}

/** The number of largest magnitude, with its sign; NaN if one is NaN. 0 for none. */
export function largestOf(numbers: Float64Array | readonly number[]): number {
  let largest = numbers[0] ?? 0;
  for (const number of numbers) {
    if (Number.isNaN(number)) return number;
    if (Math.abs(number) > Math.abs(largest)) largest = number;
  }
  return largest;
}

/** The largest |number|; NaN if one is NaN. 0 for none. */
export function magnitude(numbers: Float64Array | readonly number[] | null): number {
  return Math.abs(largestOf(numbers ?? []));
}

/** What the contribution of a wire is summed from: products of a local derivative and an upstream derivative. */
export interface Terms {
  /** The largest |local × upstream|, NaN and ∞ above all, with its two factors; 0 for none. */
  readonly largest: number;
  readonly factors: readonly [local: number, upstream: number];
  /** The largest |local| that something arrives at: not zero in spite of `largest` = 0 means underflow. */
  readonly largestLocal: number;
}

/** The terms of a wire's contribution at one sample; all zero where nothing is differentiated. */
export function termsOf(evaluation: Evaluation, wireIndex: WireIndex): Terms {
  const local = localOf(evaluation, wireIndex);
  const target = evaluation.graph.wires[wireIndex]?.target ?? "";
  const isLinear = evaluation.numbers.get(target)?.kind === "linear";
  const upstream = derivativeOf(evaluation, target);
  let largest = 0;
  let largestLocal = 0;
  let factors: readonly [number, number] = [0, 0];
  const add = (factor: number, arriving: number) => {
    if (arriving !== 0) largestLocal = Math.max(largestLocal, Math.abs(factor));
    const product = Math.abs(factor * arriving);
    if (product > largest || (Number.isNaN(product) && !Number.isNaN(largest))) {
      largest = product;
      factors = [factor, arriving];
    }
  };
  if (upstream && local?.kind === "units") {
    local.values.forEach((factor, unit) => {
      add(factor, unitOf(upstream, unit));
    });
  } else if (upstream && local?.kind === "matrix") {
    local.rows.forEach((row, unit) => {
      for (const factor of row) {
        // Of a Jacobian, a unit that another does not look at carries nothing of it, be it finite or not.
        if (isLinear || factor !== 0) add(factor, upstream[unit] as number);
      }
    });
  }
  return { largest, factors, largestLocal };
}
