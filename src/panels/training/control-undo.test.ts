import { afterEach, beforeEach, expect, test } from "vitest";
import { type BackflowDocument, initialised, withNumber } from "@/graph";
import { documentOf, useBackflow, useTraining } from "@/store";
import type { TrainingControl } from "./control";
import { change, endControl, isShown, settle, startControl, threads } from "./control.test-support";

let control: TrainingControl;

beforeEach(() => {
  control = startControl();
});

afterEach(() => endControl(control));

const session = () => useTraining.getState();
const shown = () => session().picture?.t;
const present = () => documentOf(useBackflow.getState());
const numbersNow = () => present().numbers;
const rateNow = () => present().training.rate;
const undoSteps = () => useBackflow.getState().history.past.length;
const undo = () => useBackflow.getState().undo();
const redo = () => useBackflow.getState().redo();

async function iterate(times: number): Promise<void> {
  for (let press = 0; press < times; press++) control.iterate(1);
  await settle();
}

function setRate(rate: number): void {
  change((document) => ({ ...document, training: { ...document.training, rate } }));
}

function setBeta(beta: number): void {
  change((document) => withNumber(document, { kind: "beta", node: "f", unit: 0 }, beta));
}

test("an undo shows the iteration whose numbers it brings back, and so does a redo", async () => {
  const start = numbersNow();
  await iterate(5);
  const end = numbersNow();
  undo();
  await settle();
  expect(numbersNow()).toBe(start);
  expect(shown()).toBe(0);
  expect(isShown()).toBe(true);
  redo();
  await settle();
  expect(numbersNow()).toBe(end);
  expect(shown()).toBe(5);
  undo();
  await settle();
  expect(shown()).toBe(0);
  // It is the same run, which goes on through what it has.
  await iterate(2);
  expect(shown()).toBe(2);
  expect(session().picture?.newest).toBe(5);
  expect(session().ghost).toBeNull();
});

test("an undo of a fork shows where the fork begins", async () => {
  await iterate(4);
  setRate(0.02);
  const numbers = numbersNow();
  await iterate(3);
  expect(shown()).toBe(7);
  undo();
  await settle();
  expect(numbersNow()).toBe(numbers);
  expect(shown()).toBe(4);
  expect(session().ghost).not.toBeNull();
});

test("an edit that follows an undo at once stays", async () => {
  await iterate(5);
  undo();
  setBeta(7);
  await settle();
  expect(numbersNow().get("f")).toMatchObject({ beta: [7] });
  // Undone as well, it is the start of the run, which is shown.
  undo();
  await settle();
  expect(shown()).toBe(0);
  expect(isShown()).toBe(true);
});

test("undos and redos that come before the thread has answered end where the last of them leads, and write nothing", async () => {
  await iterate(5);
  const [end, steps] = [numbersNow(), undoSteps()];
  undo();
  redo();
  await settle();
  expect(numbersNow()).toBe(end);
  expect(shown()).toBe(5);
  expect(undoSteps()).toBe(steps);
  undo();
  redo();
  undo();
  await settle();
  expect(shown()).toBe(0);
  expect(isShown()).toBe(true);
  redo();
  undo();
  redo();
  await settle();
  expect(numbersNow()).toBe(end);
  expect(shown()).toBe(5);
  // And the thread is where the page is.
  await iterate(1);
  expect(shown()).toBe(6);
  expect(undoSteps()).toBe(steps + 1);
});

test("an edit that follows a seek at once stays; one before it is replaced", async () => {
  await iterate(5);
  setBeta(7);
  control.seek(3);
  await settle();
  expect(shown()).toBe(3);
  expect(isShown()).toBe(true);
  control.seek(1);
  setBeta(8);
  await settle();
  expect(numbersNow().get("f")).toMatchObject({ beta: [8] });
});

