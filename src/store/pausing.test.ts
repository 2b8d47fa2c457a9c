import { beforeEach, expect, test } from "vitest";
import { type BackflowDocument, type PauseCondition, withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { motion } from "./motion";
import { documentOf, traceOfState } from "./selectors";
import { useBackflow } from "./store";

const now = () => useBackflow.getState();

function openWith(pauses: readonly PauseCondition[], edit = (one: BackflowDocument) => one): void {
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("No toy network.");
  now().open({ ...edit(preset.document), pauses }, { kind: "preset", slug: "toy-network" });
  now().toStart();
}

/** Plays to where the run stops by itself: each step at once, as a clock does whose pulses have arrived. */
function play(): void {
  motion.set({ playhead: now().playhead, progress: 1 });
  now().togglePlaying();
  while (now().playing) now().advance();
}

const stepOf = (node: string, part: string) =>
  traceOfState(now()).steps.findIndex((step) => step.node === node && step.part === part) + 1;

beforeEach(() => {
  now().setShowOptional(false);
  now().notify(null);
});

test("a run that is played pauses at the step which gives a small gradient, says so, and goes on", () => {
  openWith([{ kind: "gradient-below", node: "h2", threshold: 1e9 }]);
  play();
  const at = now().playhead;
  const step = traceOfState(now()).steps[at - 1];
  expect([step?.node, step?.part]).toEqual(["h2", "backward"]);
  expect(now().notice?.text).toMatch(/^Paused: \|∂ℓᵢ\/∂h₂\| < /);
  play();
  expect(now().notice).toBeNull();
  expect(now().playhead).toBe(traceOfState(now()).steps.length);
});

test("stepping by hand stops at it too, also where its step is one that is passed over", () => {
  openWith([{ kind: "gradient-below", node: "x", threshold: 1e9 }]);
  const { steps } = traceOfState(now());
  const optional = steps.findIndex(({ node, part }) => node === "x" && part === "backward") + 1;
  expect(steps[optional - 1]?.optional).toBe(true);
  now().seek(optional - 1);
  now().step(1);
  expect(now().playhead).toBe(optional);
  expect(now().notice?.text).toContain("Paused");
  now().step(1);
  expect(now().playhead).toBeGreaterThan(optional);
});

test("a condition that no step fulfils pauses nothing, nor does one of the training", () => {
  openWith([
    { kind: "gradient-below", node: "h2", threshold: 1e-300 },
    { kind: "loss-below", threshold: 1e9 },
    { kind: "unit-dies" },
    { kind: "not-finite" },
  ]);
  play();
  expect(now().playhead).toBe(traceOfState(now()).steps.length);
  expect(now().notice).toBeNull();
});

test("it pauses at the first number that is not finite", () => {
  openWith([{ kind: "not-finite" }], (document) =>
    withNumber(document, { kind: "beta", node: "f1", unit: 0 }, 800),
  );
  play();
  expect(now().playhead).toBe(stepOf("h2", "forward"));
  expect(now().notice?.text).toBe("Paused: a number is not finite.");
  expect(documentOf(now()).pauses).toHaveLength(1);
});
