import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackflowDocument, withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow, useTraining } from "@/store";
import type { TrainingControl } from "./control";
import {
  change,
  endControl,
  frames,
  hosts,
  isShown,
  open,
  service,
  settle,
  startControl,
  threads,
  withLossOfInput,
  without,
} from "./control.test-support";

let control: TrainingControl;

beforeEach(() => {
  control = startControl();
});

afterEach(() => endControl(control));

test("what cannot be trained says why, and nothing of it is lost", async () => {
  const { training, data } = documentOf(useBackflow.getState());
  const cases: readonly [RegExp, Partial<BackflowDocument>][] = [
    [/η cannot be 0/, { training: { ...training, rate: 0 } }],
    [/η/, { training: { ...training, rate: -1 } }],
    [/only 24 training rows/, { training: { ...training, batchSize: 25 } }],
    [
      /momentum/,
      { training: { ...training, optimizer: { id: "momentum", settings: { momentum: 1 } } } },
    ],
    [/no training rows/, { data: { ...data, validation: data.rows } }],
  ];
  for (const [word, changed] of cases) {
    open("fit-a-line");
    const document = { ...documentOf(useBackflow.getState()), ...changed };
    useBackflow.getState().apply({ ok: true, value: document });
    const { numbers } = documentOf(useBackflow.getState());
    control.start();
    control.step(1);
    await settle();
    expect(useTraining.getState().word).toMatch(word);
    expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
    expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
  }
});

test("a graph that cannot be trained says why: no objective, no parameter, none that leads on", async () => {
  const cases: readonly [RegExp, (document: BackflowDocument) => BackflowDocument][] = [
    [/nothing to descend/, without("loss")],
    // The loss compares x with y, and the line is gone, or stands apart.
    [/nothing to train/, (document) => without("f")(withLossOfInput(document))],
    [/leads to what is descended/, withLossOfInput],
  ];
  for (const [word, edit] of cases) {
    open("fit-a-line");
    change(edit);
    const { numbers } = documentOf(useBackflow.getState());
    for (const press of [() => control.start(), () => control.iterate(1), () => control.epoch()]) {
      useTraining.setState({ word: null });
      press();
      await settle();
      expect(useTraining.getState().word).toMatch(word);
      expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
    }
    expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
    // Once it is undone, it trains.
    useBackflow.getState().undo();
    control.iterate(1);
    await settle();
    expect(useTraining.getState().picture?.t).toBe(1);
  }
});

test("a parameter that nothing reaches is named, and stays as it is while the others are trained", async () => {
  change((document) => ({
    ...document,
    graph: {
      ...document.graph,
      nodes: [
        ...document.graph.nodes,
        {
          id: "lone",
          symbol: "q",
          op: "linear",
          width: 1,
          betaSymbol: "\\beta_9",
          omegaSymbols: [],
        } as const,
      ],
    },
    numbers: new Map([...document.numbers, ["lone", { kind: "linear", beta: [7], omega: [] }]]),
    layout: new Map([...document.layout, ["lone", { x: 0, y: 400 }]]),
  }));
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(1);
  expect(useTraining.getState().word).toMatch(/^No path leads from q to ℓᵢ/);
  expect(documentOf(useBackflow.getState()).numbers.get("lone")).toMatchObject({ beta: [7] });
  expect(isShown()).toBe(true);
});

test("in the middle of a run: an edit pauses it with a word, an undo brings its start back, another document ends it", async () => {
  useTraining.setState({ speed: "full" });
  const run = async () => {
    open("fit-a-line");
    change((document) => ({ ...document, training: { ...document.training, epochs: 100_000 } }));
    control.start();
    for (let turn = 0; turn < 4; turn++) {
      await Promise.resolve();
      threads.at(-1)?.deliver();
      threads.at(-1)?.deliver();
      threads.at(-1)?.work();
      threads.at(-1)?.show();
      for (const frame of frames.splice(0)) frame(16 * turn);
    }
    expect(useTraining.getState()).toMatchObject({ running: true });
    expect(useTraining.getState().picture?.newest).toBeGreaterThan(0);
  };
  await run();
  change((document) => withNumber(document, { kind: "beta", node: "f", unit: 0 }, 5));
  expect(useTraining.getState().word).toMatch(/^Paused: a number was changed/);
  await settle();
  expect(documentOf(useBackflow.getState()).numbers.get("f")).toMatchObject({ beta: [5] });
  // What is shown of it rests, although the last of its pictures has no place in the document any more.
  expect(useTraining.getState().picture).toMatchObject({ running: false });

  const start = presetBySlug("fit-a-line")?.document.numbers ?? new Map();
  await run();
  useBackflow.getState().undo();
  expect(useTraining.getState().running).toBe(false);
  await settle();
  expect(JSON.stringify([...documentOf(useBackflow.getState()).numbers])).toBe(
    JSON.stringify([...start]),
  );

  await run();
  open("xor");
  const { numbers } = documentOf(useBackflow.getState());
  await settle();
  expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });

  // A graph that is edited keeps the run beside, and says so.
  await run();
  change(without("x"));
  expect(useTraining.getState().word).toMatch(/^Paused: the graph or its rows were changed/);
  await settle();
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
  // There it rests, and is shown again where it stood: one slice further at most than what was seen last.
  const seen = useTraining.getState().ghost?.picture.newest ?? 0;
  control.swap();
  await settle();
  expect(useTraining.getState().picture?.newest).toBeLessThan(2 * seen);
  expect(isShown()).toBe(true);

  await run();
  control.close();
  await settle();
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
});

