import fc from "fast-check";
import { expect, test } from "vitest";
import { startMade, tableOfRecipe } from "@/graph";
import { DEFAULT_TRAINING, type TrainingSettings } from "@/optimizers";
import { Runner, type RunPicture, type RunRequest } from "./runner";

const made = startMade({
  family: "layers",
  settings: [[1, 3, 1], "tanh", "xavier-normal", 1, "squared-error"],
});
const data = tableOfRecipe(made.graph, {
  ...{ generator: "sine", size: 11, validation: 3, noise: 0.1, seed: 3, coding: "0/1", points: [] },
});
const settings: TrainingSettings = {
  ...DEFAULT_TRAINING,
  optimizer: { id: "adam", settings: {} },
  batchSize: 3,
  epochs: 100_000,
};
const whole = { document: { ...made, data }, settings, pauses: [] };

/** A runner in whose thread slices end when `isOver` says so, with its pictures. */
function startRunner() {
  const pictures: RunPicture[] = [];
  const runner = new Runner((picture) => {
    pictures.push(picture);
  });
  const ask = (...requests: readonly RunRequest[]) => {
    for (const request of requests) {
      runner.receive(request);
      runner.receive({ kind: "seen" });
    }
  };
  const work = () => {
    while (runner.busy) {
      runner.work(() => false);
      runner.receive({ kind: "seen" });
    }
  };
  return { runner, pictures, ask, work };
}

const go = (until: number): RunRequest => ({ kind: "go", until, beyondEnd: false });
const begin: RunRequest = { kind: "begin", run: 1, ...whole, keep: false };

/** What is shown of a run, without what tells of the thread. */
const shownOf = (picture: RunPicture | undefined) => ({ ...picture, heard: 0, start: null });

test("a run whose thread is gone is computed again to the bit, with its losses, its past and what follows", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), fc.nat(20), (newest, shown, more) => {
      const t = Math.min(newest, shown);
      const straight = startRunner();
      straight.ask(begin, go(newest));
      straight.work();
      straight.ask({ kind: "seek", t });
      const { start } = straight.pictures[0] ?? {};
      if (!start) throw new Error("The first picture tells where the run begins.");

      const next = startRunner();
      next.ask({ kind: "again", run: 1, ...whole, start, newest, t, keep: false });
      next.work();
      const asked = { ...straight };
      asked.ask({ kind: "swap", exchanges: false });
      // All of it is shown anew after a swap: so much is held of either.
      expect(shownOf(next.pictures.at(-1))).toEqual(shownOf(asked.pictures.at(-1)));
      for (const { ask, work } of [straight, next]) {
        ask(go(newest + more));
        work();
      }
      expect(next.pictures.at(-1)?.parameters).toEqual(straight.pictures.at(-1)?.parameters);
      expect(next.pictures.at(-1)?.memory).toEqual(straight.pictures.at(-1)?.memory);
    }),
    { seed: 16, numRuns: 30 },
  );
});

test("so is a fork, which begins with what the optimiser had kept", () => {
  const changed = { ...settings, rate: 0.03 };
  const straight = startRunner();
  straight.ask(begin, go(9));
  straight.work();
  straight.ask({ kind: "fork", run: 2, ...whole, settings: changed, keep: true }, go(20));
  straight.work();
  const start = straight.pictures.find(({ run }) => run === 2)?.start;
  expect(start?.t).toBe(9);
  if (!start) return;
  const next = startRunner();
  const fork = { run: 2, ...whole, settings: changed, start };
  next.ask({ kind: "again", ...fork, newest: 20, t: 20, keep: false });
  next.work();
  expect(next.pictures.at(-1)?.parameters).toEqual(straight.pictures.at(-1)?.parameters);
  expect(next.pictures.at(-1)?.memoryAge).toBe(20);
});

test("while it is computed again nothing is shown, and what is asked waits for it", () => {
  const straight = startRunner();
  straight.ask(begin, go(2000));
  straight.work();
  const { start } = straight.pictures[0] ?? {};
  if (!start) throw new Error("The first picture tells where the run begins.");
  const { runner, pictures, ask } = startRunner();
  const again = { kind: "again", ...whole, start, keep: false } as const;
  ask({ ...again, run: 1, newest: 2000, t: 12 });
  ask({ ...again, run: 2, newest: 1500, t: 1500, keep: true });
  ask(go(1501), { kind: "pause" });
  let slices = 0;
  while (runner.busy) {
    expect(pictures).toEqual([]);
    let looks = 0;
    runner.work(() => looks++ > 0);
    if (++slices > 100) throw new Error("It does not end.");
  }
  expect(slices).toBeGreaterThan(2);
  expect(pictures).toHaveLength(1);
  expect(pictures[0]).toMatchObject({ run: 2, t: 1500, newest: 1500, heard: 4, running: false });
  ask({ kind: "swap", exchanges: true });
  expect(pictures[1]).toMatchObject({ run: 1, t: 12, newest: 2000 });
});
