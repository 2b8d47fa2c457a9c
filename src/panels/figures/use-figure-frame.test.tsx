// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { success, withFigure, withFigures, withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, type Frame, useBackflow } from "@/store";
import { useFigureFrame } from "./use-figure-frame";

let root: Root;
let shown: Frame;
/** What has asked for a frame of the screen: none comes by itself. */
let asked: FrameRequestCallback[] = [];

function Figure() {
  shown = useFigureFrame();
  return null;
}

const present = () => documentOf(useBackflow.getState());

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  asked = [];
  vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => asked.push(draw));
  vi.stubGlobal("cancelAnimationFrame", (id: number) => asked.splice(id - 1, 1));
  const preset = presetBySlug("shallow-relu-3");
  if (!preset) throw new Error("There is no such preset.");
  useBackflow.getState().open(preset.document, { kind: "preset", slug: preset.slug });
  root = createRoot(document.createElement("div"));
  act(() => root.render(<Figure />));
});

afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

test("a choice at a figure is shown at once, so that the next one, in the same frame of the screen, builds upon it", () => {
  for (const valueRange of [
    [-1, 1],
    [-2, 2],
  ] as const) {
    const [figure] = shown.document.figures;
    if (figure?.kind !== "curve") throw new Error("There is no curve.");
    const next = { ...figure, valueRange };
    act(() => {
      const { figures } = present();
      useBackflow.getState().apply(success(withFigures(present(), withFigure(figures, next))));
    });
    expect(shown.document.figures[0]).toMatchObject({ valueRange });
  }
  expect(asked).toEqual([]);
});

test("a number waits for the next frame of the screen", () => {
  const before = shown.document;
  act(() => {
    const address = { kind: "value", node: "x", row: 0, unit: 0 } as const;
    useBackflow.getState().apply(success(withNumber(present(), address, 0.25)));
  });
  expect(shown.document).toBe(before);
  act(() => {
    for (const draw of asked.splice(0)) draw(0);
  });
  expect(shown.document).toBe(present());
});
