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

/**
 * The claim of a graph in which nothing is found. The entries of the gradient are not judged: a share of theirs is 1 by
 * definition.
 */
export function wellClaim({ flow }: Health): WellClaim {
  const entries = new Set(flow.predictions);
  const isJudged = flow.nodes.some((word, index) => word !== null && !entries.has(index));
  return isJudged ? "all-flows" : "nothing-to-judge";
}

/** For `data-flow`. */
export function flowData(flow: Flow | null): Flow | "" {
  return flow ?? "";
}

/** "three nodes", "one node" */
export function countOf(count: number, thing: string): string {
  return `${countWord(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** At most 40 characters, else the shorter wording. */
export function shortened(text: string, otherwise: string): string {
  return text.length <= 40
    ? text
    : otherwise.length <= 40
      ? otherwise
      : `${otherwise.slice(0, 39)}…`;
}
