// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { type Frame, frameOf, useBackflow } from "@/store";
import { PaintLoopProvider } from "./PaintLoopProvider";
import { usePainter } from "./painter";

const CROWD = 300;
const NOWHERE: readonly string[] = ["f0"];

/** What each painter of the crowd has painted last. */
const shown: (Frame | null)[] = [];
const paints = Array.from({ length: CROWD }, (_, index) => () => (frame: Frame) => {
  shown[index] = frame;
});

function Crowd({ size }: { readonly size: number }) {
  return (
    <PaintLoopProvider>
      {paints.slice(0, size).map((make, index) => (
        <Member key={String(index)} make={make} />
      ))}
    </PaintLoopProvider>
  );
}

function Member({ make }: { readonly make: () => (frame: Frame) => void }) {
  usePainter(make, NOWHERE);
  return null;
}

let root: Root;
let frames: FrameRequestCallback[] = [];
let time = 1000;

/** Frames that bring the number of turns to its most, or to its fewest. */
function drawMany(milliseconds: number): void {
  for (let frame = 0; frame < 400; frame++) {
    changeNumber();
    drawFrame(milliseconds);
  }
}

/** The browser draws its next frame, so long after the last one. */
function drawFrame(milliseconds: number): void {
  time += milliseconds;
  const asked = frames;
  frames = [];
  for (const callback of asked) callback(time);
}

let value = 0;
function changeNumber(): void {
  value += 0.01;
  const address = { node: "x", kind: "value", row: 0, unit: 0 } as const;
  useBackflow.getState().setNumber(address, value, "drag");
}

/** How many show the newest numbers. */
function upToDate(): number {
  const now = frameOf(useBackflow.getState());
  return shown.filter((frame) => frame === now).length;
}

beforeEach(async () => {
  vi.spyOn(performance, "now").mockImplementation(() => time);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("There is no toy network.");
  useBackflow.getState().open(preset.document, { kind: "preset", slug: "toy-network" });
  useBackflow.getState().toEnd();
  root = createRoot(document.createElement("div"));
  await act(async () => root.render(<Crowd size={CROWD} />));
});

afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("what is alive on the canvas", () => {
  it("shows a single change at once", () => {
    changeNumber();
    expect(upToDate()).toBe(CROWD);
  });

  it("shows each change of a drag in its frame, where frames come in time", () => {
    drawMany(16);
    for (let change = 0; change < 20; change++) {
      changeNumber();
      drawFrame(16);
      expect(upToDate()).toBe(CROWD);
    }
  });

  it("takes no slow hand for a slow machine", () => {
    drawMany(16);
    for (let change = 0; change < 20; change++) {
      for (let frame = 0; frame < 3; frame++) drawFrame(16);
      changeNumber();
      expect(upToDate()).toBe(CROWD);
    }
  });

  it("paints fewer in a frame where frames come late, each in its turn", () => {
    drawMany(40);
    const seen = new Set<number>();
    for (let change = 0; change < 12; change++) {
      changeNumber();
      drawFrame(40);
      expect(upToDate()).toBeLessThan(CROWD / 8);
      shown.forEach((frame, index) => {
        if (frame === frameOf(useBackflow.getState())) seen.add(index);
      });
    }
    expect(seen.size).toBe(CROWD);
  });

  it("shows each change of a small graph at once, be the frames late or not", async () => {
    const few = 20;
    await act(async () => root.render(<Crowd size={few} />));
    shown.length = 0;
    changeNumber();
    for (let change = 0; change < 10; change++) {
      changeNumber();
      changeNumber();
      expect(upToDate()).toBe(few);
      drawFrame(40);
    }
  });

  it("catches up once the numbers rest, be the frames late or not", () => {
    drawMany(40);
    changeNumber();
    for (let frame = 0; frame < CROWD && upToDate() < CROWD; frame++) drawFrame(40);
    expect(upToDate()).toBe(CROWD);
    // One more, to see how long the last one took.
    drawFrame(40);
    expect(frames).toEqual([]);
  });

  it("catches up without any frame, as in a tab that is not seen", async () => {
    drawMany(40);
    changeNumber();
    expect(upToDate()).toBeLessThan(CROWD);
    await vi.waitFor(() => expect(upToDate()).toBe(CROWD), 60_000);
  });
});
