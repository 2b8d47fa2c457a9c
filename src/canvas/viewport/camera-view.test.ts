import { expect, test } from "vitest";
import { LABEL, type Size } from "@/layout";
import { presets } from "@/presets/made.test-support";
import { frameOf, useBackflow } from "@/store";
import { nodesOfStep, nodesSubject, type StandingLabel, wholeGraph } from "./camera-subject";
import { viewOfAim } from "./camera-view";
import { countCovered, isClear, type Room, type View } from "./free-space";

/** A canvas with the button of the legend, and those of the camera from the lower left corner. */
const phone = (width: number, height: number, camera: Size): Room => ({
  width,
  height,
  covers: [
    { left: width - 100, top: 10, right: width - 12, bottom: 54 },
    { left: 4, top: height - 4 - camera.height, right: 4 + camera.width, bottom: height - 4 },
  ],
});

const COLUMN = { width: 44, height: 140 };
const TWO_COLUMNS = { width: 92, height: 92 };
const ONE = { width: 44, height: 44 };

/** As they were measured: phones upright, each with a pane and without, and lying. */
const PHONES = [
  phone(390, 437, COLUMN),
  phone(390, 244, COLUMN),
  phone(390, 332, COLUMN),
  phone(390, 158, COLUMN),
  phone(360, 142, TWO_COLUMNS),
  phone(464, 293, ONE),
  phone(405, 345, ONE),
];

/** Their units stand so close that on a low canvas no view of the start has all of the rest clear. */
const DENSE = new Set([
  "activations",
  "initialisation",
  "overfitting-and-regularisation",
  "sigmoid-versus-relu",
]);

test.each(presets.map(({ slug, document }) => ({ slug, document })))(
  "on phones $slug opens with no node under the button of the legend",
  ({ slug, document }) => {
    useBackflow.getState().open(document, { kind: "file" });
    const frame = frameOf(useBackflow.getState());
    const parts = wholeGraph(frame)?.parts ?? [];
    for (const room of PHONES) {
      const size = `${room.width} × ${room.height}`;
      const view = viewOfAim({ kind: "rest", nodes: [] }, frame, room, 0.15, null);
      expect(view, size).not.toBeNull();
      if (DENSE.has(slug) && room.height < 300) continue;
      if (view) expect(countCovered(parts, view, room), size).toBe(0);
    }
  },
);

test("a view of the whole has the wires in it that turn back, and the labels beside the last nodes", () => {
  const preset = presets.find(({ slug }) => slug === "count-the-weights");
  if (!preset) throw new Error("There is no such preset.");
  useBackflow.getState().open(preset.document, { kind: "file" });
  const frame = frameOf(useBackflow.getState());
  const bare = nodesSubject(frame, preset.document.layout.keys())?.bounds;
  const label: StandingLabel = {
    place: { label: { x: 5000, y: 3000 }, labelSide: "right" },
    height: LABEL.height,
    room: { width: 1.2 * LABEL.width, growth: 1.1 },
    ofSeveral: false,
  };
  const wholeAt = (growth: number) => wholeGraph({ ...frame, labels: [label] }, growth);
  expect(wholeAt(1)?.bounds.left).toBeLessThan((bare?.left ?? 0) - 26);
  const right = 5000 + LABEL.beside;
  expect(wholeAt(1)?.bounds).toMatchObject({ right: right + 66, bottom: 3033 });
  expect(wholeAt(1)?.parts).toHaveLength(preset.document.graph.nodes.length + 1);
  // Seen from further away its letters are larger, as far as it has room.
  expect(wholeAt(1.48)?.parts.at(-1)?.right).toBeCloseTo(right + 1.2 * 66);
  expect(wholeAt(1.48)?.parts.at(-1)?.bottom).toBeCloseTo(3000 + 1.1 * 33);
  expect(wholeGraph(frame)?.bounds.right).toBe(bare?.right);
});

/** The canvas of a page of 1280 × 720, alone and beside a table or figures, with the buttons that lie on it. */
const CLASSROOMS = [1280, 896, 768].map((width) => ({
  width,
  height: 460,
  covers: [
    { left: width - 100, top: 10, right: width - 12, bottom: 42 },
    { left: 12, top: 418, right: 44, bottom: 450 },
  ],
}));

/** Of 12 pixels, what is 16.5 canvas units high. */
const LEGIBLE_ZOOM = 12 / 16.5;

test.each(presets.map(({ slug, document }) => ({ slug, document })))(
  "in front of a class each step of $slug is seen, with numbers of 12 pixels on its wires",
  ({ document }) => {
    useBackflow.getState().open(document, { kind: "file" });
    const frame = frameOf(useBackflow.getState());
    for (const room of CLASSROOMS) {
      let present: View | null = null;
      for (const playhead of frame.trace.steps.keys()) {
        const nodes = nodesOfStep({ ...frame, playhead: playhead + 1 });
        const aim = { kind: "nodes", nodes } as const;
        present = viewOfAim(aim, frame, room, 0.15, present) ?? present;
        const step = `step ${playhead + 1} beside ${room.width}`;
        expect(present?.zoom, step).toBeGreaterThanOrEqual(LEGIBLE_ZOOM);
        const subject = nodesSubject(frame, nodes.slice(0, 1));
        if (subject && present) expect(isClear(subject, present, room), step).toBe(true);
      }
    }
  },
);

test("in front of a class a graph whose labels all have room for larger letters is seen whole at each step", () => {
  const { document } = presets.find(({ slug }) => slug === "shallow-relu-3") ?? {};
  if (!document) throw new Error("There is no such preset.");
  useBackflow.getState().open(document, { kind: "file" });
  const frame = { ...frameOf(useBackflow.getState()), labelGrowth: 1.48 };
  const subject = wholeGraph(frame);
  const [, , beside] = CLASSROOMS;
  if (!subject || !beside) throw new Error("There is a graph, and a canvas beside a pane.");
  let present: View | null = null;
  for (const playhead of frame.trace.steps.keys()) {
    const nodes = nodesOfStep({ ...frame, playhead: playhead + 1 });
    present = viewOfAim({ kind: "nodes", nodes }, frame, beside, 0.15, present) ?? present;
    expect(present && isClear(subject, present, beside), `step ${playhead + 1}`).toBe(true);
  }
});
