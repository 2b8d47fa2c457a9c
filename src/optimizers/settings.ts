import { type OptimizerId, optimizerById, optimizerOf } from "./optimizers";
import { type ScheduleId, scheduleById } from "./schedules";
import type { OptimizerSetting, Range, SettingValues } from "./types";

/** What a training is set to: part of the document. A run follows from it, the graph and the rows. */
export interface TrainingSettings {
  readonly optimizer: { readonly id: OptimizerId; readonly settings: SettingValues };
  /** η. */
  readonly rate: number;
  readonly schedule: { readonly id: ScheduleId; readonly settings: SettingValues };
  /** B; "all" is batch gradient descent, however many rows there are. */
  readonly batchSize: number | "all";
  /** λ of L1 and of L2, 0 for none. */
  readonly l1: number;
  readonly weightDecay: number;
  /** What the penalties act on: the ω of linear nodes, or β and `parameter` nodes too. */
  readonly penalized: "weights" | "all";
  /** Largest norm of the gradient; null where it is not clipped. */
  readonly clip: number | null;
  /** Early stopping: epochs without a better validation loss; null for none. */
  readonly patience: number | null;
  /** After how many epochs a run ends. */
  readonly epochs: number;
  /** Of the order of the rows. */
  readonly seed: number;
}

/** The settings of a new training. */
export const DEFAULT_TRAINING: TrainingSettings = {
  optimizer: { id: "gradient-descent", settings: {} },
  rate: 0.1,
  schedule: { id: "constant", settings: {} },
  batchSize: "all",
  l1: 0,
  weightDecay: 0,
  penalized: "weights",
  clip: null,
  patience: null,
  epochs: 100,
  seed: 1,
};

/** The largest whole numbers that a training can be set to. */
const TRAINING_LIMITS = {
  epochs: 1_000_000,
  batchSize: 1_000_000,
  patience: 1_000_000,
  seed: 4_294_967_295,
} as const;

/** What is wrong with settings, as facts; sentences are made in `explain/`. */
export type SettingsProblem =
  | { readonly kind: "unknown-optimizer"; readonly id: string }
  | { readonly kind: "unknown-schedule"; readonly id: string }
  /** `title` as a person reads it. */
  | {
      readonly kind: "setting-range";
      readonly name: string;
      readonly title: string;
      readonly value: number;
      readonly range: Range;
    }
  | { readonly kind: "unknown-setting"; readonly name: string };

const positive: Range = { from: 0, to: Number.MAX_VALUE, fromExcluded: true };
const notNegative: Range = { from: 0, to: Number.MAX_VALUE };
const counted = (to: number): Range => ({ from: 1, to, whole: true });

/** The first thing that is wrong with the settings themselves, whatever the graph and the rows; null if nothing is. */
export function checkSettings(settings: TrainingSettings): SettingsProblem | null {
  const { optimizer, schedule, batchSize, clip, patience } = settings;
  const method = optimizerById.get(optimizer.id);
  if (!method) return { kind: "unknown-optimizer", id: optimizer.id };
  const course = scheduleById.get(schedule.id);
  if (!course) return { kind: "unknown-schedule", id: schedule.id };
  return (
    checkNumber("rate", "learning rate η", settings.rate, positive) ??
    checkValues(method.settings, optimizer.settings) ??
    checkValues(course.settings, schedule.settings) ??
    (batchSize === "all"
      ? null
      : checkNumber("batchSize", "batch size B", batchSize, counted(TRAINING_LIMITS.batchSize))) ??
    checkNumber("l1", "λ of L1", settings.l1, notNegative) ??
    checkNumber("weightDecay", "λ of weight decay", settings.weightDecay, notNegative) ??
    (clip === null ? null : checkNumber("clip", "clipping norm", clip, positive)) ??
    (patience === null
      ? null
      : checkNumber("patience", "patience", patience, counted(TRAINING_LIMITS.patience))) ??
    checkNumber("epochs", "number of epochs", settings.epochs, counted(TRAINING_LIMITS.epochs)) ??
    checkNumber("seed", "seed", settings.seed, { from: 0, to: TRAINING_LIMITS.seed, whole: true })
  );
}

/** Is the number in the range? NaN is in none. */
export function inRange(value: number, range: Range): boolean {
  if (range.whole && !Number.isInteger(value)) return false;
  const aboveFrom = range.fromExcluded ? value > range.from : value >= range.from;
  const belowTo = range.toExcluded ? value < range.to : value <= range.to;
  return aboveFrom && belowTo;
}

function checkNumber(
  name: string,
  title: string,
  value: number,
  range: Range,
): SettingsProblem | null {
  return inRange(value, range) ? null : { kind: "setting-range", name, title, value, range };
}

function checkValues(
  declared: readonly OptimizerSetting[],
  values: SettingValues,
): SettingsProblem | null {
  for (const name of Object.keys(values)) {
    if (!declared.some((setting) => setting.name === name)) {
      return { kind: "unknown-setting", name };
    }
  }
  for (const { name, title, range, initial } of declared) {
    const problem = checkNumber(name, title, values[name] ?? initial, range);
    if (problem) return problem;
  }
  return null;
}

/** Every declared setting with its value: what the document leaves out is what is declared. */
export function settingValues(
  declared: readonly OptimizerSetting[],
  values: SettingValues,
): SettingValues {
  return Object.fromEntries(declared.map(({ name, initial }) => [name, values[name] ?? initial]));
}

/**
 * Lines of the update of one parameter as it is written out: the mean, then L1 and clipping where they are set, then the
 * optimiser's own. One that neither penalty nor clipping touches has fewer.
 */
export function updateLineCount({ optimizer, l1, clip, weightDecay }: TrainingSettings): number {
  const before = 1 + (l1 > 0 ? 1 : 0) + (clip === null ? 0 : 1);
  return before + optimizerOf(optimizer.id).microSteps(weightDecay > 0).length;
}