test("no loss is missing after an undo in the middle of a run and its redo", async () => {
  change((document) => ({ ...document, training: { ...document.training, epochs: 100_000 } }));
  useTraining.setState({ speed: "full" });
  control.start();
  for (let turn = 0; turn < 6; turn++) {
    await Promise.resolve();
    for (const thread of threads) {
      thread.deliver();
      thread.work();
      if (turn < 4) thread.show();
    }
  }
  undo();
  await settle();
  redo();
  await settle();
  control.toEnd();
  await settle();
  const { losses, picture } = session();
  expect(losses?.count).toBe(picture?.newest);
  expect([...(losses?.least.subarray(0, losses.count) ?? [])].every((loss) => loss > 0)).toBe(true);
});

test("a run that begins after a swap is a run of its own, and takes no other's numbers for its own", async () => {
  await iterate(5);
  const runs = [session().picture?.run];
  setRate(0.02);
  await iterate(3);
  runs.push(session().picture?.run);
  control.swap();
  await settle();
  setRate(0.3);
  await iterate(3);
  runs.push(session().picture?.run);
  expect(new Set(runs).size).toBe(3);
  // Back to where it began, then to the run that it left, which is shown again.
  undo();
  await settle();
  expect([shown(), rateNow(), isShown()]).toEqual([5, 0.3, true]);
  undo();
  await settle();
  expect([session().picture?.run, shown(), isShown()]).toEqual([runs[0], 5, true]);
  // The one before the swap is gone by now: its numbers are those of no run that is held.
  undo();
  await settle();
  expect(rateNow()).toBe(0.02);
  await iterate(1);
  expect(runs).not.toContain(session().picture?.run);
  expect(isShown()).toBe(true);
});

test("a swap is one undo, which swaps back, and a redo swaps again", async () => {
  await iterate(5);
  const first = session().picture;
  setRate(0.02);
  await iterate(3);
  const [second, steps] = [session().picture, undoSteps()];
  control.swap();
  await settle();
  expect(undoSteps()).toBe(steps + 1);
  const swaps = [undo, redo, undo, redo];
  for (const [index, swap] of swaps.entries()) {
    const [wanted, beside] = index % 2 === 0 ? [second, first] : [first, second];
    swap();
    await settle();
    expect(session().picture).toMatchObject({ run: wanted?.run, t: wanted?.t });
    expect(session().picture?.training).toBe(wanted?.training);
    expect(session().losses?.count).toBe((wanted?.newest ?? 0) - (wanted?.first ?? 0));
    expect(session().ghost?.run).toBe(beside?.run);
    expect(isShown()).toBe(true);
  }
  // The run goes on from where it is, and nothing is begun anew.
  await iterate(1);
  expect(session().picture).toMatchObject({ run: first?.run, t: 6 });
});

test("an undo of a change of η that a fork has come of brings the run back that was left", async () => {
  await iterate(5);
  const first = session().picture?.run;
  setRate(0.02);
  await iterate(3);
  undo();
  undo();
  await settle();
  expect(session().picture).toMatchObject({ run: first, t: 5 });
  expect(isShown()).toBe(true);
  redo();
  redo();
  await settle();
  expect(session().picture).toMatchObject({ first: 5, t: 8 });
  expect(isShown()).toBe(true);
});

test("an undo of Reset brings the trained numbers back", async () => {
  const start = numbersNow();
  await iterate(5);
  const [end, steps] = [numbersNow(), undoSteps()];
  control.reset();
  await settle();
  expect(numbersNow()).toBe(start);
  expect(undoSteps()).toBe(steps + 1);
  expect(session().ghost).not.toBeNull();
  undo();
  await settle();
  expect(numbersNow()).toBe(end);
  // And the run, as it was left.
  expect(session().picture).toMatchObject({ t: 5, newest: 5 });
  expect(session().losses?.count).toBe(5);
  expect(session().ghost).toBeNull();
  expect(isShown()).toBe(true);
  redo();
  await settle();
  expect([shown(), numbersNow()]).toEqual([0, start]);
  undo();
  await settle();
  await iterate(1);
  expect(session().picture).toMatchObject({ t: 6, newest: 6 });
});

