/**
 * A training step and a seek, against loops written by hand and against one object for each node and link, the way of
 * teaching playgrounds. Ratios within one run; nothing fails for being slow.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DEFAULT_TRAINING } from "@/optimizers";
import {
  createIteration,
  graphModel,
  iterate,
  penalizedParameters,
  startOf,
  TrainingRun,
} from "@/training";
import { shallowNetwork } from "./graphs";
import { ObjectNetwork, TanhNetwork, twoInputRows } from "./playground-networks";
import { median, medianRatio, race } from "./race";
import { milliseconds, printRows, type Row } from "./rows";

function loadBaselines(copy: string): Promise<typeof import("./baselines.mjs")> {
  const { href } = pathToFileURL(join(process.cwd(), "bench/baselines.mjs"));
  return import(`${[href, copy].join("?")}`);
}

/** Results that nothing else reads, so that no work can be left out. */
let sink = 0;
const RATE = 1e-4;

async function stepRow(units: number, bound: number): Promise<Row> {
  const rows = 256;
  const document = shallowNetwork(rows, units);
  const model = graphModel(document);
  const settings = { ...DEFAULT_TRAINING, rate: RATE };
  const iteration = createIteration(model, settings, penalizedParameters(model.plan, "weights"));
  iteration.numbers.parameters.set(model.initial);
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const moment = { t: 0, epoch: 0, memoryAge: 0 };
  const { shallowByHand } = await loadBaselines(`training-${units}`);
  const byHand = shallowByHand(rows, units);
  const [ours = [], theirs = []] = race(
    [
      (count) => {
        for (let turn = 0; turn < count; turn++) sink += iterate(iteration, moment, order, 0, rows);
      },
      (count) => {
        for (let turn = 0; turn < count; turn++) sink += byHand(RATE);
      },
    ],
    { rounds: 40, milliseconds: 20 },
  );
  return {
    figure: `one iteration with update, D = ${units}, B = ${rows}, by hand`,
    medians: `${milliseconds(median(ours))}, ${milliseconds(median(theirs))}`,
    ratio: medianRatio(ours, theirs),
    bound,
  };
}

/** 2-4-2-1 with tanh on 250 rows in mini-batches of 10: one epoch. */
function epochRows(): Row[] {
  const data = twoInputRows(250);
  const byHand = new TanhNetwork(data);
  const byObjects = new ObjectNetwork(data);
  const document = byHand.document();
  const model = graphModel(document);
  const settings = { ...DEFAULT_TRAINING, rate: RATE, batchSize: 10 };
  const iteration = createIteration(model, settings, penalizedParameters(model.plan, "weights"));
  iteration.numbers.parameters.set(model.initial);
  const order = Uint32Array.from({ length: 250 }, (_, row) => row);
  const moment = { t: 0, epoch: 0, memoryAge: 0 };
  const [ours = [], hand = [], objects = []] = race(
    [
      (count) => {
        for (let turn = 0; turn < count; turn++) {
          for (let first = 0; first < 250; first += 10) {
            sink += iterate(iteration, moment, order, first, 10);
          }
        }
      },
      (count) => {
        for (let turn = 0; turn < count; turn++) sink += byHand.epoch(RATE, 10);
      },
      (count) => {
        for (let turn = 0; turn < count; turn++) sink += byObjects.epoch(RATE, 10);
      },
    ],
    { rounds: 40, milliseconds: 20 },
  );
  return [
    {
      figure: "one epoch, 2-4-2-1, tanh, N = 250, B = 10, by hand",
      medians: `${milliseconds(median(ours))}, ${milliseconds(median(hand))}`,
      ratio: medianRatio(ours, hand),
      bound: 1.8,
    },
    {
      figure: "the same, one object for each node and link",
      medians: `${milliseconds(median(ours))}, ${milliseconds(median(objects))}`,
      ratio: medianRatio(objects, ours),
      bound: 2,
      atLeast: true,
    },
  ];
}

/** Milliseconds of a seek anywhere in a run, in the median. */
function seekRow(figure: string, run: TrainingRun, iterations: number): Row {
  while (run.newest < iterations) run.advance(1000, { beyondEnd: true });
  const times: number[] = [];
  for (let turn = 0; turn < 60; turn++) {
    const t = Math.floor((((turn + 1) * 0.6180339887) % 1) * iterations);
    const start = performance.now();
    run.seek(t);
    times.push(performance.now() - start);
    sink += run.parameters[0] ?? 0;
  }
  const middle = median(times);
  return { figure, medians: `${middle.toPrecision(3)} ms, 50 ms`, ratio: middle / 50, bound: 1 };
}

function runOf(units: number, rows: number): TrainingRun {
  const model = graphModel(shallowNetwork(rows, units));
  const settings = {
    ...DEFAULT_TRAINING,
    optimizer: { id: "adam", settings: {} },
    rate: RATE,
  } as const;
  return new TrainingRun(
    model,
    settings,
    penalizedParameters(model.plan, "weights"),
    startOf(model.initial),
  );
}

/** Bytes that are left on the heap by 10,000 iterations after garbage collection, where Node allows it. */
function heapAfterSteps(): number {
  const model = graphModel(shallowNetwork(8, 20));
  const iteration = createIteration(
    model,
    DEFAULT_TRAINING,
    penalizedParameters(model.plan, "weights"),
  );
  const order = Uint32Array.from({ length: 8 }, (_, row) => row);
  const moment = { t: 0, epoch: 0, memoryAge: 0 };
  const turn = () => {
    for (let step = 0; step < 10_000; step++) sink += iterate(iteration, moment, order, 0, 8);
  };
  turn();
  const before = process.memoryUsage().heapUsed;
  turn();
  return process.memoryUsage().heapUsed - before;
}

console.log(`Heap after 10,000 iterations: ${heapAfterSteps()} bytes more`);
printRows([
  await stepRow(1000, 1.4),
  await stepRow(100, 1.5),
  ...epochRows(),
  seekRow("a seek in 100,000 iterations, 142 parameters", runOf(47, 4), 100_000),
  seekRow("a seek in 2,000 iterations, D = 1000, B = 256", runOf(1000, 256), 2000),
]);
if (!Number.isFinite(sink)) console.log("A run has diverged: its times mean nothing.");
