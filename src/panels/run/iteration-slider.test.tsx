// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documentOf, NO_TRAINING, type TrainingControls, useBackflow, useTraining } from "@/store";
import { Runner, type RunPicture } from "@/training";
import { IterationSlider } from "./IterationSlider";

const sought: number[] = [];
let picture: RunPicture;
let root: Root;
let page: HTMLElement;

const trainer: TrainingControls = {
  ...{ toggle: () => undefined, step: () => undefined, iterate: () => undefined },
  ...{
    showUpdate: () => undefined,
    showStep: () => undefined,
    toStart: () => undefined,
    toEnd: () => undefined,
  },
  seek: (t) => {
    sought.push(t);
    useTraining.setState({ awaiting: true, running: false });
  },
};

/** A run of the document that the page opens with, at iteration 9 of 9. */
function firstPicture(): RunPicture {
  const document = documentOf(useBackflow.getState());
  const pictures: RunPicture[] = [];
  const runner = new Runner((shown) => pictures.push(shown));
  const { training: settings, pauses } = document;
  runner.receive({ kind: "begin", run: 1, document, settings, pauses, keep: false });
  const [first] = pictures;
  if (!first) throw new Error("No picture has come.");
  return { ...first, t: 0, newest: 9, last: 20 };
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  sought.length = 0;
  picture = firstPicture();
  useBackflow.getState().setTrainer(trainer);
  useTraining.setState({ ...NO_TRAINING, picture });
  page = document.createElement("div");
  root = createRoot(page);
  act(() => root.render(<IterationSlider />));
});

afterEach(() => {
  act(() => root.unmount());
  useBackflow.getState().setTrainer(null);
  useTraining.setState(NO_TRAINING);
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: undefined });
});

function slider(): HTMLInputElement {
  const found = page.querySelector("input");
  if (!found) throw new Error("There is no slider.");
  return found;
}

/** What the browser does for an arrow key on a slider: from the value that it shows. */
function press(by: 1 | -1): void {
  const input = slider();
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  act(() => {
    value?.set?.call(input, String(Number(input.value) + by));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const show = (t: number, awaiting: boolean) =>
  act(() => useTraining.setState({ picture: { ...picture, t }, awaiting }));

test("each key counts, also before the picture of the one before it has come", () => {
  for (const by of [1, 1, 1, -1, 1] as const) press(by);
  expect(sought).toEqual([1, 2, 3, 2, 3]);
  expect(slider().value).toBe("3");
  // The picture of the first comes, and the newest is still awaited.
  show(1, true);
  expect(slider().value).toBe("3");
  show(3, false);
  press(1);
  expect(sought.at(-1)).toBe(4);
});

test("what was sought and is not come to is forgotten: the slider stands where the run does", () => {
  press(1);
  show(7, false);
  expect(slider().value).toBe("7");
  press(1);
  expect(sought).toEqual([1, 8]);
  act(() => useTraining.setState({ running: true }));
  show(9, true);
  expect(slider().value).toBe("9");
});

test("the slider goes no further than the run has come", () => {
  show(8, false);
  for (let key = 0; key < 3; key++) press(1);
  expect(slider().value).toBe("9");
});
