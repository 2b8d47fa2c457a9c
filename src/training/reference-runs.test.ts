import { describe, expect, test } from "vitest";
import { createArenas, planOf, writeNumbers } from "@/engine";
import { type BackflowDocument, readFile } from "@/graph";
import { addL1, addWeightDecay, clipByNorm, optimizerOf, type UpdateArrays } from "@/optimizers";
import { graphModel, penalizedParameters } from "./graph-model";
import { changeGradient, createIteration, type Iteration, rateAt } from "./iteration";
import type { Model } from "./model";
import {
  fileOf,
  largestError,
  type NodeParameters,
  networks,
  type ReferenceNetwork,
  type ReferenceRun,
  settingsOf,
} from "./reference-runs.test-support";

const TOLERANCE = 1e-10;

function documentOf(network: ReferenceNetwork, parameters?: NodeParameters): BackflowDocument {
  const read = readFile(fileOf(network, parameters));
  if (!read.ok) throw new Error(`${network.name}: ${JSON.stringify(read.problem)}`);
  return read.value;
}

/** Numbers of the reference in the order of the plan. */
function laidOut(network: ReferenceNetwork, parameters: NodeParameters): Float64Array {
  const { graph, numbers } = documentOf(network, parameters);
  const plan = planOf(graph);
  const arenas = createArenas(plan);
  writeNumbers(plan, numbers, arenas);
  return arenas.parameters;
}

/** Places in the pipeline where a mistake may be planted. */
interface Mistake {
  readonly model?: (model: Model, batchSize: number) => Model;
  readonly changeGradient?: (iteration: Iteration) => void;
  readonly update?: (
    arrays: UpdateArrays,
    settings: Readonly<Record<string, number>>,
    rate: number,
    t: number,
  ) => void;
}

/** The largest error of a run over its parameters, losses, state, rates and number of clipped updates. */
function errorOfRun(network: ReferenceNetwork, run: ReferenceRun, mistake: Mistake = {}): number {
  const document = documentOf(network);
  const ours = graphModel(document);
  const settings = settingsOf(run);
  const model = mistake.model?.(ours, run.batchSize) ?? ours;
  const iteration = createIteration(
    model,
    settings,
    penalizedParameters(ours.plan, settings.penalized),
  );
  const { numbers, gradient, optimizer, optimizerSettings, arrays } = iteration;
  const update = mistake.update ?? optimizer.update;
  numbers.parameters.set(ours.initial);
  let worst = 0;
  let clipped = 0;
  let t = 0;
  const compare = (actual: ArrayLike<number>, reference: ArrayLike<number>) => {
    worst = Math.max(worst, largestError(actual, reference));
  };
  const compareRecord = () => {
    const record = run.records.find(({ iteration: at }) => at === t);
    if (record) {
      compare(numbers.parameters, laidOut(network, record.parameters));
      compare([ours.trainingLoss(numbers.parameters)], [record.objective]);
    }
    if (run.state.iteration !== t) return;
    const { velocity, m, v } = run.state;
    const kept = [velocity, m, v].filter((state) => state !== undefined);
    for (const [index, state] of kept.entries()) {
      compare(numbers.memory[index] ?? [], laidOut(network, state));
    }
  };
  compareRecord();
  for (const [epoch, batches] of run.epochs.entries()) {
    for (const rows of batches) {
      if (t === run.iterations) break;
      const order = Uint32Array.from(rows);
      const loss = model.gradientOf(numbers.parameters, order, 0, rows.length, gradient);
      if (mistake.changeGradient) mistake.changeGradient(iteration);
      else if (changeGradient(iteration) < 1) clipped++;
      const rate = rateAt(iteration, { t, epoch });
      update(arrays, optimizerSettings, rate, t + 1);
      compare([loss], [run.batchLosses[t] ?? Number.NaN]);
      if (run.rates) compare([rate], [run.rates[t] ?? Number.NaN]);
      t++;
      compareRecord();
    }
  }
  if (!mistake.changeGradient) compare([clipped], [run.clipped]);
  compare([t], [run.iterations]);
  return worst;
}

const allRuns = networks.flatMap((network) =>
  network.runs.map((run) => [run.name, network, run] as const),
);

test("there are 100 runs of 20 networks", () => {
  expect(networks).toHaveLength(20);
  expect(allRuns).toHaveLength(100);
});

test.each(allRuns)("%s", (_name, network, run) => {
  expect(errorOfRun(network, run)).toBeLessThanOrEqual(TOLERANCE);
});

const at = (array: Float64Array | undefined, index: number): number => array?.[index] ?? Number.NaN;

/** Adam with something of one's own in its last line. */
function adamWith(
  step: (m: number, v: number, kept: { m: number; v: number }, t: number) => number,
) {
  return (
    arrays: UpdateArrays,
    settings: Readonly<Record<string, number>>,
    rate: number,
    t: number,
  ) => {
    const { parameters, gradient, memory } = arrays;
    const { beta1 = 0, beta2 = 0 } = settings;
    for (let i = 0; i < parameters.length; i++) {
      const g = at(gradient, i);
      const kept = { m: at(memory[0], i), v: at(memory[1], i) };
      const m = beta1 * kept.m + (1 - beta1) * g;
      const v = beta2 * kept.v + (1 - beta2) * g * g;
      memory[0]?.fill(m, i, i + 1);
      memory[1]?.fill(v, i, i + 1);
      parameters[i] = at(parameters, i) - rate * step(m, v, kept, t);
    }
  };
}

