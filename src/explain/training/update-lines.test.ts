import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TRAINING, optimizers, type TrainingSettings } from "@/optimizers";
import { formulaValue } from "../formula-value";
import { type ParameterBefore, updateLines } from "./update-lines";

const turns = process.env.LONG ? 400 : 40;

const before: ParameterBefore = {
  symbol: "\\omega",
  theta: -1.469,
  samplePartials: [0.0878, -0.142, -0.0978, -0.135, 0],
  mean: (0.0878 - 0.142 - 0.0978 - 0.135) / 5,
  batch: 5,
  isWhole: false,
  penalized: true,
  norm: 1.7,
  clipping: 1,
  memory: [0.0252, 0.013],
  rate: 0.1,
  t: 7,
};

function linesOf(changed: Partial<TrainingSettings>, of: Partial<ParameterBefore> = {}) {
  return updateLines({ ...DEFAULT_TRAINING, ...changed }, { ...before, ...of });
}

test("momentum in its three lines, as the lecture writes it", () => {
  const lines = linesOf({ optimizer: { id: "momentum", settings: {} } });
  expect(lines.map(({ title }) => title)).toEqual([
    "the mean over the mini-batch",
    "running average of the gradients",
    "a step downhill",
  ]);
  expect(lines[1]?.value).toBeCloseTo(0.9 * 0.0252 + 0.1 * before.mean, 14);
  expect(lines[2]?.latex).toMatch(/^\\omega := \\omega - \\eta \\cdot v = -1\.469 - /);
});

test("every line of every optimiser has its symbols and its numbers", () => {
  for (const { id } of optimizers) {
    const lines = linesOf({ optimizer: { id, settings: {} }, weightDecay: 0.01 });
    for (const { latex } of lines.slice(1)) {
      const sides = latex.split(/ (?:=|\\approx) /);
      expect(sides, `${id}: ${latex}`).toHaveLength(3);
      expect(latex, id).not.toMatch(/undefined|[·+−(]\s*(?:=|\\approx)/);
    }
  }
});

test("a brief line has its symbols and what comes out of them", () => {
  for (const { id } of optimizers) {
    for (const { latex, brief } of linesOf({
      optimizer: { id, settings: {} },
      weightDecay: 0.01,
    })) {
      const sides = brief.split(/ (?:=|\\approx) /);
      expect(sides.length, brief).toBe(brief.startsWith("g = ") ? 3 : 2);
      expect(brief.replace(/^g = .*/, "")).not.toContain("frac");
      const [, symbols = ""] = latex.split(/ (?:=|\\approx|:=) /);
      if (!symbols.includes("frac")) expect(brief).toContain(symbols);
    }
  }
});

test("where all rows make the update, the mean is over N and not over a mini-batch", () => {
  const [whole] = linesOf({}, { isWhole: true, samplePartials: null });
  expect(whole?.title).toBe("the mean over all rows");
  expect(whole?.latex).toMatch(/\\dfrac\{1\}\{5\}\\sum_\{i=1\}\^\{5\}/);
  expect(linesOf({})[0]?.latex).toContain("\\text{batch}");
});

test("numbers put in multiply out: a reader with a calculator gets the printed result", () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...optimizers),
      number,
      number,
      fc.tuple(number, fc.double({ min: 0, max: 5, noNaN: true })),
      fc.integer({ min: 1, max: 50 }),
      (optimizer, theta, mean, memory, t) => {
        const own =
          optimizer.memory.length === 1 && optimizer.id === "rmsprop" ? [memory[1]] : memory;
        const lines = linesOf(
          { optimizer: { id: optimizer.id, settings: {} }, weightDecay: 0.01, l1: 0.002 },
          { theta, mean, samplePartials: null, memory: own, t },
        );
        for (const { latex, value } of lines.slice(1)) {
          const parts = latex.split(/ (?:=|\\approx) /);
          if (parts.length < 3) continue;
          const [printed, result] = parts.slice(-2);
          const computed = formulaValue(printed ?? "")?.value ?? Number.NaN;
          const shown = formulaValue(result ?? "")?.value ?? Number.NaN;
          const close = Math.max(1e-300, 6e-4 * Math.abs(value));
          expect(Math.abs(computed - shown)).toBeLessThanOrEqual(close);
          expect(Math.abs(shown - value)).toBeLessThanOrEqual(close);
        }
      },
    ),
    { seed: 16, numRuns: turns },
  );
});

test("L1, clipping and weight decay have their lines, in this order, and only where they act", () => {
  const titles = linesOf({ l1: 0.01, weightDecay: 0.1, clip: 1 }, { clipping: 0.5 }).map(
    ({ title }) => title,
  );
  expect(titles).toEqual([
    "the mean over the mini-batch",
    "L1 joins the gradient",
    "clipped: the gradient is too long",
    "weight decay joins the gradient",
    "a step downhill",
  ]);
  expect(linesOf({ l1: 0.01, weightDecay: 0.1 }, { penalized: false })).toHaveLength(2);
});

test("Adam in brief: its quotients stand in one line", () => {
  const briefs = linesOf({ optimizer: { id: "adam", settings: {} } }).map(({ brief }) => brief);
  expect(briefs.some((brief) => brief.startsWith("\\hat{m} := m / (1 - \\rho_1^{t}) "))).toBe(true);
  expect(briefs.join()).toContain("\\eta \\cdot \\hat{m} / (\\sqrt{\\hat{v}} + \\epsilon) ");
});
