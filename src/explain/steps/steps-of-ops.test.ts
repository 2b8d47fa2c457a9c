import { describe, expect, it } from "vitest";
import { type Evaluation, type Trace, traceOf } from "@/engine";
import { mostPorts, type Op, ops, resultWidth } from "@/ops";
import { type NodeSpec, run } from "../graphs.test-support";
import { explainIntuition } from "../intuition/intuition";
import { EXACT_DIGITS, printedNumber } from "../numbers";
import { lineLatex } from "./equation";
import { type Entry, entryText } from "./step-entries";
import { explainStep, type StepExplanation } from "./steps";

/** Numbers of two, three and eight digits: some are printed whole, some rounded. */
const ROWS = {
  1: [[0.37], [1 / 3]],
  3: [
    [0.3, 1.17, 2.4],
    [0.9, Math.SQRT1_2, 1.31],
  ],
  8: [
    [0.3, 1.17, 2.4, 0.25, 0.5, 1.5, 0.75, 0.1],
    [0.9, 0.2, 1.31, 0.4, 1 / 7, 0.6, 2, 0.3],
  ],
} as const;

type Width = keyof typeof ROWS;

const WIDTHS: readonly Width[] = [1, 3, 8];

const computed = ops.filter(({ kind }) => kind !== "leaf");
const cases = computed.flatMap((op) => WIDTHS.map((width) => [op.id, width, op] as const));

/** Graphs in which an op is computed, learned through, and what is differentiated itself. */
function graphsOf(op: Op, units: Width): Evaluation[] {
  const [first, second] = ROWS[units];
  const a: NodeSpec = { op: "parameter", rows: [first] };
  const b: NodeSpec = { op: "parameter", rows: [second] };
  if (op.kind === "loss") {
    const one = {
      a,
      y: { op: "target", rows: [second] },
      l: { op: op.id, from: ["a", "y"] },
    } as const;
    const z: NodeSpec = { op: "target", rows: [first] };
    // One of two losses is no more all that is differentiated.
    return [run(one), run({ ...one, z, m: { op: "squared-error", from: ["a", "z"] } })];
  }
  const from = mostPorts(op) === 1 ? ["a"] : ["a", "b"];
  const h: NodeSpec =
    op.kind === "linear"
      ? {
          op: "linear",
          from: ["a"],
          beta: second,
          omega: [first.map((x) => second.map((w) => x - w))],
        }
      : { op: op.id, from };
  const nodes = from.length === 1 ? { a, h0: h } : { a, b, h0: h };
  const width =
    op.kind === "linear"
      ? units
      : (resultWidth(
          op,
          from.map(() => units),
        ) ?? 1);
  const target = Array.from({ length: width }, (_, unit) => unit - 0.5);
  return [
    run({
      ...nodes,
      y: { op: "target", rows: [target] },
      l: { op: "squared-error", from: ["h0", "y"] },
    }),
    run(nodes, { output: "h0" }),
  ];
}

function stepsOf(evaluation: Evaluation, entry: Entry) {
  const trace: Trace = traceOf(evaluation.plan);
  return trace.steps.map((step, place) => {
    const explained = explainStep(evaluation, trace, place + 1, entry);
    return { step, explained, entry: entryText(evaluation.graph, step, entry), place };
  });
}

function allStepsOf(op: Op, width: Width) {
  const entries = [
    { unit: 0, column: 0 },
    { unit: width - 1, column: width > 1 ? 1 : 0 },
  ];
  return graphsOf(op, width).flatMap((evaluation) =>
    entries.flatMap((entry) =>
      stepsOf(evaluation, entry).map((each) => ({ ...each, evaluation, asked: entry })),
    ),
  );
}

const linesOf = ({ wholeLines }: StepExplanation) =>
  wholeLines.map((line) => ({ ...line, latex: lineLatex(line) }));

