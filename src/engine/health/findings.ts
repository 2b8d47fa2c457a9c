import type { HealthThresholds, Indices, NodeIndex, WireIndex } from "@/graph";
import { opOf } from "@/ops";
import { type Evaluation, hasObjective, sizeOfDerivative } from "../evaluation";
import { firstNonFiniteOfRows, nonFiniteSources } from "./finiteness";
import { type FlowMap, flowOf, predictionsOf } from "./flow";
import { type FlowRegion, findFlowRegions } from "./flow-regions";
import type { NonFinite } from "./non-finite";
import { type NodeState, stateAt, type UnitState } from "./unit-state";

/** One thing to tell the reader about the gradient of a run: facts; `explain/` has the words. */
export type Finding =
  /** Nothing is differentiated: no complete loss, and no chosen output. */
  | { readonly kind: "no-objective" }
  /**
   * ∂ℓᵢ/∂f is zero at these predictions: at all of them, so that nothing is judged (`losses` null), or of several losses
   * at those of `losses`.
   */
  | {
      readonly kind: "minimum";
      readonly predictions: readonly number[];
      readonly losses: readonly number[] | null;
      /** Is every derivative before the predictions 0 too? Not where a local one is infinite, for 0 · ∞ is not a number. */
      readonly allZero: boolean;
      /** Are they convex functions of these predictions? Else it may be a maximum or a saddle as well. */
      readonly isConvex: boolean;
    }
  /**
   * Of this sample; or of another one (`source.sample`), which spoils the partials of all rows; or of a mean over the
   * training rows.
   */
  | { readonly kind: "not-finite"; readonly source: NonFinite }
  | FlowRegion
  | { readonly kind: "cut-off"; readonly nodes: readonly NodeIndex[] }
  /** Some units of a node get nothing, or next to nothing, although the node as a whole gets its share. */
  | {
      readonly kind: "starved-units";
      readonly node: NodeIndex;
      readonly starved: number;
      /** How many of them get exactly 0. */
      readonly zero: number;
      readonly units: number;
      /** False of a leaf, whose size says nothing: there only exact zeros are counted. */
      readonly judgesSize: boolean;
    }
  /** Units that take much from what passes, whether or not it is missed behind them. */
  | { readonly kind: "state"; readonly node: NodeIndex; readonly state: NodeState };

/** All that is said about the health of one sample's run, computed at once. */
export interface Health {
  readonly flow: FlowMap;
  /** By node index. */
  readonly states: readonly (NodeState | null)[];
  readonly findings: readonly Finding[];
}

/**
 * Judges one evaluated sample: what its operations do to the gradient, how much of it arrives where, and what there is
 * to say of that. Where something is not finite, its source comes first.
 */
export function healthOf(evaluation: Evaluation, thresholds: HealthThresholds): Health {
  const flow = flowOf(evaluation, thresholds);
  const states = evaluation.graph.nodes.map((_, index) => stateAt(evaluation, index));
  const findings = [
    ...findNonFinite(evaluation).map((source) => ({ kind: "not-finite", source }) as const),
    ...findFlows(evaluation, flow, states, thresholds),
    ...findStates(states),
  ];
  return { flow, states, findings };
}

function findNonFinite(evaluation: Evaluation): readonly NonFinite[] {
  const own = nonFiniteSources(evaluation);
  if (own.length > 0) return own;
  if (!evaluation.statistics?.spoiledBy) return [];
  const other = firstNonFiniteOfRows(evaluation);
  return other ? [other] : [];
}

function findFlows(
  evaluation: Evaluation,
  flow: FlowMap,
  states: readonly (NodeState | null)[],
  thresholds: HealthThresholds,
): Finding[] {
  if (!hasObjective(evaluation)) return [{ kind: "no-objective" }];
  if (flow.nothingEnters) {
    const allZero = isAllZeroBefore(evaluation, flow.predictions);
    const { predictions } = flow;
    const isConvex = areConvex(evaluation, Array.from(evaluation.plan.objective), predictions);
    return [{ kind: "minimum", predictions, losses: null, allZero, isConvex }];
  }
  if (flow.entry === 0) return [];
  const { order } = evaluation.plan.topology;
  const cutOff = Array.from(order).filter((index) => flow.nodes[index] === "cut-off");
  return [
    ...findFlowRegions(evaluation, flow),
    ...(cutOff.length > 0 ? [{ kind: "cut-off", nodes: cutOff } as const] : []),
    ...findResting(evaluation, flow),
    ...findStarvedUnits(evaluation, flow, states, thresholds),
  ];
}

