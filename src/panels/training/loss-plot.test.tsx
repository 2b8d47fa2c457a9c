// @vitest-environment happy-dom

import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DrawnRun, drawBesideRun } from "./drawn-run.test-support";
import { LossPlot } from "./LossPlot";

let run: DrawnRun;
const sought: number[] = [];

beforeEach(async () => {
  sought.length = 0;
  run = await drawBesideRun(<LossPlot startLoss={1} onSeek={(t) => sought.push(t)} />);
});

afterEach(() => run.end());

interface Pointer {
  readonly at: readonly [x: number, y: number];
  readonly by?: "mouse" | "touch";
  readonly button?: number;
  readonly buttons?: number;
}

function send(
  kind: string,
  { at: [clientX, clientY], by = "touch", button = 0, buttons = 1 }: Pointer,
) {
  const plot = run.page.querySelector("svg");
  if (!plot) throw new Error("Nothing is plotted.");
  plot.setPointerCapture = () => undefined;
  const event = new PointerEvent(`pointer${kind}`, {
    ...{ bubbles: true, clientX, clientY, button, buttons },
    ...{ pointerType: by, pointerId: 1, isPrimary: true },
  });
  act(() => void plot.dispatchEvent(event));
}

test("a finger that scrolls the pane seeks nothing", () => {
  send("down", { at: [80, 60] });
  expect(sought).toEqual([]);
  send("move", { at: [82, 30] });
  send("cancel", { at: [82, 30], buttons: 0 });
  send("move", { at: [120, 10] });
  expect(sought).toEqual([]);
});

test("a finger seeks where it is lifted, and once it moves along the plot", () => {
  send("down", { at: [80, 60] });
  send("up", { at: [81, 60], buttons: 0 });
  expect(sought).toHaveLength(1);
  send("down", { at: [80, 60] });
  send("move", { at: [100, 61] });
  send("move", { at: [90, 80] });
  expect(sought).toHaveLength(3);
  expect(sought[1]).toBeGreaterThan(sought[2] ?? Number.NaN);
  send("up", { at: [90, 80], buttons: 0 });
  send("move", { at: [120, 80], buttons: 0 });
  expect(sought).toHaveLength(3);
});

test("the mouse seeks where its first button is pressed, while that is held, and by no other", () => {
  send("down", { at: [80, 60], by: "mouse", button: 2, buttons: 2 });
  send("move", { at: [90, 60], by: "mouse", buttons: 2 });
  send("up", { at: [90, 60], by: "mouse", button: 2, buttons: 0 });
  expect(sought).toEqual([]);
  send("down", { at: [80, 60], by: "mouse" });
  send("move", { at: [81, 90], by: "mouse" });
  expect(sought).toHaveLength(2);
  // It was lifted where the page does not hear of it.
  send("move", { at: [120, 60], by: "mouse", buttons: 0 });
  expect(sought).toHaveLength(2);
});
