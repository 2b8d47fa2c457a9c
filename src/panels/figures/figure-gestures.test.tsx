// @vitest-environment happy-dom

import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { subjectOf, sweepCurves } from "@/engine/sweep";
import {
  type BackflowDocument,
  bareDocumentOf,
  CURVE_MARKS,
  type CurveFigure,
  encodeLink,
  initialParts,
  leaf,
  linear,
  type MapFigure,
  operation,
  type Range,
  removeNodes,
} from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, frameOf, useBackflow } from "@/store";
import { linearScale } from "@/ui/plot";
import { CurveFigureView } from "./CurveFigureView";
import { CurveGestures } from "./CurveGestures";
import { layoutPanels } from "./curve-layout";
import { type CurveModel, curveModel } from "./curve-model";
import { MapGestures, type MapRanges } from "./MapGestures";
import { mapModel } from "./map-model";
import { rowPoints } from "./row-points";
import { fittingValues } from "./value-range";

let root: Root;
let page: HTMLElement;
/** What is said of a pull. */
let told = "";

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.spyOn(HTMLElement.prototype, "setPointerCapture").mockImplementation(() => undefined);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

type Place = readonly [x: number, y: number];

/** A pointer on what is drawn: the page stands at 0, 0, so that its pixels are those of the figure. */
async function send(type: string, [clientX, clientY]: Place, more: PointerEventInit = {}) {
  const target = page.querySelector("[role=slider]") ?? page.firstElementChild;
  // A pointer that moves here is pressed, unless a test says otherwise.
  const buttons = type === "pointermove" ? 1 : 0;
  const init = { bubbles: true, button: 0, buttons, pointerId: 1, pointerType: "mouse", ...more };
  await act(async () => {
    target?.dispatchEvent(new PointerEvent(type, { ...init, clientX, clientY }));
  });
}

