// @vitest-environment happy-dom

import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documentOf, useBackflow, useTraining } from "@/store";
import { frames } from "./control.test-support";
import { type DrawnRun, drawBesideRun } from "./drawn-run.test-support";
import { usePlottedRun } from "./plotted-run";

let run: DrawnRun;

beforeEach(async () => {
  run = await drawBesideRun(<Plot />);
});

afterEach(() => run.end());

let drawn: { t: number | null; document: unknown };

function Plot() {
  const t = usePlottedRun(({ session }) => session.picture?.t ?? null);
  drawn = { t, document: usePlottedRun(({ document }) => document) };
  return null;
}

/** A picture of another iteration, as it comes of a run, with the numbers that it brings into the document. */
function showPicture(t: number): void {
  const { picture } = useTraining.getState();
  const present = documentOf(useBackflow.getState());
  act(() => {
    useBackflow.getState().apply({ ok: true, value: { ...present, title: String(t) } });
    useTraining.setState({ picture: picture && { ...picture, t } });
  });
}

const drawFrame = () =>
  act(() => {
    for (const frame of frames.splice(0)) frame(0);
  });
const isPlotted = () => {
  expect(drawn).toEqual({
    t: useTraining.getState().picture?.t,
    document: documentOf(useBackflow.getState()),
  });
};

test("while a run goes on, its plots are drawn in the frame after the canvas", () => {
  act(() => useTraining.setState({ running: true }));
  drawFrame();
  drawFrame();
  for (const t of [2, 3, 4]) {
    showPicture(t);
    expect(drawn.t).toBe(t - 1);
    drawFrame();
    expect(drawn.t).toBe(t - 1);
    drawFrame();
    isPlotted();
  }
});

test("where pictures come with every frame, plots do not wait until they rest", () => {
  act(() => useTraining.setState({ running: true }));
  for (let t = 2; t < 12; t++) {
    showPicture(t);
    drawFrame();
    expect(drawn.t).toBeGreaterThanOrEqual(t - 2);
  }
});

test("where a run rests, they are drawn at once, and Pause draws what is behind", () => {
  showPicture(5);
  isPlotted();
  act(() => useTraining.setState({ running: true }));
  showPicture(6);
  act(() => useTraining.setState({ running: false }));
  isPlotted();
  drawFrame();
  showPicture(7);
  isPlotted();
});
