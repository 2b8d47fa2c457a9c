import { afterAll, beforeAll, expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { type CanvasView, canvasView } from "../canvas-view";
import { documentOf } from "../selectors";
import { selectedNodes } from "../state";
import { useBackflow } from "../store";
import type { Services } from "./command";
import { commandIds, isPossible, performCommand } from "./commands";

/** What the browser does for a command is told there: by a dialog, the browser's own chooser, or a sentence. */
const asked: string[] = [];
const services = new Proxy({} as Services, {
  get: (_, name) => () => void asked.push(String(name)),
});

/** Movements of the view, which the state knows nothing of. */
let moves = 0;
const view: CanvasView = {
  ...canvasView.get(),
  zoomBy: () => void moves++,
  panBy: () => void moves++,
  focusedNode: () => "f1",
};
let withdraw = (): void => undefined;
beforeAll(() => {
  withdraw = canvasView.provide(view);
});
afterAll(() => withdraw());

function open(slug: string, step = 0): void {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug });
  useBackflow.getState().seek(step);
}

const select = (...nodes: string[]): void => useBackflow.getState().select(new Set(nodes));

/** Situations in which commands are possible; each command is tried in the first that allows it. */
const SITUATIONS: readonly (() => void)[] = [
  () => {
    open("toy-network", 11);
    select("h1");
  },
  () => {
    open("toy-network", 11);
    useBackflow.getState().selectWire({ source: "h1", target: "f1", port: 0 });
  },
  () => {
    open("toy-network");
    select("h1", "f1");
    performCommand("fold", services);
  },
  () => {
    open("toy-network");
    select("f3");
    performCommand("differentiate", services);
  },
  () => {
    open("toy-network");
    select("loss");
    performCommand("delete", services);
  },
  () => {
    open("toy-network");
    select("x");
    performCommand("delete", services);
    performCommand("undo", services);
  },
  () => open("vector-layer", 1),
  () => {
    open("vector-layer", 1);
    useBackflow.getState().setSample(1);
    useBackflow.getState().setEntry({ unit: 1, column: 0 });
  },
  () => open("function-family"),
  () => {
    open("toy-network");
    useBackflow.getState().setPane("data");
    useBackflow.getState().setCameraFollows(false);
  },
  () => {
    open("toy-network");
    useBackflow.getState().adopt("kept");
  },
];

/** Until what is fetched by a command, here at once, has done its part and is told. */
async function settle(): Promise<void> {
  await Promise.all([import("../wired-copies"), import("./outcome"), import("@/explain/steps")]);
  await new Promise((resolve) => setTimeout(resolve));
}

/** The training says for itself where it has come to. */
const OF_THE_TRAINING: readonly string[] = ["nextIteration", "iterationBefore"];
const FIELDS = [
  "searching",
  "choosing",
  "renaming-node",
  "sizing-node",
  "renaming-title",
  "writing-note",
];

it.each(commandIds.filter((id) => !OF_THE_TRAINING.includes(id)))(
  "what %s has changed is told",
  async (id) => {
    const prepare = SITUATIONS.find((situation) => {
      situation();
      return isPossible(id);
    });
    if (!prepare) throw new Error("No situation allows it.");
    asked.length = 0;
    moves = 0;
    const before = useBackflow.getState();
    performCommand(id, services);
    await settle();
    const after = useBackflow.getState();
    const changed = Object.keys(after).filter(
      (key) => key !== "spoken" && Reflect.get(after, key) !== Reflect.get(before, key),
    );
    expect(changed.length + moves + asked.length).toBeGreaterThan(0);
    const isTold =
      (after.spoken !== before.spoken && after.spoken.text !== "") ||
      // The stage is read out anew, and what takes the focus says what it is.
      after.playhead !== before.playhead ||
      (after.dialog !== before.dialog && after.dialog !== null) ||
      FIELDS.includes(after.interaction.kind) ||
      after.notice !== before.notice ||
      asked.length > 0;
    expect(isTold, `changed: ${changed.join(", ")}`).toBe(true);
  },
);

it("what is closed, folded and let go of is told as what was opened is", async () => {
  open("toy-network");
  useBackflow.getState().setStageOpen(true);
  const told = async (id: Parameters<typeof performCommand>[0]): Promise<string> => {
    performCommand(id, services);
    await settle();
    return useBackflow.getState().spoken.text;
  };
  expect([await told("health"), await told("health")]).toEqual([
    "Gradient health: open.",
    "Gradient health: closed.",
  ]);
  expect([await told("stage"), await told("stage")]).toEqual([
    "The explanation is folded.",
    "Each step is explained.",
  ]);
  expect([await told("boxSelect"), await told("deselect")]).toEqual([
    "Drag a box over what is to be selected.",
    "Dragging moves the view again.",
  ]);
  select("h2");
  expect(await told("deselect")).toBe("Nothing is selected.");
  expect([await told("play"), await told("play")]).toEqual(["Playing.", "Paused."]);
  select("f3");
  expect(await told("differentiate")).toMatch(/^f₃ is differentiated now\./);
  expect(selectedNodes(useBackflow.getState()).size).toBe(1);
  expect(documentOf(useBackflow.getState()).graph.output).toBe("f3");
});
