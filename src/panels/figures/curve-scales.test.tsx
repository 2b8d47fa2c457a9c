// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SweptCurve } from "@/engine/sweep";
import type { CurveFigure, Range } from "@/graph";
import type { PanelScales } from "./curve-grip";
import { layoutPanels } from "./curve-layout";
import type { CurveModel } from "./curve-model";
import { useCurveScales } from "./curve-scales";
import { fittingValues } from "./value-range";

let root: Root;
let scales: readonly PanelScales[] = [];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  root = createRoot(document.createElement("div"));
});

afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const figure = {
  ...{ kind: "curve", id: "figure", columns: 1, valueRange: null, marks: [] },
  ...{ axis: { kind: "value", node: "x", unit: 0 }, panels: [[], []], range: null },
} as const satisfies CurveFigure;
const layout = layoutPanels(640, 480, 2, 1, 0);

/** A curve from −height to height. */
const curveOf = (height: number) =>
  ({ values: Float64Array.of(-height, height), present: { value: 0 } }) as unknown as SweptCurve;

interface Shown {
  readonly range: Range;
  readonly heights: readonly [number, number];
}

function Panels({ range, heights }: Shown) {
  const panels = heights.map((height) => [curveOf(height)]);
  const model = { panels, strips: [], range } as unknown as CurveModel;
  scales = useCurveScales(figure, model, layout, [], false);
  return null;
}

const show = (shown: Shown) => act(async () => root.render(<Panels {...shown} />));
const fitting = (height: number) => fittingValues([curveOf(height)], []);

test("each panel keeps its values while a number is dragged", async () => {
  await show({ range: [0, 1], heights: [1, 10] });
  await show({ range: [0, 1], heights: [0.6, 6] });
  expect(scales.map(({ y }) => y.domain)).toEqual([fitting(1), fitting(10)]);
});

test("nothing is kept of a view that was left: come back to, it fits what there is by then", async () => {
  await show({ range: [0, 1], heights: [1, 10] });
  await show({ range: [0, 2], heights: [1, 10] });
  await show({ range: [0, 1], heights: [0.6, 6] });
  expect(scales.map(({ y }) => y.domain)).toEqual([fitting(0.6), fitting(6)]);
});
