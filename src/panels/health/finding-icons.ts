import type { Finding, UnitState } from "@/engine";
import { flowWord, stateSentence, type UnitFlow } from "@/explain";
import type { IconName } from "@/ui";
import { FLOW_WORDS, type HealthWord } from "./health-icons";

/** What states and findings look like. Apart from the words of flow, which the legend of the first view has. */

const STATE_ICONS: Readonly<Record<UnitState, IconName>> = {
  active: "check",
  saturated: "saturated",
  inactive: "inactive",
  dead: "inactive",
  flat: "flat",
  kink: "kink",
  "not-finite": "not-finite",
};

/** What a unit does to the gradient, by its state. */
export function stateWordOf(state: UnitState): HealthWord {
  return { icon: STATE_ICONS[state], meaning: stateSentence(state) };
}

/** What arrives at a unit. */
export function flowWordOf(flow: UnitFlow): HealthWord & { readonly word: string } {
  return flow === "zero"
    ? { word: "exactly 0", icon: "blocked", meaning: "The derivative is exactly 0 there." }
    : { ...FLOW_WORDS[flow], word: flowWord(flow) };
}

/** Which word stands for a finding, as the name of its colour and icon. */
export function wordOf(finding: Finding): { readonly tone: string; readonly icon: IconName } {
  switch (finding.kind) {
    case "flow-region":
      return { tone: finding.flow, icon: FLOW_WORDS[finding.flow].icon };
    case "not-finite":
    case "cut-off":
      return { tone: finding.kind, icon: FLOW_WORDS[finding.kind].icon };
    case "state": {
      const [notable] =
        finding.state.kind === "uniform"
          ? [finding.state.state]
          : [...finding.state.counts.keys()].filter((word) => word !== "active");
      return { tone: "state", icon: STATE_ICONS[notable ?? "active"] };
    }
    case "starved-units":
      return { tone: "state", icon: "flat" };
    case "minimum":
    case "no-objective":
      return { tone: "note", icon: "info" };
  }
}
