import {
  derivativeOf,
  differentiatesNoLoss,
  type Evaluation,
  type Flow,
  type Health,
  type UnitState,
} from "@/engine";
import type { Graph, HealthThresholds, NodeIndex } from "@/graph";
import { opOf } from "@/ops";
import { objectiveText } from "../formulas";
import { type WellClaim, wellClaim } from "./health-words";

/** What the health panel says beyond the words themselves: the first view does without it. */

const WELL_WORDS: Record<WellClaim, (entry: string) => string> = {
  "all-flows": (entry) =>
    `Everything flows: of the gradient at ${entry}, a fair share arrives at every unit before it.`,
  "nothing-to-judge": (entry) =>
    `There is no intermediate quantity before ${entry}, so there is nothing to judge.`,
};

/** The sentence of a graph in which nothing is found. */
export function wellWords(health: Health, graph: Graph): string {
  return WELL_WORDS[wellClaim(health)](entryPlaceText(health, graph));
}

/** Where the gradient enters: at the prediction of a loss; or at the chosen output, "y", where no loss is. */
export function entryPlaceText({ flow }: Health, graph: Graph): string {
  if (differentiatesNoLoss(graph)) return objectiveText(graph);
  return flow.predictions.length > 1 ? "the predictions" : "the prediction";
}

/** What arrives at one unit: a word of flow, or exactly nothing at a node of which other units get something. */
export type UnitFlow = Flow | "zero";

/** How many units of a node get what: a node is judged by its largest. Null where nothing is judged. */
export function flowCounts(
  evaluation: Evaluation,
  { flow }: Health,
  index: NodeIndex,
  { vanishing, exploding }: HealthThresholds,
): ReadonlyMap<UnitFlow, number> | null {
  const word = flow.nodes[index] ?? null;
  const sizes = derivativeOf(evaluation, evaluation.graph.nodes[index]?.id ?? "");
  const units = evaluation.plan.topology.widths[index] ?? 0;
  if (word === null || units === 0) return null;
  const isBySize = word === "flowing" || word === "vanishing" || word === "exploding";
  if (!sizes || units === 1 || !isBySize) return new Map([[word, units]]);
  const counts = new Map<UnitFlow, number>();
  for (const derivative of sizes) {
    const share = Math.abs(derivative) / flow.entry;
    const each =
      derivative === 0
        ? "zero"
        : share >= exploding
          ? "exploding"
          : share <= vanishing
            ? "vanishing"
            : "flowing";
    counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
}

/**
 * What arrives at the units of all nodes that are computed. What is given, an input or a parameter, is never judged by size:
 * counted, it would be so where it gets nothing alone.
 */
export function flowOverview(
  evaluation: Evaluation,
  health: Health,
  thresholds: HealthThresholds,
): { readonly nodes: number; readonly units: ReadonlyMap<UnitFlow, number> } {
  const units = new Map<UnitFlow, number>();
  let nodes = 0;
  evaluation.graph.nodes.forEach(({ op }, index) => {
    const counts =
      opOf(op).kind === "leaf" ? null : flowCounts(evaluation, health, index, thresholds);
    if (!counts) return;
    nodes++;
    for (const [flow, count] of counts) units.set(flow, (units.get(flow) ?? 0) + count);
  });
  return { nodes, units };
}

/** How many units of operations are in each state. */
export function countStates(health: Health, { plan }: Evaluation): ReadonlyMap<UnitState, number> {
  const units = new Map<UnitState, number>();
  const count = (state: UnitState, more: number) =>
    units.set(state, (units.get(state) ?? 0) + more);
  health.states.forEach((state, index) => {
    if (state?.kind === "uniform") count(state.state, plan.topology.widths[index] ?? 1);
    else for (const [word, more] of state?.counts ?? []) count(word, more);
  });
  return units;
}

const STATE_SENTENCES: Record<UnitState, string> = {
  saturated: "The input lies on a flat tail, where the local derivative is close to 0.",
  inactive: "The input is below 0, where ReLU is 0 and passes nothing back.",
  dead: "The input is at most 0 at every training sample, so that ReLU never passes anything back.",
  flat: "A small change of its input hardly changes it: the local derivative is close to 0.",
  active: "It passes the gradient on.",
  kink: "It is not differentiable at this point; what stands for its derivative is a convention.",
  "not-finite": "It is infinite or not a number, or its local derivative is.",
};

/** What the state of a unit means. */
export function stateSentence(state: UnitState): string {
  return STATE_SENTENCES[state];
}
