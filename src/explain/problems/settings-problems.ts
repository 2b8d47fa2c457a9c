import type { Range, SettingsProblem } from "@/optimizers";
import { formatNumber } from "../numbers";

/** What is wrong with a number of a training's settings, and what it may be. */
export function settingsProblemSentence(problem: SettingsProblem): string {
  switch (problem.kind) {
    case "unknown-optimizer":
      return `There is no optimiser “${problem.id.slice(0, 60)}” here. Reload this page to get the newest, or choose another.`;
    case "unknown-schedule":
      return `There is no schedule “${problem.id.slice(0, 60)}” here. Reload this page to get the newest, or choose another.`;
    case "unknown-setting":
      return `The optimiser has no setting “${problem.name.slice(0, 60)}”. Remove it.`;
    case "setting-range":
      return `The ${problem.title} cannot be ${formatNumber(problem.value, 17)}. It must be ${rangeWords(problem.range)}.`;
  }
}

/** "a whole number from 1 to 1000", "above 0", "from 0 to below 1" */
function rangeWords({ from, to, fromExcluded, toExcluded, whole }: Range): string {
  const kind = whole ? "a whole number " : "";
  const low = `${fromExcluded ? "above" : "from"} ${formatNumber(from, 17)}`;
  if (to === Number.MAX_VALUE) return `${kind}${fromExcluded ? low : `${low} on`}`;
  return `${kind}${low} to ${toExcluded ? "below " : ""}${formatNumber(to, 17)}`;
}
