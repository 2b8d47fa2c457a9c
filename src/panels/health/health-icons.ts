import type { Finding, Flow, UnitState } from "@/engine";
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

export const STATE_WORDS: Readonly<Record<UnitState, HealthWord>> = {
  active: { icon: "check", meaning: "It passes the gradient on." },
  saturated: {
    icon: "saturated",
    meaning: "The input lies on a flat tail, where the local derivative is close to 0.",
  },
  inactive: { icon: "inactive", meaning: "ReLU is clipped at this sample and passes nothing." },
  dead: { icon: "inactive", meaning: "ReLU is clipped at every sample and passes nothing at all." },
  flat: { icon: "flat", meaning: "The curve is flat here: the local derivative is close to 0." },
  kink: {
    icon: "kink",
    meaning: "Not differentiable at this point: what stands for its derivative is a convention.",
  },
};

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
      return { tone: "state", icon: STATE_WORDS[notable ?? "active"].icon };
    }
    case "starved-units":
      return { tone: "state", icon: "flat" };
    case "minimum":
    case "no-objective":
      return { tone: "note", icon: "info" };
  }
}
