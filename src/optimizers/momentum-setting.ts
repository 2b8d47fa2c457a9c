import type { OptimizerSetting } from "./types";

/** μ: how much of the velocity stays from one update to the next. */
export const momentumSetting = {
  name: "momentum",
  title: "momentum",
  latex: "\\mu",
  initial: 0.9,
  range: { from: 0, to: 1, toExcluded: true },
} as const satisfies OptimizerSetting;
