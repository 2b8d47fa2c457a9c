import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optimizers, type TrainingSettings } from "@/optimizers";
import { rowOrder } from "./row-order";
import { TrainingRun } from "./run";
import { smallModel, startParameters, trainingWith } from "./run.test-support";
import { forkStart, type RunStart, startOf } from "./run-start";

const LONG = Boolean(process.env.LONG);
const penalized = Uint8Array.of(0, 1, 1, 0);

function runOf(
  changed: Partial<TrainingSettings>,
  options: { readonly start?: RunStart; readonly budget?: number; readonly rows?: number } = {},
): TrainingRun {
  const { start = startOf(startParameters), budget, rows = 11 } = options;
  const settings = trainingWith({ epochs: 1_000_000, ...changed });
  return new TrainingRun(smallModel(rows), settings, penalized, start, budget);
}

const numbersOf = (run: TrainingRun) => [
  ...run.parameters,
  ...run.memory.flatMap((kept) => [...kept]),
];

/** The numbers after each of so many iterations, by a run that is only ever stepped. */
function straight(changed: Partial<TrainingSettings>, count: number): number[][] {
  const run = runOf(changed);
  const all = [numbersOf(run)];
  for (let t = 0; t < count; t++) {
    run.advance(1);
    all.push(numbersOf(run));
  }
  return all;
}

/** Just enough for three checkpoints beside the losses, so that they have to thin out. */
const TIGHT = 8 * 1024 * 1024 + 900;

describe("seeking", () => {
  test("any iteration comes back to the bit, also when checkpoints have thinned out", () => {
    for (const { id } of optimizers) {
      const changed = {
        optimizer: { id, settings: {} },
        batchSize: 4,
        weightDecay: 0.01,
        l1: 0.002,
        clip: 0.5,
        schedule: { id: "step", settings: { every: 3, factor: 0.9 } },
      } as const;
      const expected = straight(changed, 200);
      const run = runOf(changed, { budget: TIGHT });
      run.advance(200);
      fc.assert(
        fc.property(fc.nat(200), (t) => {
          run.seek(t);
          expect(run.t).toBe(t);
          expect(numbersOf(run)).toEqual(expected[t]);
        }),
        { seed: 16, numRuns: LONG ? 1000 : 40 },
      );
    }
  });

  test("going on after seeking back goes on from the furthest iteration", () => {
    const expected = straight({ batchSize: 3 }, 60);
    const run = runOf({ batchSize: 3 });
    run.advance(30);
    run.seek(7);
    run.advance(30);
    expect(run.t).toBe(60);
    expect(numbersOf(run)).toEqual(expected[60]);
    expect(run.losses.length).toBe(60);
  });

  test("beyond both ends it stays at the end", () => {
    const run = runOf({});
    run.advance(5);
    run.seek(99);
    expect(run.t).toBe(5);
    run.seek(-3);
    expect(run.t).toBe(0);
  });
});

describe("forking", () => {
  test.each(optimizers.map(({ id }) => id))(
    "a fork of %s without a change is the same run, in the middle of an epoch too",
    (id) => {
      const changed = { optimizer: { id, settings: {} }, batchSize: 4 };
      const run = runOf(changed);
      run.advance(50);
      run.seek(19);
      const fork = runOf(changed, { start: forkStart(run, run.settings, run.parameters.slice()) });
      fork.advance(31);
      run.seek(50);
      expect(fork.t).toBe(50);
      expect(numbersOf(fork)).toEqual(numbersOf(run));
      expect(fork.cursor).toEqual(run.cursor);
    },
  );

  test("with another optimiser the memory begins at zero, and counts its own updates", () => {
    const run = runOf({ optimizer: { id: "momentum", settings: {} } });
    run.advance(20);
    const settings = trainingWith({ optimizer: { id: "adam", settings: {} } });
    const start = forkStart(run, settings, run.parameters.slice());
    expect(start.memory).toBeNull();
    const fork = new TrainingRun(smallModel(), settings, penalized, start);
    const fresh = new TrainingRun(smallModel(), settings, penalized, {
      ...startOf(run.parameters),
    });
    fork.advance(10);
    fresh.advance(10);
    expect([...fork.parameters]).toEqual([...fresh.parameters]);
  });

  test("with another B the rest of the epoch is eaten in batches of the new size", () => {
    const run = runOf({ batchSize: 4 });
    run.advance(1);
    const settings = trainingWith({ batchSize: 2, epochs: 9 });
    const fork = runOf(
      { ...settings },
      { start: forkStart(run, settings, run.parameters.slice()) },
    );
    expect(fork.queue().rows).toEqual(rowOrder(11, 4, settings.seed, 0).slice(4));
    fork.advance(4);
    expect(fork.cursor).toEqual({ epoch: 1, position: 0 });
  });
});

