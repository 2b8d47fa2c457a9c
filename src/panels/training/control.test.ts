import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withNumber } from "@/graph";
import { documentOf, useBackflow, useTraining } from "@/store";
import { graphModel } from "@/training";
import type { TrainingControl } from "./control";
import {
  change,
  endControl,
  frames,
  isShown,
  open,
  settle,
  startControl,
  threads,
} from "./control.test-support";

const LONG = Boolean(process.env.LONG);

let control: TrainingControl;

beforeEach(() => {
  control = startControl();
});

afterEach(() => endControl(control));

test("an iteration lands in the document, as one undo with those after it", async () => {
  const start = documentOf(useBackflow.getState()).numbers;
  control.iterate(1);
  await settle();
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(2);
  expect(isShown()).toBe(true);
  useBackflow.getState().undo();
  expect(documentOf(useBackflow.getState()).numbers).toBe(start);
});

test("every press counts, also those that come before the thread has answered", async () => {
  open("sgd-by-hand");
  // Five steps of the graph, two lines of the update, and what ends the iteration; then three steps of the next one.
  for (let press = 0; press < 11; press++) control.step(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(1);
  const { playhead, toStart, step } = useBackflow.getState();
  toStart();
  for (let press = 0; press < 3; press++) step(1);
  expect(playhead).toBe(useBackflow.getState().playhead);
  for (let press = 0; press < 4; press++) control.iterate(1);
  control.iterate(-1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(4);
  expect(isShown()).toBe(true);
  control.start();
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  const at = useTraining.getState().picture?.t ?? 0;
  expect(at).toBeGreaterThanOrEqual(7);
  expect(useTraining.getState().running).toBe(false);
});

test("after Pause the first picture that is shown is the last one, and no loss before it is missing", async () => {
  const session = () => useTraining.getState();
  const long = documentOf(useBackflow.getState());
  useBackflow.getState().apply({
    ok: true,
    value: { ...long, training: { ...long.training, epochs: 100_000 } },
  });
  control.iterate(1);
  await settle();
  useTraining.setState({ speed: "full" });
  control.start();
  const [thread] = threads;
  // One picture is drawn, and the next one is on its way when Pause is pressed.
  for (let turn = 0; turn < 2; turn++) {
    await Promise.resolve();
    thread?.deliver();
    thread?.work();
    if (turn === 0) thread?.show();
    for (const frame of frames.splice(0)) frame(16 * turn);
    thread?.deliver();
    thread?.work();
  }
  const shown = session().picture?.t ?? 0;
  control.pause();
  thread?.show();
  expect(session().picture?.t).toBe(shown);
  await settle();
  const { picture, losses } = session();
  expect(picture?.t).toBeGreaterThan(shown);
  expect(picture?.t).toBe(picture?.newest);
  expect(losses?.count).toBe(picture?.newest);
  expect([...(losses?.least.subarray(0, losses.count) ?? [])].every((loss) => loss > 0)).toBe(true);
  expect(isShown()).toBe(true);
});

test("a run stays beside the next one, and either is one step away with its numbers and losses", async () => {
  const numbersNow = () => JSON.stringify([...documentOf(useBackflow.getState()).numbers]);
  const start = documentOf(useBackflow.getState()).numbers;
  for (let press = 0; press < 4; press++) control.iterate(1);
  await settle();
  const [first, losses] = [numbersNow(), useTraining.getState().losses];
  const settings = documentOf(useBackflow.getState());
  useBackflow.getState().apply({
    ok: true,
    value: { ...settings, training: { ...settings.training, rate: 0.05 } },
  });
  control.iterate(1);
  await settle();
  const second = numbersNow();
  expect(useTraining.getState().ghost?.label).toContain("η = 0.1");
  control.swap();
  await settle();
  expect(numbersNow()).toBe(first);
  expect(documentOf(useBackflow.getState()).training.rate).toBe(0.1);
  expect(useTraining.getState().losses?.count).toBe(losses?.count);
  expect(useTraining.getState().losses?.least.slice(0, 4)).toEqual(losses?.least.slice(0, 4));
  expect(useTraining.getState().ghost?.label).toContain("η = 0.05");
  control.swap();
  await settle();
  expect(numbersNow()).toBe(second);
  // From the start again it ends where it is set to end, whatever ended before it.
  useTraining.setState({ speed: "full" });
  control.start();
  for (let turn = 0; turn < 20; turn++) await settle();
  expect(useTraining.getState().picture?.t).toBe(120);
  const now = documentOf(useBackflow.getState());
  const slower = { ...now, training: { ...now.training, rate: 0.02 } };
  useBackflow.getState().apply({ ok: true, value: slower });
  control.again();
  for (let turn = 0; turn < 20; turn++) await settle();
  expect(useTraining.getState().picture).toMatchObject({ t: 120, newest: 120, first: 0 });
  control.seek(0);
  await settle();
  expect(documentOf(useBackflow.getState()).numbers).toEqual(start);
  control.swap();
  await settle();
  control.toStart();
  await settle();
  control.iterate(1);
  await settle();
  expect(numbersNow()).toBe(second);
  // After an edit of the graph, too.
  const before = documentOf(useBackflow.getState());
  const graph = { ...before.graph };
  useBackflow.getState().apply({ ok: true, value: { ...before, graph } });
  expect(useTraining.getState().picture).toBeNull();
  expect(useTraining.getState().word).toContain("stays beside");
  control.swap();
  await settle();
  expect(documentOf(useBackflow.getState()).graph).toBe(before.graph);
  expect(numbersNow()).toBe(second);
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(6);
});

test("whatever is edited, undone or opened in between, no result lands where it does not belong", async () => {
  const actions = [
    "deliver",
    "work",
    "show",
    "frame",
    "start",
    "pause",
    "iterate",
    "back",
    "seek",
    "swap",
    "again",
    "reset",
    "die",
  ] as const;
  const edits = ["edit", "undo", "redo", "open", "rate"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...actions, ...edits), { minLength: 5, maxLength: 40 }),
      async (steps) => {
        open("fit-a-line");
        useTraining.setState({ speed: "full" });
        for (const [index, step] of steps.entries()) {
          await Promise.resolve();
          const state = useBackflow.getState();
          const document = documentOf(state);
          const thread = threads.at(-1);
          switch (step) {
            case "deliver":
            case "work":
            case "show":
              // A thread that was given up may speak for a while.
              for (const one of threads) if (one !== thread) one[step]();
              thread?.[step]();
              break;
            case "frame":
              for (const frame of frames.splice(0)) frame(index * 16);
              break;
            case "start":
              control.start();
              break;
            case "pause":
              control.pause();
              break;
            case "iterate":
              control.iterate(1);
              break;
            case "back":
              control.iterate(-1);
              break;
            case "seek":
              control.seek(index % 5);
              break;
            case "swap":
            case "again":
            case "reset":
              control[step]();
              break;
            case "die":
              thread?.die();
              break;
            case "edit":
              state.apply({
                ok: true,
                value: withNumber(document, { kind: "beta", node: "f", unit: 0 }, index),
              });
              break;
            case "undo":
            case "redo":
              state[step]();
              break;
            case "open":
              open(index % 2 === 0 ? "xor" : "fit-a-line");
              break;
            case "rate":
              state.apply({
                ok: true,
                value: {
                  ...document,
                  training: { ...document.training, rate: 0.01 * (index + 1) },
                },
              });
              break;
          }
          const now = documentOf(useBackflow.getState());
          // Whatever came, the numbers fit the graph that they are in, and are finite.
          const { initial, parameterCount } = graphModel(now);
          expect(initial).toHaveLength(parameterCount);
          expect(initial.every(Number.isFinite)).toBe(true);
          if (step === "edit" && now.graph.nodes.some(({ id }) => id === "f")) {
            const own = now.numbers.get("f");
            expect(own?.kind === "linear" && own.beta[0]).toBe(index);
          }
        }
        // An edit that comes last is not written over by what is still under way.
        control.pause();
        await settle();
        const state = useBackflow.getState();
        const edited = { ...documentOf(state), title: "edited" };
        state.apply({ ok: true, value: edited });
        const { numbers } = documentOf(useBackflow.getState());
        await settle();
        expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
        // Whatever has died, what is pressed then is done.
        const before = useTraining.getState().picture?.t ?? 0;
        control.iterate(1);
        await settle();
        expect(useTraining.getState().picture?.t).toBe(before + 1);
        expect(isShown()).toBe(true);
        expect(useTraining.getState().awaiting).toBe(false);
      },
    ),
    { seed: 16, numRuns: LONG ? 500 : 25 },
  );
});

