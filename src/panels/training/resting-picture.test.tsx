// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useTraining } from "@/store";
import type { TrainingControl } from "./control";
import { endControl, frames, open, settle, startControl, threads } from "./control.test-support";
import { useRestingPicture } from "./resting-picture";

let control: TrainingControl;
let root: Root;
let page: HTMLElement;
/** All that was written out, one after the other. */
let written: (number | null)[] = [];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  control = startControl();
  written = [];
  page = document.createElement("div");
  root = createRoot(page);
  act(() => root.render(<Board />));
});

afterEach(() => {
  act(() => root.unmount());
  endControl(control);
  vi.unstubAllGlobals();
});

function Board() {
  const t = useRestingPicture()?.t ?? null;
  if (written.at(-1) !== t) written.push(t);
  return null;
}

const shown = () => useTraining.getState().picture?.t ?? 0;
const drawFrame = () =>
  act(() => {
    for (const frame of frames.splice(0)) frame(0);
  });

test("after Pause nothing is written out for a picture on its way, and then when the last one is drawn", async () => {
  open("two-moons");
  await act(async () => {
    control.iterate(1);
    await settle();
  });
  expect(written).toEqual([null, 1]);
  useTraining.setState({ speed: "full" });
  act(() => control.start());
  expect(written).toEqual([null, 1, null]);
  const [thread] = threads;
  act(() => {
    thread?.deliver();
    thread?.work();
    thread?.show();
    // It goes on meanwhile.
    thread?.work();
  });
  const before = shown();
  act(() => control.pause());
  drawFrame();
  drawFrame();
  drawFrame();
  expect(written.at(-1)).toBe(null);
  act(() => {
    while (useTraining.getState().picture?.running) {
      thread?.deliver();
      thread?.work();
      thread?.show();
    }
  });
  const last = shown();
  expect(last).toBeGreaterThan(before);
  expect(written.at(-1)).toBe(null);
  drawFrame();
  expect(written.at(-1)).toBe(null);
  drawFrame();
  expect(written.slice(3)).toEqual([last]);
});

test("where a run rests, an iteration more is written out with its numbers", async () => {
  for (let press = 0; press < 3; press++) {
    await act(async () => {
      control.iterate(1);
      await settle();
    });
  }
  expect(written).toEqual([null, 1, 2, 3]);
});
