import { planOf } from "@/engine";
import { type BackflowDocument, type ConstructibleNetwork, initialised } from "@/graph";
import { DEFAULT_TRAINING, type TrainingSettings } from "@/optimizers";
import { graphModel, numbersWith, penalizedParameters, startOf, TrainingRun } from "@/training";
import { presentError } from "./approximation";

/** A run for each of them: what descent finds depends on where it begins. */
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5];

/** Adam, all rows, as long as a class waits; the same for every D. */
const SETTINGS: TrainingSettings = {
  ...DEFAULT_TRAINING,
  optimizer: { id: "adam", settings: {} },
  rate: 0.01,
  epochs: 3000,
};
/** Iterations between two looks at the clock. */
const CHUNK = 20;

/** The largest error of a network that was trained from a seed. */
export interface TrainedError {
  readonly units: number;
  readonly seed: number;
  readonly error: number;
}

/**
 * Trains the network of a document from a seed by seed, with Kaiming's first weights, whatever its present ones are. Yields
 * null while it is at work, every few iterations, so that its owner may draw in between, and the error where a run is done.
 */
export function* trainedErrors(
  document: BackflowDocument,
  network: ConstructibleNetwork,
): Generator<TrainedError | null, void, void> {
  const plan = planOf(document.graph);
  const only = new Set([network.hidden.id, network.output.id]);
  for (const seed of SEEDS) {
    const begun = initialised(document, "kaiming-normal", seed, only);
    const model = graphModel(begun);
    const penalized = penalizedParameters(plan, SETTINGS.penalized);
    const run = new TrainingRun(model, SETTINGS, penalized, startOf(model.initial));
    while (run.advance(CHUNK)) yield null;
    const numbers = numbersWith(plan, begun.numbers, run.parameters);
    const error = presentError({ ...begun, numbers }, network);
    yield { units: network.hidden.width, seed, error };
  }
}