test("Reset goes back to the start, and the run stays beside the next one until Reset is pressed again", async () => {
  const start = documentOf(useBackflow.getState()).numbers;
  const session = () => useTraining.getState();
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  const end = session().picture?.training;
  useBackflow.getState().toEnd();
  control.reset();
  await settle();
  expect(documentOf(useBackflow.getState()).numbers).toEqual(start);
  expect(useBackflow.getState().playhead).toBe(0);
  expect(session().picture).toBeNull();
  const document = documentOf(useBackflow.getState());
  useBackflow.getState().apply({
    ok: true,
    value: { ...document, training: { ...document.training, rate: 0.01 } },
  });
  control.iterate(1);
  await settle();
  expect(session().picture?.t).toBe(1);
  expect(session().ghost?.losses.count).toBe(3);
  expect(session().ghost?.document.training.rate).not.toBe(0.01);
  control.swap();
  await settle();
  control.seek(3);
  await settle();
  expect(session().picture?.training).toBe(end);
  control.reset();
  await settle();
  control.reset();
  await settle();
  expect(session().ghost).toBeNull();
});

test("Reset of a fork goes back to where the training began, and says so; the fork stays beside the next run", async () => {
  const session = () => useTraining.getState();
  const present = () => documentOf(useBackflow.getState());
  const start = present().numbers;
  const setRate = (rate: number) =>
    change((document) => ({ ...document, training: { ...document.training, rate } }));
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  for (const rate of [0.02, 0.03]) {
    setRate(rate);
    control.iterate(1);
    await settle();
  }
  expect(session().picture).toMatchObject({ first: 4, t: 5 });
  // At its first iteration it is no less a fork.
  control.seek(4);
  await settle();
  setRate(0.04);
  control.iterate(1);
  await settle();
  expect(session().picture).toMatchObject({ first: 4, t: 5 });
  control.reset();
  await settle();
  expect(present().numbers).toEqual(start);
  expect(session().picture).toBeNull();
  expect(session().word).toContain("from before the fork at iteration 4");
  control.iterate(1);
  await settle();
  expect(session().picture).toMatchObject({ first: 0, t: 1 });
  expect(session().ghost?.losses).toMatchObject({ first: 4, count: 1 });
  useBackflow.getState().undo();
  useBackflow.getState().undo();
  await settle();
  expect(present().numbers).not.toEqual(start);
});

test("a part of the run of the graph is completed inside an iteration, from any of its places", async () => {
  open("sgd-by-hand");
  const at = () => [useBackflow.getState().playhead, useTraining.getState().updateStep];
  control.showStep(2);
  await settle();
  expect(at()).toEqual([2, null]);
  const { picture, inside } = useTraining.getState();
  expect([picture?.t, inside]).toEqual([0, true]);
  expect(useBackflow.getState().sample).toBe(picture?.queue[0]);
  control.showUpdate(2);
  control.showStep(3);
  await settle();
  expect(at()).toEqual([3, null]);
  useTraining.setState({ speed: "full" });
  control.start();
  control.showStep(1);
  await settle();
  expect(useTraining.getState().running).toBe(false);
  expect(at()).toEqual([1, null]);
});

test("an iteration that is asked for inside of another one ends between the two", async () => {
  const begin = [() => control.showStep(3), () => control.showUpdate(1)];
  for (const [t, show] of begin.entries()) {
    show();
    await settle();
    expect(useTraining.getState().inside).toBe(true);
    control.iterate(1);
    await settle();
    const between = { inside: false, updateStep: null, picture: { t: t + 1 } };
    expect(useTraining.getState()).toMatchObject(between);
  }
});
