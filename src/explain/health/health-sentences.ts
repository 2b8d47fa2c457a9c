import type { Evaluation, Health, UnitState } from "@/engine";
import { type WellClaim, wellClaim } from "./health-words";

/** What the health panel says beyond the words themselves: the first view does without it. */

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
