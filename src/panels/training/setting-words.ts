import {
  type OptimizerSetting,
  optimizerOf,
  scheduleOf,
  settingValues,
  type TrainingSettings,
} from "@/optimizers";
import { exactText } from "./exact-text";

/** All of the settings that the numbers of a run depend on, as a text to compare: not when it ends. */
export function methodText(settings: TrainingSettings): string {
  const optimizer = optimizerOf(settings.optimizer.id);
  const schedule = scheduleOf(settings.schedule.id);
  return JSON.stringify([
    settings.rate,
    settings.batchSize,
    settings.l1,
    settings.weightDecay,
    settings.penalized,
    settings.clip,
    settings.seed,
    optimizer.id,
    settingValues(optimizer.settings, settings.optimizer.settings),
    schedule.id,
    settingValues(schedule.settings, settings.schedule.settings),
  ]);
}

/** What the first of two settings had that the second has not: "η = 0.1, B = 5". */
export function differenceText(
  before: TrainingSettings,
  after: TrainingSettings,
  numbersChanged: boolean,
): string {
  const old = partsOf(before);
  const parts = partsOf(after);
  const different = [...old].flatMap(([name, text]) => (parts.get(name) === text ? [] : [text]));
  if (different.length > 0) return different.join(", ");
  return numbersChanged ? "before a number was changed" : "the run before";
}

function partsOf(settings: TrainingSettings): Map<string, string> {
  const optimizer = optimizerOf(settings.optimizer.id);
  const schedule = scheduleOf(settings.schedule.id);
  const own = (
    declared: readonly OptimizerSetting[],
    values: TrainingSettings["optimizer"]["settings"],
  ) =>
    Object.entries(settingValues(declared, values)).map(([name, value]): [string, string] => [
      name,
      `${name} = ${exactText(value)}`,
    ]);
  return new Map<string, string>([
    ["optimizer", optimizer.title],
    ...own(optimizer.settings, settings.optimizer.settings),
    ["rate", `η = ${exactText(settings.rate)}`],
    ["schedule", `η ${schedule.title}`],
    ...own(schedule.settings, settings.schedule.settings),
    ["batch", settings.batchSize === "all" ? "B = N" : `B = ${settings.batchSize}`],
    ["l1", `L1 λ = ${exactText(settings.l1)}`],
    ["l2", `L2 λ = ${exactText(settings.weightDecay)}`],
    ["penalized", settings.penalized === "all" ? "penalties on all" : "penalties on ω"],
    ["clip", settings.clip === null ? "no clipping" : `clipped to ${exactText(settings.clip)}`],
    ["seed", `seed ${settings.seed}`],
  ]);
}
