import { expect, test } from "vitest";
import type { PauseCondition } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import {
  deadAt,
  graphModel,
  NodeHistory,
  penalizedParameters,
  startOf,
  TrainingRun,
} from "@/training";

function runOf(slug: string, pauses: readonly PauseCondition[]): TrainingRun {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}.`);
  const { document } = preset;
  const model = graphModel(document);
  const { training } = document;
  const penalized = penalizedParameters(model.plan, training.penalized);
  return new TrainingRun(model, training, penalized, startOf(model.initial), undefined, pauses);
}

test("a run pauses at the first iteration of an epoch at which a condition holds, and goes on", () => {
  const plain = runOf("fit-a-line", []);
  plain.advance(60);
  const losses = Array.from({ length: 61 }, (_, t) => {
    plain.seek(t);
    return plain.lossesNow().training;
  });
  const threshold = 0.5;
  const condition: PauseCondition = { kind: "loss-below", threshold };
  const run = runOf("fit-a-line", [condition]);
  expect(run.advance(60)).toBe(false);
  const { stop } = run;
  expect(stop).toMatchObject({ kind: "condition", condition });
  const at = stop?.kind === "condition" ? stop.t : -1;
  // Its four iterations were looked at once the epoch was over.
  const end = Math.ceil(at / 4) * 4;
  expect(losses[end]).toBeLessThan(threshold);
  expect(losses[at]).toBeLessThan(threshold);
  for (let t = end - 3; t < at; t++) expect(losses[t]).toBeGreaterThanOrEqual(threshold);
  expect(run.t).toBe(at);
  expect(run.advance(60 - run.newest)).toBe(true);
  expect(run.lossesNow().training).toBe(losses[60]);
});

test("what is small everywhere pauses too: the gradient of a node, and the slope", () => {
  for (const condition of [
    { kind: "gradient-below", node: "f", threshold: 3 },
    { kind: "slope-below", threshold: 1 },
  ] as const) {
    const run = runOf("fit-a-line", [condition]);
    run.advance(120);
    expect(run.stop, condition.kind).toMatchObject({ kind: "condition" });
  }
});

test("the path of a model has its parameters at every iteration, and is thinned", () => {
  const run = runOf("fit-a-line", []);
  run.advance(3);
  const [points, t] = [run.path.copy(), run.t];
  expect(points).toHaveLength(2 * 4);
  for (let at = 0; at <= t; at++) {
    run.seek(at);
    expect(points.slice(2 * at, 2 * at + 2)).toEqual(run.parameters.slice());
  }
  run.advance(9000, { beyondEnd: true });
  expect(run.path.copy().length).toBeLessThanOrEqual(4000);
  const larger = runOf("two-moons", []);
  const count = larger.parameters.length;
  larger.advance(500, { beyondEnd: true });
  const path = larger.path.copy();
  expect(path.length).toBeLessThanOrEqual(32_000);
  const kept = path.length / count;
  expect(Number.isInteger(kept)).toBe(true);
  // Every second point went, once or twice, and what is left stands where it stood.
  const apart = 2 ** Math.ceil(Math.log2(500 / kept));
  for (let point = 0; point < kept; point++) {
    larger.seek(point * apart);
    expect(path.slice(point * count, (point + 1) * count)).toEqual(larger.parameters.slice());
  }
});

test("noting the nodes costs a long run little, and gives the loss that a pass of its own would", () => {
  const history = new NodeHistory(0);
  const observed = {
    loss: 1,
    gradients: Float64Array.of(1),
    weights: Float64Array.of(2),
    slope: 1,
  };
  const epochs: number[] = [];
  for (let epoch = 0; epoch <= 20_000; epoch++) {
    if (!history.isDue(epoch)) continue;
    epochs.push(epoch);
    history.add(epoch, epoch, { ...observed, dead: [] });
  }
  expect(epochs.slice(0, 128)).toEqual(Array.from({ length: 128 }, (_, epoch) => epoch));
  expect(epochs.length).toBeLessThan(512);
  const preset = presetBySlug("xor");
  if (!preset) throw new Error("No preset xor.");
  const model = graphModel(preset.document);
  for (const scale of [1, 0.3]) {
    const parameters = model.initial.map((theta) => theta * scale);
    expect(model.observe?.(parameters).loss).toBe(model.trainingLoss(parameters));
  }
});

test("moments of the nodes are thinned, and events tell since when a unit is dead", () => {
  const history = new NodeHistory(0, 8);
  for (let epoch = 0; epoch < 100; epoch++) {
    if (!history.isDue(epoch)) continue;
    history.add(epoch, epoch * 3, {
      loss: 1,
      gradients: Float64Array.of(1),
      weights: Float64Array.of(2),
      slope: 1,
      dead: epoch >= 10 && epoch < 60 ? [{ node: "h", unit: 1 }] : [],
    });
  }
  expect(history.moments.length).toBeLessThanOrEqual(8);
  expect(history.moments[0]?.t).toBe(0);
  const died = history.events.find(({ dead }) => dead);
  expect(died?.t).toBeGreaterThanOrEqual(30);
  expect(deadAt(history.events, 29)).toEqual([]);
  expect(deadAt(history.events, 120)).toHaveLength(1);
  expect(deadAt(history.events, 297)).toEqual([]);
});
