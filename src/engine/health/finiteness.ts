import type { GraphNode, NodeId } from "@/graph";
import { type Op, opOf } from "@/ops";
import {
  atSample,
  contributionOf,
  derivativeOf,
  type Evaluation,
  hasObjective,
  type Partials,
  partialsOf,
  valuesOf,
} from "../evaluation";
import { magnitude, termsOf, unitOf } from "../local";
import type { OwnedNumbers } from "../trace";

/** Why the first number that is not finite is not. */
export type NonFiniteCause =
  /** Finite numbers whose result is too large for float64. */
  | "overflow"
  /** The op is not defined at this input: log of a negative number, division by zero. */
  | "outside-domain"
  /** The local derivative itself is infinite: sqrt at 0. */
  | "infinite-local"
  /** 0 · ∞ is NaN. */
  | "zero-times-infinity";

/** The first step that is not finite, and all that it spoils. Places in `graph.nodes` and `graph.wires`. */
export interface NonFinite {
  /** null: the runs of all samples are finite, but not the mean of `partial` over them. */
  readonly sample: number | null;
  readonly pass: "forward" | "backward";
  readonly node: number;
  /** In the backward pass: the wire along which it happened; null where a sum did it. */
  readonly wire: number | null;
  /** Where derivatives are finite and a partial of `node`, or its mean, is not: which one. */
  readonly partial: OwnedNumbers | null;
  readonly cause: NonFiniteCause;
  /**
   * Forward: one number by port, of the unit that failed, else the largest. Backward: local and upstream derivative; for
   * a partial, upstream derivative and input. None where a sum did it.
   */
  readonly inputs: readonly number[];
  readonly result: number;
  /** Nodes whose value, or derivative, is not finite because of it. */
  readonly spoiledValues: readonly number[];
  readonly spoiledDerivatives: readonly number[];
}

type Found = Omit<NonFinite, "sample" | "spoiledValues" | "spoiledDerivatives">;

/** The first step of the run at the sample that is not finite (E14); null where all are. */
export function firstNonFinite(evaluation: Evaluation): NonFinite | null {
  const { plan } = evaluation;
  const order = Array.from(plan.topology.order).filter((i) => plan.topology.widths[i] !== 0);
  const badValues = order.filter((i) => isBad(valuesOf(evaluation, idOf(evaluation, i))));
  const badDerivatives = hasObjective(evaluation)
    ? order.filter((i) => isBad(derivativeOf(evaluation, idOf(evaluation, i))))
    : [];
  const found = findFirst(evaluation, order, badValues, badDerivatives);
  if (!found) return null;
  const others = (places: readonly number[], pass: NonFinite["pass"]) =>
    places.filter((index) => index !== found.node || pass !== found.pass);
  return {
    ...found,
    sample: evaluation.sample,
    spoiledValues: others(badValues, "forward"),
    spoiledDerivatives: others(badDerivatives, "backward"),
  };
}

/**
 * The first training row whose run is not finite, of those after which the partials of all are spoiled. Where all are
 * finite, the first partial whose mean over the rows is not. Null where all is finite.
 */
export function firstNonFiniteOfRows(evaluation: Evaluation): NonFinite | null {
  const { statistics } = evaluation;
  if (!statistics?.spoiledBy) return null;
  const { first, count } = statistics.spoiledBy;
  for (let row = first; row < first + count; row++) {
    const found = firstNonFinite(atSample(evaluation, row));
    if (found) return found;
  }
  return findMean(evaluation);
}

/** The samples of a partial are finite, but not their sum, of which the mean is made. */
function findMean(evaluation: Evaluation): NonFinite | null {
  const { topology } = evaluation.plan;
  for (const node of topology.order.toReversed()) {
    const bad = badPartial(partialsOf(evaluation, idOf(evaluation, node)));
    if (!bad) continue;
    const { partial, result } = bad;
    const wire =
      partial.kind === "omega" ? (topology.incoming[node]?.[partial.port] ?? null) : null;
    return {
      sample: null,
      pass: "backward",
      node,
      wire,
      partial,
      cause: "overflow",
      inputs: [],
      result,
      spoiledValues: [],
      spoiledDerivatives: [],
    };
  }
  return null;
}

/** The first of what a node owns whose partial is not finite, in the order of the run. */
function badPartial(
  partials: Partials | null,
): { readonly partial: OwnedNumbers; readonly result: number } | null {
  if (!partials) return null;
  const owned: readonly (readonly [OwnedNumbers, readonly number[]])[] =
    partials.kind === "parameter"
      ? [[{ kind: "parameter" }, partials.value]]
      : [
          [{ kind: "beta" }, partials.beta],
          ...partials.omega.map((block, port) => [{ kind: "omega", port }, block.flat()] as const),
        ];
  for (const [partial, numbers] of owned) {
    const result = numbers.find((value) => !Number.isFinite(value));
    if (result !== undefined) return { partial, result };
  }
  return null;
}

