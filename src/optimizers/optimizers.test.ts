import { describe, expect, test } from "vitest";
import {
  checkSettings,
  DEFAULT_TRAINING,
  inRange,
  type MicroStep,
  type Optimizer,
  optimizerById,
  optimizers,
  type SettingValues,
  scheduleOf,
  schedules,
  settingValues,
  type TrainingSettings,
} from "./index";

const LAMBDA = 0.07;
const RATE = 0.03;

/** The memory after `updates` updates of one parameter on the given gradients, step by step as the page shows them. */
function byMicroSteps(optimizer: Optimizer, gradients: readonly number[], decays: boolean) {
  const settings = settingValues(optimizer.settings, {});
  let of: SettingValues = {
    ...settings,
    ...Object.fromEntries(optimizer.memory.map(({ name }) => [name, 0])),
    theta: 0.4,
    eta: RATE,
    lambda: LAMBDA,
  };
  for (const [index, g] of gradients.entries()) {
    of = { ...of, g, t: index + 1 };
    for (const step of optimizer.microSteps(decays)) of = { ...of, [step.name]: step.value(of) };
  }
  return of;
}

function byUpdates(optimizer: Optimizer, gradients: readonly number[], decays: boolean) {
  const settings = settingValues(optimizer.settings, {});
  const parameters = Float64Array.of(0.4);
  const memory = optimizer.memory.map(() => new Float64Array(1));
  const decoupled = decays && optimizer.weightDecay === "decoupled";
  for (const [index, g] of gradients.entries()) {
    const theta = parameters[0] ?? 0;
    const coupled = decays && !decoupled ? LAMBDA * theta : 0;
    const arrays = {
      parameters,
      gradient: Float64Array.of(g + coupled),
      memory,
      decay: decoupled ? Float64Array.of(LAMBDA) : null,
    };
    optimizer.update(arrays, settings, RATE, index + 1);
  }
  return { theta: parameters[0], memory: memory.map(([kept]) => kept) };
}

test("the numbers of optimisers and schedules in links never change", () => {
  expect(optimizers.map(({ id }) => id)).toEqual([
    "gradient-descent",
    "momentum",
    "nesterov",
    "rmsprop",
    "adam",
    "adamw",
    "heavy-ball",
  ]);
  expect(schedules.map(({ id }) => id)).toEqual(["constant", "step", "cosine", "warm-up"]);
  expect(optimizerById.get("constructor")).toBeUndefined();
});

describe.each(optimizers.map((optimizer) => [optimizer.id, optimizer] as const))(
  "%s",
  (_id, optimizer) => {
    test.each([false, true])("its micro-steps are its update (with weight decay: %s)", (decays) => {
      const gradients = [0.8, -1.3, 0.02, 2.4, -0.6];
      const steps = byMicroSteps(optimizer, gradients, decays);
      const updates = byUpdates(optimizer, gradients, decays);
      expect(steps.theta).toBeCloseTo(updates.theta ?? Number.NaN, 13);
      for (const [index, { name }] of optimizer.memory.entries()) {
        expect(steps[name]).toBeCloseTo(updates.memory[index] ?? Number.NaN, 13);
      }
    });

    test("each micro-step can be written with symbols, and the last one is the parameter", () => {
      const symbols = new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) });
      const steps: readonly MicroStep[] = optimizer.microSteps(true);
      for (const step of steps) {
        expect(step.formula(symbols)).not.toMatch(/undefined|NaN/);
        expect(step.title).not.toBe("");
      }
      expect(steps.at(-1)?.name).toBe("theta");
    });

    test("its own settings are in their range, and their ends are kept", () => {
      for (const { initial, range } of optimizer.settings) {
        expect(inRange(initial, range)).toBe(true);
        expect(inRange(range.from - 1, range)).toBe(false);
        expect(inRange(range.to, range)).toBe(!range.toExcluded);
        expect(inRange(Number.NaN, range)).toBe(false);
      }
    });
  },
);

