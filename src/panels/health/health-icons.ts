import type { Finding, Flow, UnitState } from "@/engine";
import { stateSentence } from "@/explain";
import type { IconName } from "@/ui";

/** Every word of gradient health has an icon and a meaning in one sentence. */
export interface HealthWord {
  readonly icon: IconName;
  readonly meaning: string;
}

export const FLOW_WORDS: Readonly<Record<Flow, HealthWord>> = {
  flowing: {
    icon: "check",
    meaning: "A fair share of what enters at the prediction arrives here.",
  },
  vanishing: {
    icon: "vanishing",
    meaning: "Hardly anything of what enters at the prediction arrives here.",
  },
  blocked: {
    icon: "blocked",
    meaning: "Nothing arrives, because a factor on the way is exactly 0.",
  },
  cancelled: {
    icon: "cancelled",
    meaning: "Contributions arrive, and their sum is next to nothing.",
  },
  exploding: {
    icon: "exploding",
    meaning: "Many times more arrives than entered at the prediction.",
  },
  "not-finite": {
    icon: "not-finite",
    meaning: "The derivative is infinite, or not a number.",
  },
  "cut-off": { icon: "cut-off", meaning: "No path leads from here to what is differentiated." },
};

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
