import {
  addL1,
  addWeightDecay,
  clipByNorm,
  type Optimizer,
  optimizerOf,
  type Schedule,
  type SettingValues,
  scheduleOf,
  settingValues,
  type TrainingSettings,
  type UpdateArrays,
} from "@/optimizers";
import type { Model } from "./model";

/** The numbers of a run at one iteration, in one array: the parameters, then what the optimiser keeps. */
export interface TrainedNumbers {
  readonly all: Float64Array;
  readonly parameters: Float64Array;
  readonly memory: readonly Float64Array[];
}

/**
 * The numbers before the first iteration, all zero: P parameters, and P more for each of the arrays that the optimiser
 * keeps.
 */
function createNumbers(parameterCount: number, memoryCount: number): TrainedNumbers {
  const all = new Float64Array(parameterCount * (1 + memoryCount));
  const part = (index: number) =>
    all.subarray(index * parameterCount, (index + 1) * parameterCount);
  return {
    all,
    parameters: part(0),
    memory: Array.from({ length: memoryCount }, (_, index) => part(index + 1)),
  };
}

/** Everything that stays the same from iteration to iteration. It owns the numbers, and the gradient. */
export interface Iteration {
  readonly model: Model;
  readonly settings: TrainingSettings;
  readonly optimizer: Optimizer;
  readonly optimizerSettings: SettingValues;
  readonly schedule: Schedule;
  readonly scheduleSettings: SettingValues;
  readonly numbers: TrainedNumbers;
  /** The mean gradient of the mini-batch; after an iteration, as the update has found it. */
  readonly gradient: Float64Array;
  /** λ by parameter; null where the penalty is none. */
  readonly l1: Float64Array | null;
  readonly coupledDecay: Float64Array | null;
  readonly arrays: UpdateArrays;
}

/** Room and constants for iterations. `penalized` has 1 for each of the P parameters that penalties act on. */
export function createIteration(
  model: Model,
  settings: TrainingSettings,
  penalized: Uint8Array,
): Iteration {
  const optimizer = optimizerOf(settings.optimizer.id);
  const schedule = scheduleOf(settings.schedule.id);
  const numbers = createNumbers(model.parameterCount, optimizer.memory.length);
  const gradient = new Float64Array(model.parameterCount);
  const decay = lambdas(settings.weightDecay, penalized);
  const coupled = optimizer.weightDecay === "coupled";
  return {
    model,
    settings,
    optimizer,
    optimizerSettings: settingValues(optimizer.settings, settings.optimizer.settings),
    schedule,
    scheduleSettings: settingValues(schedule.settings, settings.schedule.settings),
    numbers,
    gradient,
    l1: lambdas(settings.l1, penalized),
    coupledDecay: coupled ? decay : null,
    arrays: {
      parameters: numbers.parameters,
      gradient,
      memory: numbers.memory,
      decay: coupled ? null : decay,
    },
  };
}

function lambdas(lambda: number, penalized: Uint8Array): Float64Array | null {
  return lambda === 0 ? null : Float64Array.from(penalized, (acts) => lambda * acts);
}

/** When an iteration takes place. */
export interface Moment {
  /** Updates of the run before it. */
  readonly t: number;
  /** Epochs before it. */
  readonly epoch: number;
  /** Updates of the optimiser's memory before it: fewer than t where the optimiser was changed on the way. */
  readonly memoryAge: number;
}

/** The learning rate of the update with this many updates and epochs done. */
export function rateAt(
  { settings, schedule, scheduleSettings }: Iteration,
  { t, epoch }: Pick<Moment, "t" | "epoch">,
): number {
  return settings.rate * schedule.factor(t, epoch, scheduleSettings);
}

/**
 * One iteration on `count` rows of `order` from `first`: forward, backward, L1, clip, update. Returns the mini-batch's
 * loss before the update. Allocates nothing.
 */
export function iterate(
  iteration: Iteration,
  moment: Moment,
  order: Uint32Array,
  first: number,
  count: number,
): number {
  const { model, optimizer, optimizerSettings, numbers, gradient, arrays } = iteration;
  const loss = model.gradientOf(numbers.parameters, order, first, count, gradient);
  changeGradient(iteration);
  optimizer.update(arrays, optimizerSettings, rateAt(iteration, moment), moment.memoryAge + 1);
  return loss;
}

/** L1, clipping and coupled weight decay, in this order, in place. Returns the factor of clipping, 1 where there is none. */
export function changeGradient({
  settings,
  gradient,
  numbers,
  l1,
  coupledDecay,
}: Iteration): number {
  if (l1) addL1(gradient, numbers.parameters, l1);
  const factor = settings.clip === null ? 1 : clipByNorm(gradient, settings.clip);
  if (coupledDecay) addWeightDecay(gradient, numbers.parameters, coupledDecay);
  return factor;
}

/** The penalty at these parameters, λ₁Σ|θ| + (λ₂/2)Σθ²: a second number beside L, which is the data's alone. */
export function penaltyOf(
  settings: TrainingSettings,
  parameters: Float64Array,
  penalized: Uint8Array,
): number {
  let absolute = 0;
  let squares = 0;
  for (let i = 0; i < parameters.length; i++) {
    if (penalized[i] !== 1) continue;
    const theta = parameters[i] as number;
    absolute += Math.abs(theta);
    squares += theta * theta;
  }
  return settings.l1 * absolute + (settings.weightDecay / 2) * squares;
}

/** Are all of them finite? One product a number: this is asked after every update. */
export function allFinite(numbers: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += 0 * (numbers[i] as number);
  return sum === 0;
}
