import { describe, expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { isSavedChange, isView, sharedViewOf, useBackflow, viewOf } from "./index";
import {
  isKeptChange,
  isViewFor,
  keptKey,
  pageKey,
  passingKey,
  valuesAtOpening,
  viewIn,
} from "./state-key";

function documentNamed(slug: string) {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error("There is no such preset.");
  return preset.document;
}

const document = documentNamed("toy-network");
const opening = { document, origin: { kind: "file" }, hasViewport: false } as const;

describe("a key of the state is declared in one place: the rest follows", () => {
  const table = {
    zoomOfPlot: keptKey({
      name: "plot",
      shared: true,
      write: (zoom: number) => zoom,
      isKept: (found) => typeof found === "number",
      read: (zoom = 1) => Math.min(zoom, 8),
    }),
    draft: passingKey<string>(""),
    volume: pageKey<number>(5),
  };

  it("opening", () => {
    const first = valuesAtOpening(table, opening, {}, null);
    expect(first).toEqual({ zoomOfPlot: 1, draft: "", volume: 5 });
    const used = { zoomOfPlot: 3, draft: "half", volume: 9 };
    expect(valuesAtOpening(table, opening, {}, used)).toEqual({
      zoomOfPlot: 1,
      draft: "",
      volume: 9,
    });
    expect(valuesAtOpening(table, opening, { plot: 20 }, used)).toMatchObject({ zoomOfPlot: 8 });
  });

  it("keeping and sharing", () => {
    const state = { zoomOfPlot: 3, draft: "half", volume: 9 };
    expect(viewIn(table, state, document)).toEqual({ plot: 3 });
    expect(viewIn(table, state, document, "shared")).toEqual({ plot: 3 });
    expect(isKeptChange(table, state, { ...state, draft: "" })).toBe(false);
    expect(isKeptChange(table, state, { ...state, zoomOfPlot: 4 })).toBe(true);
    expect(isViewFor(table, { plot: 3 })).toBe(true);
    // Of before there was the key.
    expect(isViewFor(table, {})).toBe(true);
    expect(isViewFor(table, { plot: "3" })).toBe(false);
  });
});

describe("how a document is looked at", () => {
  it("is the same after it was left and opened again", () => {
    const state = useBackflow.getState();
    state.open(document, { kind: "file" }, { step: 11 });
    state.select(new Set(["h2"]));
    state.setPanel("health");
    state.setPane("network");
    state.setViewport({ x: 1, y: 2, zoom: 0.5 });
    state.setSpeed(4);
    const left = useBackflow.getState();
    const view = viewOf(left);
    expect(view).toEqual({
      step: 11,
      sample: 0,
      selection: ["h2"],
      viewport: { x: 1, y: 2, zoom: 0.5 },
      panel: "health",
      pane: "network",
    });
    expect(sharedViewOf(left)).toEqual({ step: 11, sample: 0 });
    state.open(documentNamed("fan-out"), { kind: "file" });
    expect(useBackflow.getState()).toMatchObject({ playhead: 0, panel: null, speed: 4 });
    state.open(document, { kind: "file" }, view);
    expect(viewOf(useBackflow.getState())).toEqual(view);
    expect(useBackflow.getState().cameraFollows).toBe(false);
  });

  it("fits another document as far as it can", () => {
    const { open } = useBackflow.getState();
    open(document, { kind: "file" }, { step: 999, sample: 7, selection: ["h2", "gone"] });
    expect(viewOf(useBackflow.getState())).toMatchObject({
      step: 23,
      sample: 0,
      selection: ["h2"],
    });
  });

  it("is read from a view of an earlier release, and from nothing that is none", () => {
    const old = { step: 3, sample: 0, viewport: null, panel: "health", selection: ["x"] };
    expect(isView(old)).toBe(true);
    for (const wrong of [null, "view", { ...old, panel: "stage" }, { ...old, selection: [1] }]) {
      expect(isView(wrong)).toBe(false);
    }
    expect(isView({ ...old, viewport: { x: 0, y: Number.NaN, zoom: 1 } })).toBe(false);
    expect(isView({ ...old, step: "3" })).toBe(false);
  });

  it("is kept when it changes, and what passes is not", () => {
    const before = useBackflow.getState();
    expect(isSavedChange({ ...before, highlight: null, playing: true }, before)).toBe(false);
    expect(isSavedChange({ ...before, panel: "node" }, before)).toBe(true);
    expect(isSavedChange({ ...before, history: { ...before.history } }, before)).toBe(true);
  });
});
