import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { planOf } from "@/engine";
import { type BackflowDocument, removeNodes, withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import {
  documentOf,
  type Services,
  type TrainingListener,
  useBackflow,
  useTraining,
} from "@/store";
import { graphModel, numbersWith, Runner } from "@/training";
import { TrainingControl } from "./control";

const LONG = Boolean(process.env.LONG);

/** A thread whose messages arrive when the test says so, in both directions. */
function slowThread(listener: TrainingListener) {
  const toPage: (() => void)[] = [];
  const toThread: (() => void)[] = [];
  const runner = new Runner((picture) => toPage.push(() => listener.show(picture)));
  let open = true;
  return {
    deliver: () => toThread.shift()?.(),
    work: () => {
      let looks = 0;
      runner.work(() => looks++ > 1);
    },
    show: () => toPage.shift()?.(),
    die: () => {
      open = false;
      toPage.length = 0;
      listener.lost();
    },
    thread: {
      host: "page" as const,
      send: (request: Parameters<Runner["receive"]>[0]) =>
        void toThread.push(() => {
          if (open) runner.receive(request);
        }),
      close: () => {
        open = false;
      },
    },
  };
}

let frames: FrameRequestCallback[] = [];
let threads: ReturnType<typeof slowThread>[] = [];
let hosts: string[] = [];
/** Can the part that trains not be fetched? */
let fails = false;
let control: TrainingControl;

beforeEach(() => {
  frames = [];
  threads = [];
  hosts = [];
  fails = false;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  open("fit-a-line");
  const services: Pick<Services, "startTraining"> = {
    startTraining: async (listener, host) => {
      if (fails) throw new Error("offline");
      hosts.push(host);
      const made = slowThread(listener);
      threads.push(made);
      return made.thread;
    },
  };
  control = new TrainingControl(services as Services);
});

afterEach(() => {
  control.close();
  for (const frame of frames.splice(0)) frame(0);
  vi.unstubAllGlobals();
});

function open(slug: string): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug });
}

/** Lets everything happen that is under way, in the order in which it was asked. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await Promise.resolve();
    for (const thread of threads) {
      thread.deliver();
      thread.work();
      thread.show();
    }
    for (const frame of frames.splice(0)) frame(turn * 16);
  }
}

/** Are the numbers of the document those of the iteration that is shown? */
function isShown(): boolean {
  const { picture } = useTraining.getState();
  if (!picture) return true;
  const { graph, numbers } = documentOf(useBackflow.getState());
  const wanted = numbersWith(planOf(graph), numbers, picture.parameters);
  return JSON.stringify([...numbers]) === JSON.stringify([...wanted]);
}

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

/** The present document with something else in it, as an edit makes it. */
function change(edit: (document: BackflowDocument) => BackflowDocument): void {
  const state = useBackflow.getState();
  state.apply({ ok: true, value: edit(documentOf(state)) });
}

/** Without some of its nodes, and the wires at them. */
function without(...ids: string[]) {
  return (document: BackflowDocument) => removeNodes(document, new Set(ids));
}

function withLossOfInput(document: BackflowDocument): BackflowDocument {
  const wires = document.graph.wires.map((wire) =>
    wire.source === "f" ? { ...wire, source: "x" } : wire,
  );
  return { ...document, graph: { ...document.graph, wires } };
}

test("a graph that cannot be trained says why: no objective, no parameter, none that leads to the loss", async () => {
  const cases: readonly [RegExp, (document: BackflowDocument) => BackflowDocument][] = [
    [/nothing to descend/, without("loss")],
    // The loss compares x with y, and the line is gone, or stands apart.
    [/nothing to train/, (document) => without("f")(withLossOfInput(document))],
    [/leads to the loss/, withLossOfInput],
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
  expect(useTraining.getState().word).toMatch(/^No path leads from q to the loss/);
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
  fails = true;
  const { numbers } = documentOf(useBackflow.getState());
  control.start();
  await settle();
  expect(useTraining.getState().word).toMatch(/could not be loaded/);
  expect(useTraining.getState()).toMatchObject({ running: false, picture: null });
  expect(documentOf(useBackflow.getState()).numbers).toBe(numbers);
  fails = false;
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

test("a run stays beside the next one, and either is one step away with its numbers and losses", async () => {
  const numbersNow = () => JSON.stringify([...documentOf(useBackflow.getState()).numbers]);
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
  ] as const;
  const edits = ["edit", "undo", "open", "rate"] as const;
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
            case "edit":
              state.apply({
                ok: true,
                value: withNumber(document, { kind: "beta", node: "f", unit: 0 }, index),
              });
              break;
            case "undo":
              state.undo();
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
      },
    ),
    { seed: 16, numRuns: LONG ? 500 : 25 },
  );
});
