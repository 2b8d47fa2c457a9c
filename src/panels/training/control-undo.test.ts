import { afterEach, beforeEach, expect, test } from "vitest";
import { withNumber } from "@/graph";
import { documentOf, useBackflow, useTraining } from "@/store";
import type { TrainingControl } from "./control";
import { change, endControl, isShown, settle, startControl } from "./control.test-support";

let control: TrainingControl;

beforeEach(() => {
  control = startControl();
});

afterEach(() => endControl(control));

const shown = () => useTraining.getState().picture?.t;
const numbersNow = () => documentOf(useBackflow.getState()).numbers;

async function iterate(times: number): Promise<void> {
  for (let press = 0; press < times; press++) control.iterate(1);
  await settle();
}

test("an undo shows the iteration whose numbers it brings back, and so does a redo", async () => {
  const start = numbersNow();
  await iterate(5);
  const end = numbersNow();
  useBackflow.getState().undo();
  await settle();
  expect(numbersNow()).toBe(start);
  expect(shown()).toBe(0);
  expect(isShown()).toBe(true);
  useBackflow.getState().redo();
  await settle();
  expect(numbersNow()).toBe(end);
  expect(shown()).toBe(5);
  useBackflow.getState().undo();
  await settle();
  expect(shown()).toBe(0);
  // It is the same run, which goes on through what it has.
  await iterate(2);
  expect(shown()).toBe(2);
  expect(useTraining.getState().picture?.newest).toBe(5);
  expect(useTraining.getState().ghost).toBeNull();
});

test("an undo of a fork shows where the fork begins", async () => {
  await iterate(4);
  change((document) => ({ ...document, training: { ...document.training, rate: 0.02 } }));
  const { numbers } = documentOf(useBackflow.getState());
  await iterate(3);
  expect(shown()).toBe(7);
  useBackflow.getState().undo();
  await settle();
  expect(numbersNow()).toBe(numbers);
  expect(shown()).toBe(4);
  expect(useTraining.getState().ghost).not.toBeNull();
});

test("an edit that follows an undo at once stays", async () => {
  await iterate(5);
  useBackflow.getState().undo();
  change((document) => withNumber(document, { kind: "beta", node: "f", unit: 0 }, 7));
  await settle();
  expect(numbersNow().get("f")).toMatchObject({ beta: [7] });
});