const losses = () => {
  const series = useTraining.getState().losses;
  return series && [...series.least.subarray(0, series.count)];
};
const numbersNow = () => JSON.stringify([...documentOf(useBackflow.getState()).numbers]);

/** What is done to a run in which a worker may die, and what is shown of it then. */
async function throughForkAndSwap(die: () => void): Promise<unknown> {
  for (let press = 0; press < 7; press++) control.iterate(1);
  await settle();
  control.seek(4);
  await settle();
  die();
  change((document) => ({ ...document, training: { ...document.training, rate: 0.07 } }));
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  die();
  const fork = { numbers: numbersNow(), losses: losses(), t: useTraining.getState().picture?.t };
  control.iterate(-1);
  await settle();
  control.swap();
  die();
  await settle();
  const swapped = { numbers: numbersNow(), losses: losses(), t: useTraining.getState().picture?.t };
  control.seek(2);
  await settle();
  expect(isShown()).toBe(true);
  const { ghost } = useTraining.getState();
  return { fork, swapped, early: numbersNow(), ghost: [ghost?.run, ghost?.picture.parameters] };
}

test("a worker that dies is replaced by the page: the run, its past and the one beside it are the same, to the last bit", async () => {
  const wanted = await throughForkAndSwap(() => undefined);
  expect(wanted).toMatchObject({ fork: { t: 7 }, swapped: { t: 4 } });
  expect(hosts).toEqual(["worker"]);
  endControl(control);
  control = startControl();
  const found = await throughForkAndSwap(() => {
    threads.at(-1)?.die();
    expect(useTraining.getState().word).toMatch(/^Training runs on this page itself.*goes on/);
  });
  expect(found).toEqual(wanted);
  expect(hosts).toEqual(["worker", "page", "page", "page"]);
});

test("what was asked of a worker that dies is done by the page: a press, a run at full speed, and its first request", async () => {
  control.iterate(1);
  await Promise.resolve();
  threads.at(-1)?.die();
  expect(useTraining.getState().word).toBe(
    "Training runs on this page itself: its worker could not be had.",
  );
  await settle();
  expect(useTraining.getState().picture?.t).toBe(1);
  control.iterate(1);
  control.iterate(1);
  threads.at(-1)?.die();
  await settle();
  expect(useTraining.getState().picture?.t).toBe(3);
  useTraining.setState({ speed: "full" });
  change((document) => ({ ...document, training: { ...document.training, epochs: 100_000 } }));
  control.start();
  for (let turn = 0; turn < 8; turn++) {
    if (turn === 4) threads.at(-1)?.die();
    await Promise.resolve();
    for (let step = 0; step < 4; step++) threads.at(-1)?.deliver();
    threads.at(-1)?.work();
    threads.at(-1)?.show();
    for (const frame of frames.splice(0)) frame(16 * turn);
    expect(useTraining.getState().running).toBe(true);
  }
  const reached = useTraining.getState().picture?.t ?? 0;
  expect(reached).toBeGreaterThan(100);
  control.pause();
  await settle();
  const { picture } = useTraining.getState();
  expect(picture?.t).toBeGreaterThanOrEqual(reached);
  expect(losses()).toHaveLength(useTraining.getState().losses?.count ?? 0);
  expect(isShown()).toBe(true);
});

test("a part that cannot be fetched is said, nothing is lost, and it is tried again", async () => {
  service.fails = true;
  const { numbers } = documentOf(useBackflow.getState());
  control.start();
  await settle();
  expect(useTraining.getState().word).toMatch(/could not be loaded/);
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
  expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
  service.fails = false;
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(1);
});

test("a tab that has slept makes up for nothing: a paced run goes on at its pace", async () => {
  useTraining.setState({ speed: "steady" });
  control.start();
  await settle();
  const before = useTraining.getState().picture?.newest ?? 0;
  // An hour later the next frame comes.
  const hour = 3_600_000;
  for (let turn = 0; turn < 3; turn++) {
    await Promise.resolve();
    for (const frame of frames.splice(0)) frame(hour + turn);
    for (const thread of threads) {
      thread.deliver();
      thread.work();
      thread.show();
    }
  }
  const after = useTraining.getState().picture?.newest ?? 0;
  // Twenty a second, and no frame counts for more than a quarter of one.
  expect(after - before).toBeLessThanOrEqual(6);
  expect(useTraining.getState().running).toBe(true);
});

test("where no worker can be started it is said once, and the page trains", async () => {
  service.hasWorkers = false;
  control.iterate(1);
  await settle();
  expect(useTraining.getState().picture?.t).toBe(1);
  expect(useTraining.getState().word).toContain("Training runs on this page itself");
  useTraining.setState({ word: null });
  open("xor");
  control.iterate(1);
  await settle();
  expect(useTraining.getState()).toMatchObject({ picture: { t: 1 }, word: null });
});