test("an undo of an edit of the graph shows the run again that stood beside", async () => {
  await iterate(5);
  const run = session().picture?.run;
  change((document) => ({ ...document, graph: { ...document.graph } }));
  await settle();
  expect(session()).toMatchObject({ picture: null, ghost: { run } });
  undo();
  await settle();
  expect(session()).toMatchObject({ picture: { run, t: 5 }, ghost: null, word: null });
  redo();
  await settle();
  expect(session()).toMatchObject({ picture: null, ghost: { run } });
  // From there it begins anew, beside the other one.
  await iterate(1);
  expect(session()).toMatchObject({ picture: { t: 1 }, ghost: { run } });
});

test("of a run without an iteration nothing stays beside after an edit of the graph: the one that was beside is shown again", async () => {
  await iterate(5);
  const run = session().picture?.run;
  setRate(0.02);
  control.step(1);
  await settle();
  expect(session()).toMatchObject({ picture: { t: 5, first: 5 }, ghost: { run } });
  change((document) => ({ ...document, graph: { ...document.graph } }));
  await settle();
  expect(session().ghost?.run).toBe(run);
  control.swap();
  await settle();
  expect(session()).toMatchObject({ picture: { run, t: 5 }, awaiting: false });
  await iterate(1);
  expect(session().picture).toMatchObject({ run, t: 6 });
});

test("after an edit of the graph a run begins again from where the one beside it began", async () => {
  const start = numbersNow();
  await iterate(5);
  const end = numbersNow();
  const withAbsoluteError = (document: BackflowDocument): BackflowDocument => {
    const nodes = document.graph.nodes.map((node) =>
      node.op === "squared-error" ? { ...node, op: "absolute-error" as const } : node,
    );
    return { ...document, graph: { ...document.graph, nodes } };
  };
  change(withAbsoluteError);
  await settle();
  expect(shown()).toBeUndefined();
  expect(useTraining.getState().word).toContain("Run again from the start");
  control.again();
  control.pause();
  await settle();
  useTraining.setState({ running: false });
  control.toStart();
  await settle();
  expect(shown()).toBe(0);
  expect(numbersNow().get("f")).toEqual(start.get("f"));
  expect(useTraining.getState().ghost?.label).toContain("Squared error");
  // The run is one undo, and the way back to its start another.
  useBackflow.getState().undo();
  useBackflow.getState().undo();
  await settle();
  expect(numbersNow()).toBe(end);
});

test("a run that is run again after an undo is undone again, while it goes on", async () => {
  const start = numbersNow();
  for (let turn = 0; turn < 3; turn++) {
    await iterate(3);
    expect(shown()).toBe(3);
    useTraining.setState({ running: true, word: null });
    useBackflow.getState().undo();
    await settle();
    expect(numbersNow()).toBe(start);
    expect(shown()).toBe(0);
    expect(useTraining.getState()).toMatchObject({
      running: false,
      word: "Paused: the numbers of iteration 0 are back.",
    });
  }
  useBackflow.getState().redo();
  await settle();
  expect(shown()).toBe(3);
  expect(useTraining.getState().word).toBeNull();
});

test("weights that are drawn anew begin a run of their own, and a single number goes on as a fork", async () => {
  await iterate(5);
  change((document) => withNumber(document, { kind: "beta", node: "f", unit: 0 }, 0.25));
  await iterate(1);
  expect(useTraining.getState().picture).toMatchObject({ t: 6, first: 5 });
  change((document) => initialised(document, "normal", 7));
  await iterate(1);
  expect(useTraining.getState().picture).toMatchObject({ t: 1, first: 0 });
  expect(useTraining.getState().ghost?.label).toBe("from other numbers");
});
