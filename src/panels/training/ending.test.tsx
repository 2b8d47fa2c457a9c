// @vitest-environment happy-dom

import { act, createRef } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TrainingSettings } from "@/optimizers";
import { useBackflow, useTraining } from "@/store";
import type { TrainingControl } from "./control";
import { change, endControl, settle, startControl } from "./control.test-support";
import { RunWord } from "./RunWord";

const DONE = "All epochs are done.";
const next = createRef<HTMLButtonElement>();
let control: TrainingControl;
let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  control = startControl();
  page = document.createElement("div");
  root = createRoot(page);
  act(() => root.render(<RunWord isLong={false} onSeek={() => undefined} next={next} />));
});

afterEach(() => {
  act(() => root.unmount());
  endControl(control);
  vi.unstubAllGlobals();
});

async function whatIsSaidAfter(action: () => void): Promise<string> {
  await act(async () => {
    action();
    await settle();
  });
  return page.textContent ?? "";
}

const set = (changed: Partial<TrainingSettings>) => () =>
  change((document) => ({ ...document, training: { ...document.training, ...changed } }));

async function runToItsEnd(): Promise<void> {
  await whatIsSaidAfter(() => {
    set({ epochs: 2 })();
    useTraining.setState({ speed: "full" });
    control.start();
  });
}

test("that all epochs are done is said where the run stands at its end, and nowhere else", async () => {
  await runToItsEnd();
  expect(page.textContent).toBe(DONE);
  const end = useTraining.getState().picture?.t ?? 0;
  expect(await whatIsSaidAfter(() => control.seek(1))).toBe("");
  expect(await whatIsSaidAfter(() => control.seek(end))).toBe(DONE);
  expect(await whatIsSaidAfter(() => control.iterate(1))).toBe("");
});

const ways: Readonly<Record<string, () => void>> = {
  "another η": set({ rate: 0.02 }),
  "another optimiser": set({ optimizer: { id: "adam", settings: {} } }),
  "more epochs": set({ epochs: 3 }),
  "an undo": () => useBackflow.getState().undo(),
};

for (const [name, way] of Object.entries(ways)) {
  test(`a run has not ended any more after ${name}`, async () => {
    await runToItsEnd();
    expect(await whatIsSaidAfter(way)).toBe("");
  });
}

test("of two runs that one is said to have ended that is shown", async () => {
  await runToItsEnd();
  await whatIsSaidAfter(set({ rate: 0.02 }));
  await whatIsSaidAfter(() => control.iterate(1));
  expect(await whatIsSaidAfter(() => control.swap())).toBe("");
  expect(await whatIsSaidAfter(() => control.swap())).toBe("");
});
