import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { type Evaluation, traceOf } from "@/engine";
import { run, toyNetwork } from "../graphs.test-support";
import { KATEX_OPTIONS, type Katex } from "../katex.test-support";
import { FIRST_ENTRY } from "../steps/step-entries";
import { explainIntuition, type Intuition } from "./intuition";

const katex: Katex = createRequire(import.meta.url)("katex");

function intuitions(evaluation: Evaluation, entry = FIRST_ENTRY): (Intuition | null)[] {
  const trace = traceOf(evaluation.plan);
  return trace.steps.map((_, index) => explainIntuition(evaluation, trace, index + 1, entry));
}

function intuitionOf(evaluation: Evaluation, number: number): Intuition {
  const trace = traceOf(evaluation.plan);
  const index = trace.steps.findIndex((step) => step.number === number && !step.optional);
  const found = explainIntuition(evaluation, trace, index + 1, FIRST_ENTRY);
  if (!found) throw new Error("The step has an intuition.");
  return found;
}

describe("the intuition of a derivative", () => {
  const toy = toyNetwork();

  test("every backward step and every partial has one, and the derivative predicts what is measured", () => {
    const found = intuitions(toy).filter((each) => each !== null);
    // 7 backward steps, 8 partials, and the extra steps of x and y.
    expect(found).toHaveLength(17);
    for (const { measured, predicted, path, factors, comparison } of found) {
      expect(Math.abs(measured - predicted)).toBeLessThan(0.03 * Math.abs(predicted));
      for (const latex of [path, ...factors, comparison])
        katex.renderToString(latex, KATEX_OPTIONS);
    }
  });

  test("a small change of a weight is pushed through to the loss", () => {
    const { path, factors, comparison } = intuitionOf(toy, 23);
    expect(path).toMatch(
      /^\\Delta \\omega_0 = 0\.001 \\to \\Delta f_0 .*\\to \\cdots \\to .*\\Delta \\ell_i/,
    );
    expect(factors[0]).toContain(
      "\\Delta f_0 = \\dfrac{\\partial f_0}{\\partial \\omega_0}\\,\\Delta \\omega_0 = 2.3\\times",
    );
    expect(factors[1]).toContain("\\dfrac{\\partial \\ell_i}{\\partial f_0}\\,\\Delta f_0");
    expect(comparison).toContain("measured");
  });

  test("both factors of a backward step are shown", () => {
    const { factors } = intuitionOf(toy, 10);
    expect(factors).toHaveLength(2);
    expect(factors[0]).toContain(
      "\\Delta f_3 \\approx \\dfrac{\\partial f_3}{\\partial h_3}\\,\\Delta h_3 = 3\\times",
    );
    expect(factors[1]).toContain(
      "\\Delta \\ell_i \\approx \\dfrac{\\partial \\ell_i}{\\partial f_3}\\,\\Delta f_3 \\approx 0.7445\\times",
    );
  });

  test("at a fan-out the changes add up", () => {
    const fan = run(
      {
        x: { op: "input", rows: [[3]] },
        h1: { op: "square", from: ["x"] },
        h2: { op: "sin", from: ["x"] },
        f: { op: "add", from: ["h1", "h2"] },
      },
      { output: "f" },
    );
    const found = intuitions(fan).at(-1);
    expect(found?.factors).toHaveLength(3);
    expect(found?.factors[2]).toMatch(/\\Delta h_1 \+ .*\\Delta h_2 \\approx .* \+ /);
    expect(found?.measured).toBeCloseTo(0.001 * (6 + Math.cos(3)), 5);
  });

  test("of a layer, one unit is nudged", () => {
    const layer = run({
      x: { op: "input", rows: [[1, 2]] },
      f0: {
        op: "linear",
        from: ["x"],
        beta: [0, 0.5],
        omega: [
          [
            [1, 2],
            [3, -1],
          ],
        ],
      },
      h1: { op: "tanh", from: ["f0"] },
      y: { op: "target", rows: [[0, 0]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["h1", "y"] },
    });
    for (const entry of [FIRST_ENTRY, { unit: 1, column: 1 }]) {
      for (const each of intuitions(layer, entry)) {
        if (!each) continue;
        expect(Math.abs(each.measured - each.predicted)).toBeLessThan(
          0.03 * Math.abs(each.predicted) + 1e-6,
        );
      }
    }
  });

  test("there is none of the forward pass, and none where numbers are not finite", () => {
    expect(
      intuitions(toy)
        .slice(0, 9)
        .every((each) => each === null),
    ).toBe(true);
    const overflow = run(
      { x: { op: "input", rows: [[800]] }, h1: { op: "exp", from: ["x"] } },
      { output: "h1" },
    );
    expect(intuitions(overflow).every((each) => each === null)).toBe(true);
  });
});
