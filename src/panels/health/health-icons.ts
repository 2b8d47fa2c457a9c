import type { Flow } from "@/engine";
import type { IconName } from "@/ui";

/** Every word of gradient health has an icon and a meaning in one sentence. */
export interface HealthWord {
  readonly icon: IconName;
  readonly meaning: string;
}

/** The words of flow, each with its picture and what it means. */
export const FLOW_WORDS: Readonly<Record<Flow, HealthWord>> = {
  flowing: {
    icon: "check",
    meaning: "A fair share of the gradient that enters arrives here.",
  },
  vanishing: {
    icon: "vanishing",
    meaning: "Hardly anything of the gradient that enters arrives here.",
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
    meaning: "Many times more arrives than entered.",
  },
  "not-finite": {
    icon: "not-finite",
    meaning: "The derivative is infinite, or not a number.",
  },
  "cut-off": { icon: "cut-off", meaning: "No path leads from here to what is differentiated." },
};