/** Is the derivative 0 at all that these nodes are computed from? */
function isAllZeroBefore(evaluation: Evaluation, nodes: readonly NodeIndex[]): boolean {
  const { incoming, sources } = evaluation.plan.topology;
  const found = new Set(nodes);
  for (const index of found) {
    if (sizeOfDerivative(evaluation, index) !== 0) return false;
    for (const wire of incoming[index] as Indices<WireIndex>) found.add(sources[wire] as NodeIndex);
  }
  return true;
}

/** Are these losses together a convex function of these predictions? */
function areConvex(
  evaluation: Evaluation,
  losses: readonly number[],
  predictions: readonly number[],
): boolean {
  const { graph, plan, arenas } = evaluation;
  return losses.every((loss) => {
    const node = graph.nodes[loss];
    const op = node && opOf(node.op);
    if (op?.kind !== "loss") return false;
    if (op.convexity === "difference") return true;
    const target = plan.topology.sources[plan.topology.incoming[loss]?.[1] ?? -1] ?? -1;
    if (predictions.includes(target)) return false;
    if (op.convexity === "prediction") return true;
    const start = plan.slots[target]?.value ?? 0;
    const targets = arenas.values.subarray(start, start + (plan.topology.widths[target] ?? 0));
    return targets.every((value) => value >= 0);
  });
}

/** Predictions beside others at which no gradient enters: no warning, but said. */
function findResting(evaluation: Evaluation, { resting: predictions }: FlowMap): Finding[] {
  if (predictions.length === 0) return [];
  const { graph, plan, arenas } = evaluation;
  const isResting = (index: NodeIndex) => predictions.includes(index);
  const losses = Array.from(plan.objective).filter((loss) =>
    predictionsOf({ graph, plan }, loss).some(isResting),
  );
  const isWhole = losses.every((loss) => {
    const value = arenas.values[plan.slots[loss]?.value ?? -1];
    return predictionsOf({ graph, plan }, loss).every(isResting) && Number.isFinite(value);
  });
  const isConvex = isWhole && areConvex(evaluation, losses, predictions);
  return [{ kind: "minimum", predictions, losses, allZero: false, isConvex }];
}

/** Nodes are judged by their largest unit: what that hides. Leaves, whose size says nothing, only where a unit gets 0. */
function findStarvedUnits(
  evaluation: Evaluation,
  flow: FlowMap,
  states: readonly (NodeState | null)[],
  { vanishing }: HealthThresholds,
): Finding[] {
  const { graph, plan, arenas } = evaluation;
  if (!Number.isFinite(flow.entry)) return [];
  const predictions = new Set(flow.predictions);
  return graph.nodes.flatMap((found, node): Finding[] => {
    const units = plan.topology.widths[node] ?? 0;
    const start = plan.slots[node]?.gradient ?? -1;
    if (units < 2 || start < 0 || predictions.has(node)) return [];
    // Where units of the next node block or saturate, that is said there.
    const { outgoing, targets } = plan.topology;
    const isTold = Array.from(outgoing[node] as Indices<WireIndex>).some(
      (wire) => states[targets[wire] as NodeIndex]?.kind === "mixed",
    );
    if (isTold) return [];
    const op = opOf(found.op);
    const isLeaf = op.kind === "leaf";
    // What is given needs no gradient.
    if (isLeaf && !op.trainable) return [];
    if (flow.nodes[node] !== "flowing" && !(isLeaf && flow.nodes[node] === null)) return [];
    let zero = 0;
    let starved = 0;
    for (let unit = 0; unit < units; unit++) {
      const size = Math.abs(arenas.derivatives[start + unit] as number);
      if (size === 0) zero++;
      if (size === 0 || (!isLeaf && size <= vanishing * flow.entry)) starved++;
    }
    // A leaf none of whose units gets anything is told with what it feeds.
    if (starved === 0 || (isLeaf && zero === units)) return [];
    return [{ kind: "starved-units", node, starved, zero, units, judgesSize: !isLeaf }];
  });
}

function findStates(states: readonly (NodeState | null)[]): Finding[] {
  return states.flatMap((state, node): Finding[] => {
    // What is not finite is told with its source.
    const isNotable =
      state &&
      (state.kind === "mixed"
        ? [...state.counts.keys()].some(isNotableState)
        : isNotableState(state.state));
    return isNotable ? [{ kind: "state", node, state }] : [];
  });
}

function isNotableState(state: UnitState): boolean {
  return state !== "active" && state !== "not-finite";
}
