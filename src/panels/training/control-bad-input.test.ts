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

  await run();
  control.close();
  await settle();
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
});

test("a worker that dies is replaced by the page, from the numbers that are shown, and what was pressed is done", async () => {
  for (let press = 0; press < 3; press++) control.iterate(1);
  await settle();
  const shown = JSON.stringify([...documentOf(useBackflow.getState()).numbers]);
  expect(hosts).toEqual(["worker"]);
  threads.at(-1)?.die();
  expect(useTraining.getState().word).toMatch(/^Training runs on this page itself/);
  await settle();
  expect(JSON.stringify([...documentOf(useBackflow.getState()).numbers])).toBe(shown);
  control.iterate(1);
  control.iterate(1);
  await settle();
  expect(hosts).toEqual(["worker", "page"]);
  expect(useTraining.getState().picture?.t).toBe(2);
  expect(isShown()).toBe(true);
  // One that dies while a press waits for its answer.
  control.iterate(1);
  control.iterate(1);
  threads.at(-1)?.die();
  await settle();
  expect(useTraining.getState().picture?.t ?? 0).toBeGreaterThan(0);
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