const scaled = (model: Model, factor: (count: number) => number): Model => ({
  ...model,
  gradientOf(parameters, order, first, count, gradient) {
    const loss = model.gradientOf(parameters, order, first, count, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] = at(gradient, i) * factor(count);
    return loss;
  },
});

const usesAdam = ({ optimiser }: ReferenceRun) => optimiser.kind.startsWith("adam");

describe("a planted mistake is noticed", () => {
  const mistakes: readonly (readonly [
    string,
    (run: ReferenceRun) => boolean,
    (run: ReferenceRun) => Mistake,
  ])[] = [
    [
      "β₁ and β₂ swapped",
      usesAdam,
      (run) => ({
        update: (arrays, settings, rate, t) => {
          const { beta1 = 0, beta2 = 0 } = settings;
          updateOf(run)(arrays, { ...settings, beta1: beta2, beta2: beta1 }, rate, t);
        },
      }),
    ],
    [
      "no bias correction",
      usesAdam,
      (run) => ({
        update: (arrays, settings, rate) => updateOf(run)(arrays, settings, rate, 1e9),
      }),
    ],
    [
      "t off by one",
      usesAdam,
      (run) => ({
        update: (arrays, settings, rate, t) => updateOf(run)(arrays, settings, rate, t + 1),
      }),
    ],
    [
      "ε inside the root",
      ({ optimiser }) => optimiser.kind === "adam",
      ({ optimiser: { beta1 = 0, beta2 = 0, epsilon = 0 } }) => ({
        update: adamWith(
          (m, v, _kept, t) => m / (1 - beta1 ** t) / Math.sqrt(v / (1 - beta2 ** t) + epsilon),
        ),
      }),
    ],
    [
      "stale moments",
      ({ optimiser }) => optimiser.kind === "adam",
      ({ optimiser: { beta1 = 0, beta2 = 0, epsilon = 0 } }) => ({
        update: adamWith(
          (_m, _v, kept, t) =>
            kept.m / (1 - beta1 ** t) / (Math.sqrt(kept.v / (1 - beta2 ** t)) + epsilon),
        ),
      }),
    ],
    [
      "AdamW as L2",
      ({ optimiser, weightDecay }) => optimiser.kind === "adamw" && weightDecay > 0,
      (run) => ({
        update: (arrays, settings, rate, t) => {
          if (arrays.decay) addWeightDecay(arrays.gradient, arrays.parameters, arrays.decay);
          updateOf(run)({ ...arrays, decay: null }, settings, rate, t);
        },
      }),
    ],
    [
      "dampening μ for the running average",
      ({ optimiser }) => optimiser.kind === "lecture-momentum",
      ({ optimiser: { mu = 0 } }) => ({
        update: ({ parameters, gradient, memory }, _settings, rate, t) => {
          for (let i = 0; i < parameters.length; i++) {
            const g = at(gradient, i);
            const v = t === 1 ? g : mu * at(memory[0], i) + (1 - mu) * g;
            memory[0]?.fill(v, i, i + 1);
            parameters[i] = at(parameters, i) - rate * v;
          }
        },
      }),
    ],
    [
      "the mean over N instead of the mini-batch",
      ({ batchSize, epochs }) => batchSize < (epochs[0]?.flat().length ?? 0),
      () => ({ model: (model) => scaled(model, (count) => count / model.rows) }),
    ],
    [
      "a short last mini-batch weighed as a whole one",
      ({ epochs, batchSize }) => (epochs[0]?.at(-1)?.length ?? 0) < batchSize,
      () => ({ model: (model, batchSize) => scaled(model, (count) => count / batchSize) }),
    ],
    [
      "weight decay before clipping",
      ({ clip, weightDecay, clipped }) => clip !== null && weightDecay > 0 && clipped > 0,
      () => ({
        changeGradient: ({ settings, gradient, numbers, l1, coupledDecay }) => {
          if (l1) addL1(gradient, numbers.parameters, l1);
          if (coupledDecay) addWeightDecay(gradient, numbers.parameters, coupledDecay);
          if (settings.clip !== null) clipByNorm(gradient, settings.clip);
        },
      }),
    ],
  ];

  test.each(mistakes)("%s", (_what, concerned, mistakeIn) => {
    const runs = allRuns.filter(([, , run]) => concerned(run));
    expect(runs.length).toBeGreaterThan(0);
    const worst = runs.map(([, network, run]) => errorOfRun(network, run, mistakeIn(run)));
    expect(Math.max(...worst)).toBeGreaterThan(1000 * TOLERANCE);
  });
});

function updateOf(run: ReferenceRun) {
  return optimizerOf(settingsOf(run).optimizer.id).update;
}
