import type { Flow, Health, NodeState, UnitState } from "@/engine";
import { countWord } from "../numbers";

/** The words of gradient health, the same on the page and in data attributes. */

const NO_STATE = "";

/** What a node does to what passes it: "saturated", "3 of 8 inactive", "active". */
export function stateWord(state: NodeState): string {
  return wordsOf(state, unitWord);
}

/** What is said of one unit: "inactive", "at a kink". */
export function unitWord(state: UnitState): string {
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

/** What is said where nothing is to be told: true only where something was judged at all. */
export function wellWords(health: Health): string {
  const judged = health.flow.nodes.filter((flow) => flow !== null).length;
  return judged === 0
    ? "Nothing stands between the inputs and what is differentiated, so there is nothing to judge."
    : "Everything flows: a fair share of the gradient arrives at every unit.";
}

/** For `data-flow`. */
export function flowData(flow: Flow | null): string {
  return flow ?? "";
}

const STATE_SENTENCES: Record<UnitState, string> = {
  saturated: "The input lies on a flat tail, where the local derivative is close to 0.",
  inactive: "ReLU is clipped here and passes nothing.",
  dead: "ReLU is clipped at every sample and passes nothing at all.",
  flat: "The curve is flat here: the local derivative is close to 0.",
  active: "It passes the gradient on.",
  kink: "It is not differentiable at this point; what stands for its derivative is a convention.",
};

export function stateSentence(state: UnitState): string {
  return STATE_SENTENCES[state];
}

/** "three nodes", "one node" */
export function countOf(count: number, thing: string): string {
  return `${countWord(count)} ${thing}${count === 1 ? "" : "s"}`;
}
