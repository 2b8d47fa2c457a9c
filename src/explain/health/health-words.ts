import type { Flow, NodeState, UnitState } from "@/engine";
import { countWord } from "../numbers";

/** The words of gradient health, the same on the page and in data attributes. */

const NO_STATE = "";

/** What a node does to what passes it: "saturated", "3 of 8 inactive", "active". */
export function stateWord(state: NodeState): string {
  if (state.kind === "uniform") return state.state;
  const notable = [...state.counts].filter(([word]) => word !== "active");
  return notable.map(([word, count]) => `${count} of ${state.units} ${word}`).join(", ");
}

/** For `data-state`. */
export function stateData(state: NodeState | null): string {
  return state ? stateWord(state) : NO_STATE;
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
};

export function stateSentence(state: UnitState): string {
  return STATE_SENTENCES[state];
}

/** "three nodes", "one node" */
export function countOf(count: number, thing: string): string {
  return `${countWord(count)} ${thing}${count === 1 ? "" : "s"}`;
}