async function drag(from: Place, to: Place): Promise<void> {
  await send("pointerdown", from);
  await send("pointermove", [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await send("pointermove", to);
}

function presetOf(slug: string): BackflowDocument {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  return preset.document;
}

/** Opens a document and draws the gestures of a curve figure of it, 640 × 480. */
async function showCurve(document: BackflowDocument, figure: CurveFigure, range: Range) {
  useBackflow.getState().open(document, { kind: "preset", slug: "toy-network" });
  const frame = frameOf(useBackflow.getState());
  const model = curveModel(document, figure, frame.sample, range);
  const layout = layoutPanels(640, 480, figure.panels.length, figure.columns, 0);
  const scales = layout.panels.map((box) => ({
    x: linearScale(range, [box.left, box.right]),
    y: linearScale([-2, 2], [box.bottom, box.top]),
  }));
  const read = figure.panels[0]?.[0];
  const rows = read ? rowPoints(model.subject, figure.axis, read, frame.sample, false) : [];
  const moved = vi.fn();
  await act(async () =>
    root.render(
      <CurveGestures
        {...{ figure, frame, model, layout, scales, rows, range }}
        isMoved={false}
        onView={moved}
        onHold={() => undefined}
        onPull={(sentence) => {
          told = sentence ?? "";
        }}
      >
        {null}
      </CurveGestures>,
    ),
  );
  const placeOf = (x: number, y: number, panel = 0): Place => [
    scales[panel]?.x(x) ?? Number.NaN,
    scales[panel]?.y(y) ?? Number.NaN,
  ];
  return { model, placeOf, moved };
}

/** The numbers that differ between two documents: "f2.beta", "y.omega 1". */
function changedNumbers(before: BackflowDocument, after: BackflowDocument): string[] {
  return [...after.numbers].flatMap(([id, now]) => {
    const old = before.numbers.get(id);
    if (now.kind !== "linear" || old?.kind !== "linear") return [];
    const omegas = now.omega.flatMap((block, port) =>
      JSON.stringify(block) === JSON.stringify(old.omega[port]) ? [] : [`${id}.omega ${port}`],
    );
    return JSON.stringify(now.beta) === JSON.stringify(old.beta)
      ? omegas
      : [`${id}.beta`, ...omegas];
  });
}

const jointsOf = ({ subject, panels }: CurveModel, document: BackflowDocument) => {
  const read = panels[0]?.[0]?.read;
  const axis = { kind: "value", node: subject.graph.nodes[0]?.id ?? "", unit: 0 } as const;
  const range = [-0.2, 1.2] as const;
  const reads = read ? [read] : [];
  return sweepCurves(subjectOf(document), { axis, range, reads, sample: 0 }).curves[0]?.joints;
};

describe("the curve of a shallow network is pulled", () => {
  const document = presetOf("shallow-relu-3");
  const figure = document.figures[0] as CurveFigure;
  const show = () => showCurve(document, figure, [-0.2, 1.2]);
  const now = () => documentOf(useBackflow.getState());

  test.each([
    { unit: 1, at: 0.3, to: 0.1, parameter: "θ₁₀" },
    { unit: 2, at: 0.5, to: 0.62, parameter: "θ₂₀" },
    { unit: 3, at: 10 / 13, to: 1, parameter: "θ₃₀" },
  ])("by joint $unit: $parameter alone moves, and no other joint", async (one) => {
    const { model, placeOf } = await show();
    const [curve] = model.panels[0] ?? [];
    const joint = curve?.joints.findIndex((at) => Math.abs(at - one.at) < 1e-9) ?? -1;
    const value = curve?.values[joint + 1] ?? Number.NaN;
    await drag(placeOf(one.at, value), placeOf(one.to, value + 0.3));
    expect(changedNumbers(document, now())).toEqual([`f${one.unit}.beta`]);
    expect(told).toContain(`${one.parameter} = `);
    expect(told).toContain("alone");
    const joints = jointsOf(model, now()) ?? [];
    expect(joints.some((at) => Math.abs(at - one.to) < 0.003)).toBe(true);
    const others = curve?.joints.filter((_, place) => place !== joint) ?? [];
    for (const other of others) {
      expect(joints.some((at) => Math.abs(at - other) < 1e-12)).toBe(true);
    }
    await send("pointerup", placeOf(one.to, value + 0.3));
    expect(told).toBe("");
    // The whole drag is one undo, to the byte.
    useBackflow.getState().undo();
    expect(await encodeLink(now())).toBe(await encodeLink(document));
    expect(useBackflow.getState().history.past).toHaveLength(0);
  });

  test("by an end: the slope beyond the last joint changes by one φ alone", async () => {
    const { model, placeOf } = await show();
    const end = model.panels[0]?.[0]?.values.at(-1) ?? Number.NaN;
    await drag(placeOf(1.2, end), placeOf(1.2, end + 0.5));
    expect(changedNumbers(document, now())).toEqual(["y.omega 2"]);
    expect(told).toContain("ϕ₃ = ");
    const axis = { kind: "value", node: "x", unit: 0 } as const;
    const reads = [{ kind: "value", node: "y", unit: 0 }] as const;
    const request = { axis, range: [-0.2, 1.2] as const, reads, sample: 0 };
    const [curve] = sweepCurves(subjectOf(now()), request).curves;
    expect(curve?.values.at(-1)).toBeCloseTo(end + 0.5, 1);
    expect(curve?.joints).toEqual(model.panels[0]?.[0]?.joints);
    expect(curve?.slopes.slice(0, -1)).toEqual(model.panels[0]?.[0]?.slopes.slice(0, -1));
  });

  test("by the line between joints: its height follows φ₀ alone", async () => {
    const { placeOf } = await show();
    await drag(placeOf(0.4, -0.3), placeOf(0.4, 0.4));
    expect(changedNumbers(document, now())).toEqual(["y.beta"]);
    expect(told).toContain("ϕ₀ = ");
    useBackflow.getState().undo();
    expect(now().numbers).toEqual(document.numbers);
  });

  test.each([
    ["the capture of its pointer is lost", ["lostpointercapture", {}]],
    ["the mouse comes back without a button", ["pointermove", { buttons: 0 }]],
  ] as const)("no more once %s: a press whose end nobody heard", async (_, [type, more]) => {
    const { placeOf } = await show();
    await drag(placeOf(0.4, -0.3), placeOf(0.4, 0.1));
    const before = now();
    expect(before).not.toBe(document);
    expect(told).toContain("ϕ₀ = ");
    await send(type, placeOf(0.4, 0.4), more);
    await send("pointermove", placeOf(0.4, 0.6), { buttons: 0 });
    expect(now()).toBe(before);
    expect(told).toBe("");
    expect(page.firstElementChild?.hasAttribute("data-held")).toBe(false);
  });

  test("no more once a second finger zooms: the first lets go", async () => {
    const { placeOf, moved } = await show();
    const finger = (pointerId: number) => ({ pointerId, pointerType: "touch" });
    await send("pointerdown", placeOf(0.4, -0.3), finger(1));
    expect(told).toContain("ϕ₀");
    expect(page.firstElementChild?.getAttribute("data-held")).toBe("pull");
    await send("pointerdown", placeOf(0.8, 1), finger(2));
    expect(told).toBe("");
    expect(page.firstElementChild?.hasAttribute("data-held")).toBe(false);
    await send("pointermove", placeOf(0.2, 1), finger(1));
    expect(moved).toHaveBeenCalledOnce();
    expect(now()).toBe(document);
  });

  test("in the panel of a unit: its own joint", async () => {
    const { placeOf } = await show();
    await drag(placeOf(0.5, 0, 2), placeOf(0.8, 0, 2));
    expect(changedNumbers(document, now())).toEqual(["f2.beta"]);
  });
});

describe("what is dragged stays under the pointer, whatever the curve does to its own scale", () => {
  const document = presetOf("shallow-relu-3");
  const own = document.figures[0] as CurveFigure;
  const figure: CurveFigure = { ...own, panels: own.panels.slice(0, 1), marks: ["joints"] };

  beforeEach(() => {
    // It would measure at a time of its own; nothing here changes its size.
    const stillObserver = class {
      observe(): void {}
      disconnect(): void {}
    };
    vi.stubGlobal("ResizeObserver", stillObserver);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(640);
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(480);
  });

  async function showFigure() {
    const frame = frameOf(useBackflow.getState());
    await act(async () => root.render(<CurveFigureView figure={figure} frame={frame} />));
  }

  /**
   * How far φ₀ has risen once the curve was pulled up by 150 pixels in so many moves, and then by half of them back, and what
   * 75 pixels of its scale are.
   */
  async function pulledUp(moves: number): Promise<{ risen: number; expected: number }> {
    useBackflow.getState().open(document, { kind: "preset", slug: "toy-network" });
    await showFigure();
    const range = figure.range ?? ([-0.2, 1.2] as const);
    const model = curveModel(document, figure, 0, range);
    const layout = layoutPanels(640, 480, 1, figure.columns, 0);
    const box = layout.panels[0];
    const curve = model.panels[0]?.[0];
    if (!box || !curve) throw new Error("The figure has no curve.");
    const x = linearScale(range, [box.left, box.right]);
    const y = linearScale(fittingValues([curve], []), [box.bottom, box.top]);
    const at = (curve.points[1] as number) / 3 + ((curve.points[2] as number) * 2) / 3;
    const value = (curve.values[1] as number) / 3 + ((curve.values[2] as number) * 2) / 3;
    const [left, top] = [x(at), y(value)];
    await send("pointerdown", [left, top]);
    for (let move = 1; move <= 2 * moves; move++) {
      const up = 150 * (move <= moves ? move / moves : 1.5 - move / (2 * moves));
      await send("pointermove", [left, top - up]);
      await showFigure();
    }
    await send("pointerup", [left, top - 75]);
    const risen = phiOf(documentOf(useBackflow.getState())) - phiOf(document);
    return { risen, expected: y.invert(top - 75) - y.invert(top) };
  }

  function phiOf({ numbers }: BackflowDocument): number {
    const own = numbers.get("y");
    return own?.kind === "linear" ? (own.beta[0] ?? Number.NaN) : Number.NaN;
  }

  test("what is said of a curve stands where there was nothing to say before, for those who hear it", async () => {
    useBackflow.getState().open(document, { kind: "preset", slug: "toy-network" });
    await showFigure();
    const region = page.querySelector("[role=status]");
    expect(region?.textContent).toBe("");
    useBackflow.getState().apply({ ok: true, value: removeNodes(document, new Set(["x"])) });
    await showFigure();
    expect(page.querySelector("[role=status]")).toBe(region);
    expect(region?.textContent).toMatch(/^The number of this axis is gone/);
  });

  test("the curve comes to the same height in two moves and in twelve", async () => {
    const one = await pulledUp(1);
    // It stays under the pointer, to the digits that a pixel is worth.
    expect(Math.abs(one.risen / one.expected - 1)).toBeLessThan(2 / 75);
    expect((await pulledUp(6)).risen).toBe(one.risen);
  });
});

test("a joint follows the pointer where its unit sees another input as well, of the chosen sample", async () => {
  const made = {
    ...bareDocumentOf(
      "Two inputs",
      [
        leaf("input", "x", [[0.2], [0.2]], [0, 0], "x"),
        leaf("input", "z", [[5], [1]], [0, 1], "z"),
        linear("f", -0.5, { x: 2, z: -0.3 }, [1, 0]),
        operation("relu", "h", ["f"], [2, 0]),
        linear("y", 0.25, { h: 1 }, [3, 0]),
      ],
      [200, 200],
      "y",
    ),
    ...initialParts,
  };
  const figure: CurveFigure = {
    ...{ kind: "curve", id: "along-x", axis: { kind: "value", node: "x", unit: 0 }, columns: 1 },
    ...{ panels: [[{ kind: "value", node: "y", unit: 0 }]], range: [-0.2, 1.2], valueRange: null },
    marks: CURVE_MARKS,
  };
  useBackflow.getState().open(made, { kind: "preset", slug: "toy-network" });
  useBackflow.getState().setSample(1);
  const document = documentOf(useBackflow.getState());
  const model = curveModel(document, figure, 1, [-0.2, 1.2]);
  expect(model.panels[0]?.[0]?.joints[0]).toBeCloseTo(0.4, 12);
  const { pullAt } = await import("./network-pull");
  const scale = { x: linearScale([-0.2, 1.2], [0, 1000]), y: linearScale([-2, 2], [400, 0]) };
  const pull = pullAt(model, figure, 0, scale, scale.x(0.4), scale.y(0.25), 12);
  expect(pull?.address).toEqual({ kind: "beta", node: "f", unit: 0 });
  // 2·0.7 − 0.3·1 + β = 0
  expect(pull?.parameterAt(0.7, 0)).toBeCloseTo(-1.1, 9);
});

test("a row that is held is not chosen where its press was lost", async () => {
  const document = presetOf("mean-over-rows");
  const figure: CurveFigure = {
    ...{ kind: "curve", id: "fit", axis: { kind: "value", node: "x", unit: 0 }, columns: 1 },
    ...{ panels: [[{ kind: "value", node: "f3", unit: 0 }]], range: [-2, 2], valueRange: null },
    marks: CURVE_MARKS,
  };
  const { placeOf } = await showCurve(document, figure, [-2, 2]);
  const { columns } = documentOf(useBackflow.getState()).data;
  const [x = Number.NaN, y = Number.NaN] = ["x", "y"].map((node) => columns.get(node)?.[0]?.[6]);
  await send("pointerdown", placeOf(x, y));
  await send("lostpointercapture", placeOf(x, y));
  expect(useBackflow.getState().sample).toBe(0);
  // One that was let go is chosen as ever, though its capture is lost after that.
  await send("pointerdown", placeOf(x, y));
  await send("pointerup", placeOf(x, y));
  await send("lostpointercapture", placeOf(x, y));
  expect(useBackflow.getState().sample).toBe(6);
});

test("a row is chosen by a click on it, and changed by a drag: one undo", async () => {
  const document = presetOf("mean-over-rows");
  const figure: CurveFigure = {
    ...{ kind: "curve", id: "fit", axis: { kind: "value", node: "x", unit: 0 }, columns: 1 },
    ...{ panels: [[{ kind: "value", node: "f3", unit: 0 }]], range: [-2, 2], valueRange: null },
    marks: CURVE_MARKS,
  };
  const { placeOf } = await showCurve(document, figure, [-2, 2]);
  const numberOf = (node: string, row: number) =>
    documentOf(useBackflow.getState()).data.columns.get(node)?.[0]?.[row] ?? Number.NaN;
  const at = placeOf(numberOf("x", 6), numberOf("y", 6));
  await send("pointerdown", at);
  await send("pointermove", [at[0] + 2, at[1] + 1]);
  await send("pointerup", [at[0] + 2, at[1] + 1]);
  expect(useBackflow.getState().sample).toBe(6);
  expect(useBackflow.getState().history.past).toHaveLength(0);

  await drag(at, placeOf(0.25, -0.75));
  await send("pointerup", placeOf(0.25, -0.75));
  expect(numberOf("x", 6)).toBeCloseTo(0.25, 1);
  expect(numberOf("y", 6)).toBeCloseTo(-0.75, 1);
  useBackflow.getState().undo();
  expect(useBackflow.getState().history.past).toHaveLength(0);
  expect(await encodeLink(documentOf(useBackflow.getState()))).toBe(await encodeLink(document));
});

describe("what follows within one frame of the screen counts from what was done before it", () => {
  const document = presetOf("shallow-relu-3");
  const figure = document.figures[0] as CurveFigure;

  test("two arrow keys are two steps", async () => {
    await showCurve(document, figure, [-0.2, 1.2]);
    const press = () =>
      act(async () => {
        const event = { key: "ArrowRight", bubbles: true, cancelable: true };
        page.firstElementChild?.dispatchEvent(new KeyboardEvent("keydown", event));
      });
    const numberOf = () => {
      const own = documentOf(useBackflow.getState()).data.columns.get("x");
      return own?.[0]?.[0] ?? Number.NaN;
    };
    const start = numberOf();
    await press();
    const step = numberOf() - start;
    expect(step).toBeGreaterThan(0);
    await press();
    expect(numberOf() - start).toBeCloseTo(2 * step, 12);
  });

  test("two turns of the wheel zoom twice as far", async () => {
    const asked: FrameRequestCallback[] = [];
    vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => asked.push(draw));
    vi.stubGlobal("cancelAnimationFrame", () => undefined);
    const { moved, placeOf } = await showCurve(document, figure, [0, 1]);
    const [clientX, clientY] = placeOf(0, 0);
    for (const deltaY of [-90, -90]) {
      const turn = new WheelEvent("wheel", { deltaY, bubbles: true, cancelable: true });
      // This page's wheel has no place of its own.
      page.firstElementChild?.dispatchEvent(Object.assign(turn, { clientX, clientY }));
    }
    for (const draw of asked.splice(0)) draw(0);
    expect(moved).toHaveBeenCalledOnce();
    const [[lo, hi]] = moved.mock.lastCall as [Range];
    expect(lo).toBeCloseTo(0, 9);
    expect(hi).toBeCloseTo(Math.exp(-0.6), 9);
  });
});

test("two fingers zoom a map about the place between them, and move no row", async () => {
  const document = presetOf("two-inputs");
  const figure = document.figures[0] as MapFigure;
  useBackflow.getState().open(document, { kind: "preset", slug: "two-inputs" });
  const frame = frameOf(useBackflow.getState());
  const model = mapModel(document, figure, 0, { regions: null, units: [] } as never);
  let ranges: MapRanges | null = null;
  const scaleRanges: MapRanges = [
    [-2, 2],
    [-2, 2],
  ];
  const scale = {
    x: linearScale(scaleRanges[0], [0, 400]),
    y: linearScale(scaleRanges[1], [400, 0]),
  };
  await act(async () =>
    root.render(
      <MapGestures
        {...{ figure, frame, model, ...scale }}
        isMoved={false}
        onView={(view) => {
          ranges = view;
        }}
      >
        {null}
      </MapGestures>,
    ),
  );
  const finger = (pointerId: number) => ({ pointerId, pointerType: "touch" });
  await send("pointerdown", [150, 200], finger(1));
  await send("pointerdown", [250, 200], finger(2));
  await send("pointermove", [100, 200], finger(1));
  await send("pointermove", [300, 200], finger(2));
  // Twice as far apart: half as much is seen, about the middle of the map.
  const shown: MapRanges = ranges ?? scaleRanges;
  for (const [lo, hi] of shown) {
    expect(lo).toBeCloseTo(-1, 9);
    expect(hi).toBeCloseTo(1, 9);
  }
  await send("pointerup", [300, 200], finger(2));
  await send("pointerup", [100, 200], finger(1));
  expect(documentOf(useBackflow.getState())).toBe(document);
});
