// @vitest-environment happy-dom

import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import { useTraining } from "@/store";
import { Beside } from "./Beside";
import { change, endControl, settle, startControl } from "./control.test-support";

test("a run that was left before its newest epoch, and stays beside, is told of with its sample gradients", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const control = startControl();
  const page = document.createElement("div");
  const root = createRoot(page);
  for (const move of [
    () => control.epoch(),
    () => control.seek(1),
    () => change((document) => ({ ...document, training: { ...document.training, rate: 0.05 } })),
    () => control.iterate(1),
  ]) {
    move();
    await settle();
  }
  expect(useTraining.getState().ghost?.picture).toMatchObject({ t: 1, newest: 4 });
  act(() => root.render(<Beside control={control} />));
  const cells = [...page.querySelectorAll("tbody tr:last-child td")].map(
    (cell) => cell.textContent,
  );
  const names = [...page.querySelectorAll("tbody th")].map((name) => name.textContent);
  expect(names).toEqual(["this run: η = 0.05", "η = 0.1"]);
  // Four iterations of six rows each.
  expect([cells[0], cells.at(-1)]).toEqual(["4", "24"]);
  act(() => root.unmount());
  endControl(control);
  vi.unstubAllGlobals();
});