/** A symbol, one of its units, a constant, and what is one of its inputs: they have no numbers to put in. */
const ALONE =
  /^$|^-?(?:[ah](?:_0)?|b|1|\{[ab]\}_\{d\}|\\omega_0|\\frac\{1\}\{\d\}|\\mathbf\{1\}\\,\{a\}\^\{\\top\})$|^\\operatorname\{concat\}\[/;

const NUMBER = /(?<![\w.{])-?\d+(?:\.\d+)?(?:\\cdot 10\^\{-?\d+\})?(?!\w)/g;

describe.each(cases)("the steps of %s with %i units", (_, width, op) => {
  const steps = allStepsOf(op, width);

  it("have symbols, numbers and a result", () => {
    for (const { step, explained } of steps) {
      const lines = linesOf(explained);
      const all = lines.map(({ latex }) => latex).join("\n");
      const isSeed = step.part === "backward" && step.wires.length === 0;
      expect(lines[0]?.kind, all).toBe("symbolic");
      if (isSeed) continue;
      expect(
        lines.filter(({ kind }) => kind === "result"),
        all,
      ).toHaveLength(1);
      const result = all
        .split("\n")
        .find((line) => /^(?:\\text\{[^}]*\} )?(?:=|\\approx)/.test(line));
      expect(result, all).toBeDefined();
      // A symbol alone is its number; what is computed of several shows them.
      const [, formula = ""] = lines[0]?.latex.split(/ = /) ?? [];
      const isAlone = ALONE.test(formula.replaceAll(" ", ""));
      const isJacobian = lines.some(({ kind, latex }) => kind === "local" && /\)$/.test(latex));
      const isOne = width === 1 && formula.includes("softmax");
      expect(
        isAlone || isOne || isJacobian || lines.some(({ kind }) => kind === "numbers"),
        all,
      ).toBe(true);
    }
  });

  it("say which unit or entry the numbers are of", () => {
    for (const { step, explained, entry } of steps) {
      if (step.part === "backward" && step.wires.length === 0) continue;
      const marks = linesOf(explained).flatMap(({ kind, latex }) =>
        kind === "local" ? [] : [...(/\\text\{([^}]*): \}/.exec(latex)?.slice(1) ?? [])],
      );
      expect([...new Set(marks)].join(), explained.title).toBe(entry.toLowerCase());
      if (/^Unit/.test(entry))
        expect(explained.words).toContain(entry.replace(/ of \d+/g, "").toLowerCase());
    }
  });

  it("have no factor that runs into another, and no side that is said twice", () => {
    for (const { explained } of steps) {
      for (const { latex } of linesOf(explained)) {
        expect(latex).not.toMatch(/\d\s*\\,\s*\d|\d \d/);
        expect(latex).not.toMatch(/\\text\{[^}]*: \}\s*$/);
        const sides = latex.split(/=|\\approx/).map((side) => side.trim());
        for (const [place, side] of sides.entries()) {
          const next = sides[place + 1];
          if (place === 0 || next === undefined) continue;
          const isTwice = isNumber(side) && isNumber(next);
          expect(isTwice, latex).toBe(false);
        }
      }
    }
  });

  it("say of what an intuition is made, once", () => {
    for (const { explained, evaluation, asked, place } of steps) {
      const trace = traceOf(evaluation.plan);
      const intuition = explainIntuition(evaluation, trace, place + 1, asked);
      if (!intuition) continue;
      const all = [intuition.path, ...intuition.factors, intuition.comparison];
      for (const latex of all) {
        const trivial = /\\dfrac\{\\partial ([^{}]*)\}\{\\partial \1\}/;
        expect(latex, explained.title).not.toMatch(trivial);
      }
      const { measured, predicted, comparison } = intuition;
      const relations = [...comparison.matchAll(/(=|\\approx) -?[\d.]/g)].map(([, sign]) => sign);
      expect(relations).toEqual([measured, predicted].map(relationOf));
    }
  });

  it("are spoken without a sign of LaTeX", () => {
    for (const { explained } of steps) {
      expect(explained.spoken).not.toMatch(/[\\{}^]|\(\)|:,/);
    }
  });
});

function isNumber(side: string): boolean {
  return side.replace(NUMBER, "") === "" && side !== "";
}

function relationOf(value: number): string {
  const rounded = Number(value.toPrecision(10));
  return printedNumber(rounded, 4) === printedNumber(rounded, EXACT_DIGITS) ? "=" : "\\approx";
}
