import { optimizerOf, scheduleOf, settingValues, type TrainingSettings } from "@/optimizers";
import { iterationsToEndOf, sampleGradients } from "./cursor";
import { type GraphModel, penalizedParameters } from "./graph-model";
import { penaltyOf } from "./iteration";
import { MOST_QUEUED, rowOrder } from "./row-order";
import type { RunStart } from "./run-start";
import type { RunPicture } from "./runner";

/** What a picture says of a run alone: nothing of its past, nor of what it was asked. */
type Moment = Omit<RunPicture, "run" | "heard" | "running" | "start" | "losses" | "path" | "nodes">;

/** What a run that begins there would be before its first iteration, as its first picture says it. */
export function firstMoment(
  model: GraphModel,
  settings: TrainingSettings,
  { t, cursor, parameters, memory }: RunStart,
): Moment {
  const { rows, parameterCount } = model;
  const size = settings.batchSize === "all" ? rows : Math.min(settings.batchSize, rows);
  const order = rowOrder(rows, size, settings.seed, cursor.epoch);
  const last = t + iterationsToEndOf(settings.epochs - 1, cursor, rows, size);
  const { factor, settings: declared } = scheduleOf(settings.schedule.id);
  const penalized = penalizedParameters(model.plan, settings.penalized);
  return {
    ...{ t, first: t, newest: t, last, cursor, settings, parameters },
    stop: null,
    memory: optimizerOf(settings.optimizer.id).memory.map((_, index) => {
      const from = index * parameterCount;
      return memory?.numbers.slice(from, from + parameterCount) ?? new Float64Array(parameterCount);
    }),
    memoryAge: memory?.age ?? 0,
    rate:
      settings.rate * factor(t, cursor.epoch, settingValues(declared, settings.schedule.settings)),
    sampleGradients: sampleGradients(cursor, rows),
    training: model.trainingLoss(parameters),
    validation: model.validationLoss(parameters),
    accuracy: model.accuracy(parameters),
    penalty: penaltyOf(settings, parameters, penalized),
    queue: order.slice(cursor.position, cursor.position + MOST_QUEUED),
    queued: rows - cursor.position,
    batch: Math.min(size, rows - cursor.position),
  };
}
