import { expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import {
  commands,
  isPossible,
  performCommand,
  type Services,
  traceOfState,
  useBackflow,
} from "../index";

/** Choosing a unit asks nothing of the browser. */
const services = {} as Services;

function press(id: "nextUnit" | "unitBefore"): boolean {
  const possible = isPossible(id);
  performCommand(id, services);
  return possible;
}

it("the unit of a step is chosen for the stage alone: kept from step to step, and never undone", () => {
  const preset = presetBySlug("vector-layer");
  if (!preset) throw new Error("There is no such preset.");
  const { open, seek } = useBackflow.getState();
  open(preset.document, { kind: "preset", slug: "vector-layer" });
  const { history } = useBackflow.getState();
  expect(press("nextUnit")).toBe(false);

  // f₁ of four units.
  seek(1);
  expect(press("unitBefore")).toBe(false);
  expect([press("nextUnit"), press("nextUnit"), press("unitBefore")]).toEqual([true, true, true]);
  expect(useBackflow.getState().entry).toEqual({ unit: 1, column: 0 });
  expect(useBackflow.getState().spoken.text).toBe("Unit 2 of 4.");
  seek(2);
  expect([press("nextUnit"), press("nextUnit"), press("nextUnit")]).toEqual([true, true, false]);
  // f₂ has one unit; the chosen one waits for the next step that has it.
  seek(3);
  expect(press("nextUnit")).toBe(false);
  expect(useBackflow.getState().entry).toEqual({ unit: 3, column: 0 });
  expect(useBackflow.getState().history).toBe(history);

  open(preset.document, { kind: "preset", slug: "vector-layer" });
  expect(useBackflow.getState().entry).toEqual({ unit: 0, column: 0 });
});

it("completes each part of the lecture at once, by 1, 2 and 3, and plays down to a quarter of the speed", () => {
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("There is no such preset.");
  useBackflow.getState().open(preset.document, { kind: "preset", slug: "toy-network" });
  const after = (id: "completeForward" | "completeBackward" | "completePartials") => {
    performCommand(id, services);
    const { steps } = traceOfState(useBackflow.getState());
    const { playhead } = useBackflow.getState();
    return [steps[playhead - 1]?.part, steps[playhead]?.part];
  };
  expect(after("completeForward")).toEqual(["forward", "backward"]);
  expect(after("completeBackward")).toEqual(["backward", "partials"]);
  expect(after("completePartials")).toEqual(["partials", undefined]);
  const keysOf = (id: keyof typeof commands) => commands[id].keys.map(({ key }) => key);
  expect(keysOf("completeForward")).toEqual(["1"]);
  expect(keysOf("completeBackward")).toEqual(["2"]);
  expect(keysOf("completePartials")).toEqual(["3"]);
  while (isPossible("slower")) performCommand("slower", services);
  expect(useBackflow.getState().speed).toBe(0.25);
  useBackflow.getState().setSpeed(1);
});

it("beside Training what plays the run drives the training, and waits until that is there", () => {
  const preset = presetBySlug("fit-a-line");
  if (!preset) throw new Error("There is no such preset.");
  const { open, setPane, setTrainer } = useBackflow.getState();
  open(preset.document, { kind: "preset", slug: "fit-a-line" });
  const keys = ["play", "step", "stepBack", "toStart", "toEnd"] as const;
  expect(isPossible("play")).toBe(true);
  setPane("training");
  for (const id of [...keys, "nextIteration", "completeForward"] as const) {
    expect(isPossible(id)).toBe(false);
    performCommand(id, services);
  }
  expect(useBackflow.getState()).toMatchObject({ playing: false, playhead: 0 });
  const pressed: string[] = [];
  const press = (name: string) => () => void pressed.push(name);
  setTrainer({
    ...{ toggle: press("play"), step: press("step"), toStart: press("toStart") },
    ...{ toEnd: press("toEnd"), iterate: press("iterate") },
    ...{ seek: press("seek"), showUpdate: press("showUpdate"), showStep: press("showStep") },
  });
  for (const id of keys) performCommand(id, services);
  expect(pressed).toEqual(["play", "step", "step", "toStart", "toEnd"]);
  for (const id of ["completeForward", "completeBackward", "completePartials"] as const) {
    expect(isPossible(id)).toBe(true);
    performCommand(id, services);
  }
  expect(pressed.slice(5)).toEqual(["showStep", "showStep", "showStep"]);
  expect(useBackflow.getState()).toMatchObject({ playing: false, playhead: 0 });
  setTrainer(null);
  setPane(null);
  performCommand("step", services);
  expect(useBackflow.getState().playhead).toBeGreaterThan(0);
});