function findFirst(
  evaluation: Evaluation,
  order: readonly number[],
  badValues: readonly number[],
  badDerivatives: readonly number[],
): Found | null {
  const [firstValue] = badValues;
  if (firstValue !== undefined) return forwardCause(evaluation, firstValue);
  // Derivatives of parameters are partials: the run comes to them last.
  const backward = badDerivatives.toReversed();
  const derivative = backward.find((i) => !isTrainable(evaluation, i)) ?? backward[0];
  if (derivative !== undefined) return backwardCause(evaluation, derivative);
  return hasObjective(evaluation) ? findPartial(evaluation, order) : null;
}

function forwardCause(evaluation: Evaluation, index: number): Found {
  const { graph, plan } = evaluation;
  const id = idOf(evaluation, index);
  const op = opAt(evaluation, index);
  const out = valuesOf(evaluation, id) ?? new Float64Array(0);
  const unit = out.findIndex((value) => !Number.isFinite(value));
  const isElementWise = op.kind === "unary" || op.kind === "binary";
  const inputs = Array.from(plan.topology.incoming[index] as Int32Array, (wire) => {
    const values = valuesOf(evaluation, graph.wires[wire]?.source ?? "");
    if (!values) return 0;
    return isElementWise ? unitOf(values, unit) : largestOf(values);
  });
  const isOutside = isElementWise && op.domain !== undefined && !op.domain.contains(...inputs);
  return {
    pass: "forward",
    node: index,
    wire: null,
    partial: null,
    cause: isOutside ? "outside-domain" : "overflow",
    inputs,
    result: out[unit] ?? Number.NaN,
  };
}

function backwardCause(evaluation: Evaluation, index: number): Found {
  const { plan } = evaluation;
  const base = { pass: "backward", node: index, partial: null } as const;
  for (const wire of plan.topology.outgoing[index] as Int32Array) {
    const contribution = contributionOf(evaluation, wire);
    if ((plan.wireSlots[wire] as number) < 0 || !isBad(contribution)) continue;
    const { largest, factors } = termsOf(evaluation, wire);
    const [local, upstream] = factors;
    const result = contribution?.find((value) => !Number.isFinite(value)) ?? Number.NaN;
    // Products that are finite, but not their sum over the units of the target.
    const inputs = Number.isFinite(largest) ? [] : factors;
    if (Number.isFinite(local)) return { ...base, wire, cause: "overflow", inputs, result };
    const cause = upstream === 0 ? "zero-times-infinity" : "infinite-local";
    return { ...base, wire, cause, inputs, result };
  }
  const total = derivativeOf(evaluation, idOf(evaluation, index));
  const result = total?.find((value) => !Number.isFinite(value)) ?? Number.NaN;
  return { ...base, wire: null, cause: "overflow", inputs: [], result };
}

/** ∂ℓᵢ/∂ω = upstream · input can overflow where all derivatives are finite. */
function findPartial(evaluation: Evaluation, order: readonly number[]): Found | null {
  const { graph, plan } = evaluation;
  for (const node of order.toReversed()) {
    if (opAt(evaluation, node).kind !== "linear") continue;
    const upstream = largestOf(derivativeOf(evaluation, idOf(evaluation, node)));
    for (const [port, wire] of (plan.topology.incoming[node] as Int32Array).entries()) {
      const input = largestOf(valuesOf(evaluation, graph.wires[wire]?.source ?? ""));
      const result = upstream * input;
      if (Number.isFinite(result)) continue;
      const partial = { kind: "omega", port } as const;
      const inputs = [upstream, input];
      return { pass: "backward", node, wire, partial, cause: "overflow", inputs, result };
    }
  }
  return null;
}

function isTrainable(evaluation: Evaluation, index: number): boolean {
  const op = opAt(evaluation, index);
  return op.kind === "leaf" && op.trainable;
}

function opAt(evaluation: Evaluation, index: number): Op {
  return opOf((evaluation.graph.nodes[index] as GraphNode).op);
}

function idOf(evaluation: Evaluation, index: number): NodeId {
  return (evaluation.graph.nodes[index] as GraphNode).id;
}

function isBad(numbers: Float64Array | null): boolean {
  return numbers !== null && !Number.isFinite(magnitude(numbers));
}

/** The number of largest magnitude, with its sign; 0 for none. */
function largestOf(numbers: Float64Array | null): number {
  let best = 0;
  for (const number of numbers ?? []) if (Math.abs(number) > Math.abs(best)) best = number;
  return best;
}