describe("epochs", () => {
  test("every row is used once an epoch, in an order that depends on seed and epoch", () => {
    const orders = [0, 1, 2].map((epoch) => [...rowOrder(11, 4, 5, epoch)]);
    for (const order of orders) {
      expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
    expect(new Set(orders.map(String)).size).toBe(3);
    expect([...rowOrder(11, 4, 6, 0)]).not.toEqual(orders[0]);
    expect([...rowOrder(11, 4, 5, 1)]).toEqual(orders[1]);
  });

  test("where all rows are one batch they stay as they stand", () => {
    expect([...rowOrder(4, 4, 5, 3)]).toEqual([0, 1, 2, 3]);
  });

  test("a short last mini-batch is one of its own size, and ends the epoch", () => {
    const run = runOf({ batchSize: 4 });
    expect(run.queue().batch).toBe(4);
    run.advance(2);
    expect(run.queue().batch).toBe(3);
    expect(run.sampleGradients).toBe(8);
    run.advance(1);
    expect(run.cursor).toEqual({ epoch: 1, position: 0 });
    expect(run.sampleGradients).toBe(11);
    expect(run.epochs.at(1)).toMatchObject({ epoch: 1, t: 3, ...run.lossesNow() });
  });

  test("a run ends after its epochs, and goes on when it is asked to", () => {
    const run = runOf({ batchSize: 4, epochs: 2 });
    expect(run.lastIteration).toBe(6);
    expect(run.advance(100)).toBe(false);
    expect(run.newest).toBe(6);
    expect(run.stop).toEqual({ kind: "finished" });
    expect(run.advance(4)).toBe(false);
    expect(run.newest).toBe(6);
    expect(run.advance(4, { beyondEnd: true })).toBe(true);
    expect(run.newest).toBe(10);
  });
});

test("a run that is given more epochs goes on as the longer run would have", () => {
  const short = runOf({ batchSize: 4, epochs: 2 });
  short.advance(100);
  short.limit({ epochs: 5, patience: null });
  expect(short.stop).toBeNull();
  expect(short.advance(100)).toBe(false);
  const long = runOf({ batchSize: 4, epochs: 5 });
  long.advance(100);
  expect(short.newest).toBe(long.newest);
  expect(numbersOf(short)).toEqual(numbersOf(long));
});

test("a run that diverges stops at its last finite numbers", () => {
  const run = runOf({ rate: 1e200 });
  expect(run.advance(100)).toBe(false);
  expect(run.stop).toEqual({ kind: "diverged", t: run.newest });
  expect(run.t).toBe(run.newest);
  expect(numbersOf(run).every(Number.isFinite)).toBe(true);
  expect(run.advance(1, { beyondEnd: true })).toBe(false);
  run.seek(0);
  expect([...run.parameters]).toEqual([...startParameters]);
});

test("early stopping names the epoch of the least validation loss", () => {
  const run = runOf({ rate: 0.4, batchSize: 2, patience: 5, epochs: 100_000 });
  while (run.advance(1000));
  const { stop } = run;
  if (stop?.kind !== "early") throw new Error(`It stopped otherwise: ${stop?.kind}.`);
  const validation = Array.from(
    { length: run.epochs.length },
    (_, index) => run.epochs.at(index)?.validation ?? Number.NaN,
  );
  expect(stop.best).toBe(validation.indexOf(Math.min(...validation)));
  expect(run.cursor.epoch - stop.best).toBe(5);
});

test("a run that gets less memory on its way keeps to it, and gives the same numbers", () => {
  const changed = { batchSize: 5 };
  const expected = straight(changed, 300);
  const run = runOf(changed);
  run.advance(200);
  const before = run.bytes;
  run.limitMemory(TIGHT);
  expect(run.bytes).toBeLessThan(before);
  run.advance(100);
  for (const t of [3, 299, 150, 0, 201, 77]) {
    run.seek(t);
    expect(numbersOf(run)).toEqual(expected[t]);
  }
});

test("memory stays within its budget over many iterations", () => {
  const budget = 8 * 1024 * 1024 + 40_000;
  const run = runOf({ optimizer: { id: "adam", settings: {} }, batchSize: 5 }, { budget });
  run.advance(LONG ? 100_000 : 20_000);
  expect(run.bytes).toBeLessThanOrEqual(budget);
  run.seek(12_345);
  expect(run.t).toBe(12_345);
});
