import type { Indices, NodeIndex, WireIndex } from "@/graph";
import { type Evaluation, sizeOfContribution, sizeOfDerivative } from "../evaluation";
import { localOf, termsOf } from "../local";
import type { FlowMap } from "./flow";

/** One factor of a chain: what a wire multiplies the gradient by on its way back. */
export interface Factor {
  /** Index in `graph.wires`. */
  readonly wire: WireIndex;
  /**
   * ∂target/∂source, signed, where both ends have one unit; else how much the largest derivative grows or shrinks along
   * the wire, |contribution| ÷ |upstream|.
   */
  readonly value: number;
  readonly exact: boolean;
}

/** Why little or much arrives: the factors along the wire of largest |contribution|, from the prediction back (E13). */
export interface Chain {
  /** From the one nearest the prediction to the one nearest the node. */
  readonly factors: readonly Factor[];
  readonly product: number;
  /** Indices in `graph.nodes`, from the prediction to the node. */
  readonly path: readonly NodeIndex[];
  /** The factor to blame, as its index in `factors`; null where it is the product of them all. */
  readonly culprit: number | null;
}

/**
 * What a wire multiplies the gradient with at the sample: its local derivative where both ends have one unit, else the
 * ratio of sizes.
 */
export function factorOf(evaluation: Evaluation, wire: WireIndex): Factor {
  const local = localOf(evaluation, wire);
  const [source, target] = endsOf(evaluation, wire);
  const isScalar =
    evaluation.plan.topology.widths[source] === 1 && evaluation.plan.topology.widths[target] === 1;
  const scalar = local?.kind === "units" ? local.values[0] : local?.rows[0]?.[0];
  if (isScalar && scalar !== undefined) return { wire, value: scalar, exact: true };
  const upstream = sizeOfDerivative(evaluation, target);
  const carried = sizeOfContribution(evaluation, wire);
  if (upstream > 0 && carried !== 0) return { wire, value: carried / upstream, exact: false };
  const { largest, largestLocal } = termsOf(evaluation, wire);
  // Zero because a factor is zero or the terms cancel; where they underflow, the factor itself is not zero.
  return { wire, value: largest > 0 ? 0 : largestLocal, exact: false };
}

/**
 * The wire of largest |contribution| out of a node, the first in document order among equals; where all are zero, the
 * one whose target still has the most; of those that `accepts` takes. −1 where none leads to the objective.
 */
export function strongestWire(
  evaluation: Evaluation,
  index: NodeIndex,
  accepts: (wire: WireIndex) => boolean = () => true,
): number {
  const { plan } = evaluation;
  let best = -1;
  let bestCarried = -1;
  let bestUpstream = -1;
  for (const wire of plan.topology.outgoing[index] as Indices<WireIndex>) {
    if ((plan.wireSlots[wire] as number) < 0 || !accepts(wire)) continue;
    const carried = rank(sizeOfContribution(evaluation, wire));
    if (carried < bestCarried) continue;
    const [, target] = endsOf(evaluation, wire);
    const upstream = rank(sizeOfDerivative(evaluation, target));
    if (carried === bestCarried && upstream <= bestUpstream) continue;
    best = wire;
    bestCarried = carried;
    bestUpstream = upstream;
  }
  return best;
}

/**
 * The chain from a prediction to a node. A prediction that starves itself (one of several losses is far weaker, or at its
 * minimum) is followed on to its loss.
 */
export function chainTo(evaluation: Evaluation, index: NodeIndex, flow: FlowMap): Chain {
  const predictions = new Set(flow.predictions);
  const factors: Factor[] = [];
  const path = [index];
  let at = index;
  while (!predictions.has(at) || (at === index && isStarved(flow, at))) {
    const wire = wireThatTells(evaluation, at, flow);
    if (wire < 0) break;
    factors.push(factorOf(evaluation, wire));
    [, at] = endsOf(evaluation, wire);
    path.push(at);
  }
  factors.reverse();
  path.reverse();
  let product = 1;
  for (const factor of factors) product *= factor.value;
  return { factors, product, path, culprit: findCulprit(factors) };
}

/** The strongest wire out of a node; where all carry 0, the strongest of those that have the node's word. */
function wireThatTells(evaluation: Evaluation, index: NodeIndex, flow: FlowMap): number {
  const strongest = strongestWire(evaluation, index);
  const word = flow.nodes[index];
  if (flow.wires[strongest] === word || sizeOfDerivative(evaluation, index) !== 0) return strongest;
  const told = strongestWire(evaluation, index, (wire) => flow.wires[wire] === word);
  return told >= 0 ? told : strongest;
}

/**
 * A zero factor is the culprit (the one nearest the prediction); else the one factor that makes over half of all that
 * the factors below 1 lose in log₁₀, if there is one.
 */
function findCulprit(factors: readonly Factor[]): number | null {
  const zero = factors.findIndex((factor) => factor.value === 0);
  if (zero >= 0) return zero;
  return overHalf(factors.map((factor) => Math.max(0, -Math.log10(Math.abs(factor.value)))));
}

/** The same for growth: the one factor that makes over half of all that the factors above 1 gain. */
export function findAmplifier(factors: readonly Factor[]): number | null {
  return overHalf(factors.map((factor) => Math.max(0, Math.log10(Math.abs(factor.value)))));
}

function overHalf(parts: readonly number[]): number | null {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const at = parts.findIndex((part) => part > total / 2);
  return at >= 0 ? at : null;
}

function isStarved(flow: FlowMap, index: NodeIndex): boolean {
  const word = flow.nodes[index];
  return word === "vanishing" || word === "blocked" || word === "cancelled";
}

/** Indices in `graph.nodes` of the ends of a wire that carries something. */
export function endsOf(
  { plan }: Evaluation,
  wire: WireIndex,
): [source: NodeIndex, target: NodeIndex] {
  const { sources, targets } = plan.topology;
  return [sources[wire] ?? -1, targets[wire] ?? -1];
}

/** NaN ranks above all sizes: a reader who follows the gradient back looks for where it comes from. */
function rank(size: number): number {
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
}