test("two parameters are updated as each of them alone", () => {
  for (const optimizer of optimizers) {
    const settings = settingValues(optimizer.settings, {});
    const together = {
      parameters: Float64Array.of(0.5, -2, 3),
      gradient: Float64Array.of(0.1, 0, -4),
      memory: optimizer.memory.map(() => Float64Array.of(0.2, 0.3, 0.4)),
      decay: Float64Array.of(0, 0.1, 0.2),
    };
    const alone = [0, 1, 2].map((index) => ({
      parameters: together.parameters.slice(index, index + 1),
      gradient: together.gradient.slice(index, index + 1),
      memory: together.memory.map((kept) => kept.slice(index, index + 1)),
      decay: together.decay.slice(index, index + 1),
    }));
    optimizer.update(together, settings, 0.1, 7);
    for (const arrays of alone) optimizer.update(arrays, settings, 0.1, 7);
    expect(Array.from(together.parameters)).toEqual(alone.map(({ parameters }) => parameters[0]));
  }
});

test("schedules at moments whose factor is known", () => {
  const factor = (id: Parameters<typeof scheduleOf>[0], t: number, epoch: number, settings = {}) =>
    scheduleOf(id).factor(t, epoch, settingValues(scheduleOf(id).settings, settings));
  expect(factor("constant", 1e6, 1e6)).toBe(1);
  expect(
    [0, 9, 10, 29].map((epoch) => factor("step", 0, epoch, { factor: 0.5, every: 10 })),
  ).toEqual([1, 1, 0.5, 0.25]);
  expect(factor("cosine", 0, 0, { iterations: 80 })).toBe(1);
  expect(factor("cosine", 40, 0, { iterations: 80 })).toBeCloseTo(0.5, 15);
  expect(factor("cosine", 90, 0, { iterations: 80 })).toBe(0);
  expect(factor("warm-up", 0, 0, { start: 0.2, iterations: 4 })).toBe(0.2);
  expect(factor("warm-up", 2, 0, { start: 0.2, iterations: 4 })).toBeCloseTo(0.6, 15);
  expect(factor("warm-up", 99, 0, { start: 0.2, iterations: 4 })).toBe(1);
});

test.each<[string, Partial<TrainingSettings>, string]>([
  ["η = 0", { rate: 0 }, "rate"],
  ["a negative η", { rate: -1 }, "rate"],
  ["an infinite η", { rate: Number.POSITIVE_INFINITY }, "rate"],
  ["B = 0", { batchSize: 0 }, "batchSize"],
  ["B = 2.5", { batchSize: 2.5 }, "batchSize"],
  ["μ = 1", { optimizer: { id: "momentum", settings: { momentum: 1 } } }, "momentum"],
  ["a negative λ", { weightDecay: -0.1 }, "weightDecay"],
  ["a clipping norm of 0", { clip: 0 }, "clip"],
  ["no epoch", { epochs: 0 }, "epochs"],
  ["a seed that is no whole number", { seed: 0.5 }, "seed"],
  ["ε = 0", { optimizer: { id: "adam", settings: { epsilon: 0 } } }, "epsilon"],
  [
    "a cosine over no iteration",
    { schedule: { id: "cosine", settings: { iterations: 0 } } },
    "iterations",
  ],
])("%s is refused by name", (_what, changed, name) => {
  expect(checkSettings({ ...DEFAULT_TRAINING, ...changed })).toMatchObject({
    kind: "setting-range",
    name,
  });
});

test("what is not known is refused", () => {
  const training = (settings: SettingValues): TrainingSettings => ({
    ...DEFAULT_TRAINING,
    optimizer: { id: "adam", settings },
  });
  expect(checkSettings(DEFAULT_TRAINING)).toBeNull();
  expect(checkSettings(training({ beta3: 1 }))).toEqual({ kind: "unknown-setting", name: "beta3" });
  const unknown: TrainingSettings = JSON.parse(
    JSON.stringify({ ...DEFAULT_TRAINING, optimizer: { id: "constructor", settings: {} } }),
  );
  expect(checkSettings(unknown)).toEqual({ kind: "unknown-optimizer", id: "constructor" });
});
