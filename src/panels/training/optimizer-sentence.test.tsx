// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { documentOf, useBackflow, useTraining } from "@/store";
import type { TrainingControl } from "./control";
import { change, endControl, open, startControl } from "./control.test-support";
import { OptimizerSentence } from "./OptimizerSentence";

let control: TrainingControl;
let root: Root;
let page: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  control = startControl();
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  act(() => root.render(<OptimizerSentence />));
});

afterEach(() => {
  act(() => root.unmount());
  page.remove();
  useTraining.setState({ word: null });
  endControl(control);
  vi.unstubAllGlobals();
});

const trainingNow = () => documentOf(useBackflow.getState()).training;
const wordNow = () => useTraining.getState().word;

function choose(label: string, value: string): void {
  const select = page.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
  if (!select) throw new Error(`There is no choice ${label}.`);
  act(() => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function type(label: string, text: string): void {
  const field = page.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!field) throw new Error(`There is no number ${label}.`);
  act(() => field.focus());
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  act(() => {
    value?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  act(() => {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    field.blur();
  });
}

test("an η that was set by hand stays with every optimiser, and it is said with what that begins", () => {
  type("Learning rate η", "0.3");
  expect(trainingNow().rate).toBe(0.3);
  choose("Optimiser", "adam");
  expect(trainingNow()).toMatchObject({ rate: 0.3, optimizer: { id: "adam" } });
  expect(wordNow()).toBe("η stays 0.3; Adam begins with 0.01.");
  choose("Optimiser", "gradient-descent");
  expect(trainingNow().rate).toBe(0.3);
});

test("an η that nobody has set becomes that which the optimiser begins with, and that is said", () => {
  const { rate } = trainingNow();
  choose("Optimiser", "adam");
  expect(trainingNow().rate).toBe(0.01);
  expect(wordNow()).toBe(`η is 0.01 now, as Adam begins; it was ${rate}.`);
  choose("Optimiser", "adamw");
  expect(wordNow()).toBeNull();
  type("Learning rate η", "0.2");
  act(() => open("fit-a-line"));
  choose("Optimiser", "adam");
  expect(trainingNow().rate).toBe(0.01);
});

test("early stopping says where it can do nothing", () => {
  const said = "there are no validation rows";
  expect(page.textContent).not.toContain(said);
  choose("Early stopping", "yes");
  expect(page.textContent).toContain(said);
  act(() => change((document) => ({ ...document, data: { ...document.data, validation: 1 } })));
  expect(page.textContent).not.toContain(said);
});
