import type { HealthThresholds, NodeId } from "@/graph";
import { type Evaluation, hasObjective } from "../evaluation";
import { isFiniteAll } from "../statistics";
import { firstNonFinite, firstNonFiniteOfRows, type NonFinite } from "./finiteness";
import { type Flow, type FlowMap, flowOf } from "./flow";
import { findStretches, type Stretch } from "./regions";
import { type NodeState, stateAt } from "./unit-state";

/** One thing to tell the reader about the gradient of a run: facts; `explain/` has the words. */
export type Finding =
  /** Nothing is differentiated: no complete loss, and no chosen output. */
  | { readonly kind: "no-objective" }
  /** ∂ℓᵢ/∂f is zero: nothing is judged. */
  | { readonly kind: "minimum"; readonly predictions: readonly number[] }
  /**
   * Of this sample; or of another one (`first.sample`), which spoils the partials of all rows; or of a mean over the
   * training rows.
   */
  | { readonly kind: "not-finite"; readonly first: NonFinite }
  | Stretch
  | { readonly kind: "cut-off"; readonly nodes: readonly number[] }
  /** Units that take much from what passes, whether or not it is missed behind them. */
  | { readonly kind: "state"; readonly node: number; readonly state: NodeState };

/** All that is said about the health of one sample's run, computed at once. */
export interface Health {
  readonly flow: FlowMap;
  /** By place in `graph.nodes`. */
  readonly states: readonly (NodeState | null)[];
  readonly findings: readonly Finding[];
}

/** States, flows and findings of one sample. */
export function healthOf(evaluation: Evaluation, thresholds: HealthThresholds): Health {
  const flow = flowOf(evaluation, thresholds);
  const states = evaluation.graph.nodes.map((_, index) => stateAt(evaluation, index));
  const first = findNonFinite(evaluation);
  const findings = [
    ...(first ? [{ kind: "not-finite", first } as const] : []),
    ...findFlows(evaluation, flow),
    ...findStates(states),
  ];
  return { flow, states, findings };
}

function findNonFinite(evaluation: Evaluation): NonFinite | null {
  const { arenas, statistics } = evaluation;
  const isMeanFinite = !statistics?.spoiledBy;
  const isOwnFinite =
    isFiniteAll(arenas.values) && isFiniteAll(arenas.derivatives) && isFiniteAll(arenas.partials);
  if (isMeanFinite && isOwnFinite) return null;
  return firstNonFinite(evaluation) ?? (isMeanFinite ? null : firstNonFiniteOfRows(evaluation));
}

function findFlows(evaluation: Evaluation, flow: FlowMap): Finding[] {
  if (!hasObjective(evaluation)) return [{ kind: "no-objective" }];
  if (flow.atMinimum) return [{ kind: "minimum", predictions: flow.predictions }];
  const { order } = evaluation.plan.topology;
  const cutOff = Array.from(order).filter((index) => flow.nodes[index] === "cut-off");
  return [
    ...findStretches(evaluation, flow),
    ...(cutOff.length > 0 ? [{ kind: "cut-off", nodes: cutOff } as const] : []),
  ];
}

function findStates(states: readonly (NodeState | null)[]): Finding[] {
  return states.flatMap((state, node): Finding[] => {
    const isNotable = state && (state.kind === "mixed" || state.state !== "active");
    return isNotable ? [{ kind: "state", node, state }] : [];
  });
}

/** The word of a quantity by its id; null where nothing is judged. */
export function flowOfNode(evaluation: Evaluation, health: Health, node: NodeId): Flow | null {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? null : (health.flow.nodes[index] ?? null);
}
