import type { Evaluation, Flow, Health, NodeState, UnitState } from "@/engine";
import { countWord } from "../numbers";

/** The words of gradient health, the same on the page and in data attributes. */

const NO_STATE = "";

/** What a node does to what passes it: "saturated", "3 of 8 inactive", "active". */
export function stateWord(state: NodeState): string {
  return wordsOf(state, unitWord);
}

/** What is said of one unit: "inactive", "at a kink". */
export function unitWord(state: UnitState): string {
  if (state === "not-finite") return "not finite";
  return state === "kink" ? "at a kink" : state;
}

function wordsOf(state: NodeState, word: (unit: UnitState) => string): string {
  if (state.kind === "uniform") return word(state.state);
  const notable = [...state.counts].filter(([unit]) => unit !== "active");
  return notable.map(([unit, count]) => `${count} of ${state.units} ${word(unit)}`).join(", ");
}

/** For `data-state`. */
export function stateData(state: NodeState | null): string {
  return state ? wordsOf(state, (unit) => unit) : NO_STATE;
}

const FLOW_WORDS: Record<Flow, string> = {
  "not-finite": "not finite",
  "cut-off": "cut off",
  cancelled: "cancelled",
  vanishing: "vanishing",
  blocked: "blocked",
  exploding: "exploding",
  flowing: "flowing",
};

/** How much arrives, as a reader sees it. */
export function flowWord(flow: Flow): string {
  return FLOW_WORDS[flow];
}

/**
 * What is said where there is no finding: that every unit of every judged quantity, but the predictions at which the
 * gradient enters, gets its share; or that no quantity is judged at all.
 */
export type WellClaim = "all-flows" | "nothing-to-judge";

export function wellClaim({ flow }: Health): WellClaim {
  const entries = new Set(flow.predictions);
  const isJudged = flow.nodes.some((word, index) => word !== null && !entries.has(index));
  return isJudged ? "all-flows" : "nothing-to-judge";
}

const WELL_WORDS: Record<WellClaim, string> = {
  "all-flows":
    "Everything flows: of the gradient at the prediction, a fair share arrives at every unit before it.",
  "nothing-to-judge":
    "There is no intermediate quantity before the prediction, so there is nothing to judge.",
};

export function wellWords(health: Health): string {
  return WELL_WORDS[wellClaim(health)];
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

/** For `data-flow`. */
export function flowData(flow: Flow | null): string {
  return flow ?? "";
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

export function stateSentence(state: UnitState): string {
  return STATE_SENTENCES[state];
}

/** "three nodes", "one node" */
export function countOf(count: number, thing: string): string {
  return `${countWord(count)} ${thing}${count === 1 ? "" : "s"}`;
}
