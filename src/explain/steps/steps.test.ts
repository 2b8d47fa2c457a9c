import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { atSample, type Evaluation, traceOf } from "@/engine";
import { type OpId, opOf, ops } from "@/ops";
import { formulaValue } from "../formula-value";
import { type NodeSpec, run, toyNetwork } from "../graphs.test-support";
import { KATEX_OPTIONS, type Katex } from "../katex.test-support";
import { printedNumber } from "../numbers";
import { lineLatex } from "./equation";
import { readyWords } from "./ready-words";
import { type Entry, entryBeside, FIRST_ENTRY } from "./step-entries";
import { explainStep, type StepExplanation } from "./steps";

const katex: Katex = createRequire(import.meta.url)("katex");

/** The explanation of the step with this number. */
function stepOf(
  evaluation: Evaluation,
  number: number,
  sample = 0,
  entry?: Entry,
): StepExplanation {
  const trace = traceOf(evaluation.plan);
  const playhead = trace.steps.findIndex((step) => step.number === number && !step.optional) + 1;
  return explainStep(atSample(evaluation, sample), trace, number === 0 ? 0 : playhead, entry);
}

function allSteps(evaluation: Evaluation, sample = 0, entry?: Entry): StepExplanation[] {
  const trace = traceOf(evaluation.plan);
  return Array.from({ length: trace.steps.length + 1 }, (_, playhead) =>
    explainStep(atSample(evaluation, sample), trace, playhead, entry),
  );
}

const linesOf = ({ lines }: StepExplanation) =>
  lines.map((line) => `${line.kind}: ${lineLatex(line)}`);

/** Every LaTeX of an explanation has to render on its own, and the copy as a whole. */
function renderAll(explanation: StepExplanation): void {
  const render = (latex: string) =>
    katex.renderToString(latex, { ...KATEX_OPTIONS, displayMode: true });
  for (const { segments } of explanation.lines) {
    for (const segment of segments) {
      if (segment.kind !== "known") render(segment.latex);
      else for (const { latex } of [...segment.segments, { latex: segment.label }]) render(latex);
    }
  }
  render(explanation.copyLatex);
}

/** A calculator for what is printed: the numbers of an explanation give its result. */
function checkNumbers({ title, lines }: StepExplanation): number {
  let checked = 0;
  const results = lines.filter(({ kind }) => kind === "result");
  const equation = [...lines.filter(({ kind }) => kind === "numbers"), ...results.slice(0, 1)];
  const equations = [
    equation.map(lineLatex).join(" "),
    ...lines.filter(({ kind }) => kind === "local").map(lineLatex),
    ...results.slice(1).map(lineLatex),
  ];
  for (const text of equations) {
    const sides = text
      .replace(/\\text\{[^}]*\}/g, "")
      .split(/=|\\approx/)
      .map((side) => formulaValue(side.trim())?.value ?? null);
    const result = sides.at(-1);
    for (const side of sides.slice(0, -1)) {
      if (side === null || result === null || result === undefined) continue;
      const digits = Math.max(4, String(Math.abs(result)).replace(/^0\.0*|\./g, "").length);
      const agrees = [4, 5, 6, 7, 8, digits].some((count) => printedNumber(side, count) === result);
      expect(agrees, `${title}: ${text}: ${side} and ${result}`).toBe(true);
      checked++;
    }
  }
  return checked;
}

describe("the toy network", () => {
  const toy = toyNetwork();

  test.each([
    [0, ""],
    [1, "f₀ equals 1 plus 0.1 times 2.3, 1.23."],
    [2, "h₁ equals about 0.9425."],
    [9, "∂ℓᵢ/∂f₃ equals about 2 times (2.37226 minus 2), about 0.7445."],
    [10, "∂ℓᵢ/∂h₃ equals about 3 times 0.74453, about 2.234."],
    [16, "∂ℓᵢ/∂β₃ equals about 1 times 0.74453, about 0.7445."],
  ])("step %i is spoken with its numbers and its result", (number, spoken) => {
    expect(stepOf(toy, number).spoken).toBe(spoken);
  });

  test("before the first step", () => {
    expect(stepOf(toy, 0)).toEqual({
      title: "Ready",
      claims: [],
      entry: "",
      words:
        "Play computes every value, from what is given to ℓᵢ, then the derivative of ℓᵢ with respect to each of them on the way back, and at the end the partial derivatives of the parameters.",
      position: "step 0 of 23",
      lines: [],
      wholeLines: [],
      copyLatex: "",
      spoken: "",
    });
  });

  test("a forward step", () => {
    const step = stepOf(toy, 1);
    expect(step.title).toBe("Forward through linear f₀");
    expect(step.position).toBe("step 1 of 23 · forward pass");
    expect(step.words).toBe("f₀ is computed from x and stored for the backward pass.");
    expect(linesOf(step)).toEqual([
      "symbolic: f_0 = \\beta_0 + \\omega_0 x",
      "numbers: = 1 +0.1\\times 2.3",
      "result: = 1.23",
    ]);
    expect(linesOf(stepOf(toy, 7))).toEqual([
      "symbolic: f_3 = \\beta_3 + \\omega_3 h_3",
      "numbers: \\approx 0.4 +3\\times 0.6574",
      "result: \\approx 2.372",
    ]);
  });

  test("the first derivative multiplies out", () => {
    const step = stepOf(toy, 9);
    expect(step.title).toBe("Backward through the loss");
    expect(linesOf(step)).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial f_3} = 2( f_3 - y_i )",
      "numbers: \\approx 2( 2.37226 - 2 )",
      "result: \\approx 0.7445",
    ]);
    expect(step.lines[0]?.segments.filter(({ kind }) => kind === "forward")).toEqual([
      { kind: "forward", latex: "f_3", node: "f3", step: 7 },
      { kind: "forward", latex: "y_i", node: "y", step: 0 },
    ]);
  });

  test("a backward step: local derivative first, then the parenthesis that is already known", () => {
    const step = stepOf(toy, 11);
    expect(step.title).toBe("Backward through cos");
    expect(step.position).toBe("step 11 of 23 · backward pass");
    expect(step.words).toBe(
      "It is the local derivative of cos times the upstream gradient ∂ℓᵢ/∂h₃, which step 10 has stored.",
    );
    expect(linesOf(step)).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial f_2} = \\dfrac{\\partial h_3}{\\partial f_2} \\biggl( \\dfrac{\\partial f_3}{\\partial h_3} \\dfrac{\\partial \\ell_i}{\\partial f_3} \\biggr)",
      "local: \\dfrac{\\partial h_3}{\\partial f_2} = -\\sin[ f_2 ] \\approx -\\sin[ 7.1366 ] \\approx -0.7535",
      "numbers: \\approx (-0.7535)\\times 2.234",
      "result: \\approx -1.683",
    ]);
    const known = step.lines[0]?.segments.find(({ kind }) => kind === "known");
    expect(known).toMatchObject({
      label: "\\frac{\\partial \\ell_i}{\\partial h_3} \\approx 2.234",
      step: 10,
      node: "h3",
    });
    expect(step.lines[1]?.segments).toContainEqual({
      kind: "forward",
      latex: "f_2",
      node: "f2",
      step: 5,
    });
  });

  test("a weight is named once", () => {
    expect(linesOf(stepOf(toy, 10))).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial h_3} = \\dfrac{\\partial f_3}{\\partial h_3} \\dfrac{\\partial \\ell_i}{\\partial f_3}",
      "local: \\dfrac{\\partial f_3}{\\partial h_3} = \\omega_3 = 3",
      "numbers: \\approx 3\\times 0.74453",
      "result: \\approx 2.234",
    ]);
  });

  test("the longest chains of the lecture are written out", () => {
    for (const step of allSteps(toy)) {
      expect(linesOf(step).join()).not.toContain("\\cdots");
      expect(step.wholeLines).toEqual(step.lines);
    }
  });

  test("what is left out of a longer chain is there on demand, and in copies", () => {
    const nodes = ["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9", "h10", "h11"];
    const chain = run({
      x: { op: "input", rows: [[0.5]] },
      ...Object.fromEntries(
        nodes.map((id, index): [string, NodeSpec] => [
          id,
          { op: "tanh", from: [nodes[index - 1] ?? "x"] },
        ]),
      ),
      y: { op: "target", rows: [[1]] },
      loss: { op: "squared-error", from: ["h11", "y"] },
    });
    const step = allSteps(chain).find((each) => linesOf(each).join().includes("cdots"));
    expect(step).toBeDefined();
    expect(step?.wholeLines.map(lineLatex).join()).not.toContain("cdots");
    expect(step?.copyLatex).not.toContain("cdots");
  });

  test("partial derivatives", () => {
    const beta = stepOf(toy, 16);
    expect(beta.title).toBe("Derivative of β₃");
    expect(beta.position).toBe("step 16 of 23 · partial derivatives");
    expect(linesOf(beta).slice(1)).toEqual([
      "local: \\dfrac{\\partial f_3}{\\partial \\beta_3} = 1",
      "numbers: \\approx 1\\times 0.74453",
      "result: \\approx 0.7445",
    ]);
    const omega = stepOf(toy, 19);
    expect(omega.words).toBe(
      "ω₂ multiplies h₂, stored by the forward pass, so its derivative is h₂ times ∂ℓᵢ/∂f₂, which step 11 has stored.",
    );
    expect(linesOf(omega)).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial \\omega_2} = \\dfrac{\\partial f_2}{\\partial \\omega_2} \\dfrac{\\partial \\ell_i}{\\partial f_2}",
      "local: \\dfrac{\\partial f_2}{\\partial \\omega_2} = h_2 \\approx 5.0683",
      "numbers: \\approx 5.0683 \\times (-1.6831)",
      "result: \\approx -8.53",
    ]);
  });

  test("the seed", () => {
    const seed = allSteps(toy)[9];
    expect(seed?.position).toBe("extra step after step 8 of 23 · backward pass");
    expect(seed && linesOf(seed)).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial \\ell_i} = 1",
    ]);
  });

  test("every step renders and multiplies out", () => {
    let checked = 0;
    for (const step of allSteps(toy)) {
      renderAll(step);
      checked += checkNumbers(step);
    }
    expect(checked).toBeGreaterThan(25);
  });
});

const NONE = "\\text{not a number}";

describe("every number can be traced", () => {
  const classes = (y: readonly number[]) =>
    run({
      x: { op: "input", rows: [[1, 2, 3]] },
      y: { op: "target", rows: [y] },
      loss: { op: "softmax-cross-entropy", symbol: "\\ell_i", from: ["x", "y"] },
    });

  test("softmax cross-entropy shows its probabilities and p − y", () => {
    const evaluation = classes([0, 0, 1]);
    expect(linesOf(stepOf(evaluation, 1)).slice(1)).toEqual([
      "numbers: \\approx -(0\\cdot\\log[0.090031]+0\\cdot\\log[0.24473]+1\\cdot\\log[0.66524])",
      "result: \\approx 0.4076",
      "local: \\operatorname{softmax}[x] \\approx (0.090031,\\,0.24473,\\,0.66524)",
    ]);
    const step = allSteps(evaluation, 0, { unit: 2, column: 0 }).findLast(({ title }) =>
      title.startsWith("Backward through the loss"),
    );
    expect(step && linesOf(step).slice(1)).toEqual([
      "numbers: \\approx (0.090031,\\,0.24473,\\,0.66524)-(0,\\,0,\\,1)",
      "numbers: \\text{unit 3 of 3: } \\approx 0.66524-1",
      "result: \\approx -0.3348",
      "local: \\operatorname{softmax}[x] \\approx (0.090031,\\,0.24473,\\,0.66524)",
    ]);
    // Targets that do not sum to one.
    const [, other] = allSteps(classes([1, 0, 1])).filter(({ title }) =>
      title.startsWith("Backward"),
    );
    expect(other && linesOf(other)[1]).toBe(
      "numbers: \\approx (0.09003,\\,0.2447,\\,0.6652)\\cdot 2-(1,\\,0,\\,1)",
    );
  });

  test("binary cross-entropy puts its numbers in", () => {
    const evaluation = run({
      x: { op: "input", rows: [[0.5]] },
      y: { op: "target", rows: [[1]] },
      loss: { op: "binary-cross-entropy-with-logits", symbol: "\\ell_i", from: ["x", "y"] },
    });
    expect(linesOf(stepOf(evaluation, 1)).slice(1)).toEqual([
      "numbers: = \\operatorname{softplus}[0.5]-1\\cdot 0.5",
      "result: \\approx 0.4741",
    ]);
  });

  test("what is not finite shows its arithmetic", () => {
    const evaluation = run({
      x: { op: "input", rows: [[812.4]] },
      h1: { op: "exp", from: ["x"] },
      f1: { op: "linear", from: ["h1"], beta: [0.5], omega: [[[3.3]]] },
      y: { op: "target", rows: [[1]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["f1", "y"] },
    });
    expect(linesOf(stepOf(evaluation, 1)).slice(1)).toEqual([
      "numbers: = \\exp[ 812.4 ]",
      "result: = \\infty\\text{ in float64}",
    ]);
    expect(linesOf(stepOf(evaluation, 2)).slice(1)).toEqual([
      "numbers: = 0.5 +3.3\\times \\infty",
      "result: = \\infty",
    ]);
    expect(linesOf(stepOf(evaluation, 5)).slice(-2)).toEqual([
      "numbers: = 3.3\\times \\infty",
      "result: = \\infty",
    ]);
    const nothing = run({ x: { op: "input", rows: [[-4]] }, h1: { op: "sqrt", from: ["x"] } });
    expect(linesOf(stepOf(nothing, 1)).slice(1)).toEqual([
      "numbers: = \\sqrt{-4}",
      "result: = \\text{not a number}",
    ]);
  });

  test("what is not a number is not reckoned with", () => {
    const evaluation = run({
      x: { op: "parameter", rows: [[-4]] },
      h1: { op: "sqrt", from: ["x"] },
      f1: { op: "linear", from: ["h1"], beta: [0.5], omega: [[[3]]] },
      y: { op: "target", rows: [[1]] },
      loss: { op: "squared-error", from: ["f1", "y"] },
    });
    for (const step of allSteps(evaluation)) {
      for (const latex of linesOf(step)) {
        const sides = latex.split(/=|\\approx/).map((side) => side.trim());
        for (const side of sides) {
          expect(side.includes("not a number") ? side : NONE, latex).toBe(NONE);
        }
      }
    }
  });

  test("of several units as well, whatever takes them together", () => {
    const large = { x: { op: "input", rows: [[1e200, -2]] } } as const;
    const numbersOf = (op: OpId, infinite: boolean, number = 1, entry?: Entry) => {
      const source = infinite
        ? ({ z: { op: "input", rows: [[0, 1]] }, x: { op: "reciprocal", from: ["z"] } } as const)
        : large;
      const isAlone = op === "sum" || op === "mean" || op === "product" || op === "softmax";
      const evaluation = run({
        ...source,
        y: { op: "target", rows: [[0, 1]] },
        h: { op, from: isAlone ? ["x"] : ["x", "y"] },
      });
      return linesOf(stepOf(evaluation, infinite ? number + 1 : number, 0, entry)).slice(1);
    };
    expect(numbersOf("squared-error", false)).toEqual([
      "numbers: = (10^{200}-0)^{2}+(-2-1)^{2}",
      "result: = \\infty\\text{ in float64}",
    ]);
    expect(numbersOf("dot-product", true)).toEqual([
      "numbers: = \\infty\\cdot 0+1\\cdot 1",
      "result: = \\text{not a number}",
    ]);
    expect(numbersOf("mean", true)).toEqual([
      "numbers: = \\frac{\\infty+1}{2}",
      "result: = \\infty",
    ]);
    expect(numbersOf("softmax", true, 1, { unit: 1, column: 0 })).toEqual([
      "numbers: \\text{unit 2 of 2: } = \\frac{\\exp[1]}{\\exp[\\infty]+\\exp[1]}",
      "result: = \\text{not a number}",
    ]);
    // ∂ℓ/∂f of a loss of classes is p − y: where p is no number, there is nothing to reckon with.
    expect(numbersOf("softmax-cross-entropy", true, 2)).toEqual([
      "result: \\text{unit 1 of 2: } = \\text{not a number}",
    ]);
  });

  test("the partial of the sample comes before the mean, and each says whose it is", () => {
    const batch = run({
      x: { op: "input", rows: [[1], [2]] },
      f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      y: { op: "target", rows: [[0], [1]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["f0", "y"] },
    });
    const latex = linesOf(stepOf(batch, 5));
    const first = latex.findIndex((line) =>
      line.includes("\\partial \\ell_i}{\\partial \\omega_0}"),
    );
    const mean = latex.findIndex((line) => line.includes("\\partial L}{\\partial \\omega_0}"));
    expect(first).toBe(0);
    expect(mean).toBe(latex.length - 1);
  });
});

describe("no trivial equalities, and one form for one number", () => {
  test("what repeats the side before is left out", () => {
    const evaluation = run(
      {
        x: { op: "input", rows: [[1]] },
        f0: { op: "linear", from: ["x"], beta: [1], omega: [[[2]]] },
        c: { op: "constant", rows: [[2]] },
        h1: { op: "add", from: ["f0", "c"] },
        h2: { op: "sin", from: ["h1"] },
      },
      { output: "h2" },
    );
    const back = allSteps(evaluation).find(({ title }) => title === "Backward through add");
    expect(back && linesOf(back)[1]).toBe("local: \\dfrac{\\partial h_1}{\\partial c} = 1");
    const own = run(
      {
        x: { op: "input", rows: [[3]] },
        y0: { op: "linear", from: ["x"], beta: [1], omega: [[[2]]] },
      },
      { output: "y0" },
    );
    expect(linesOf(stepOf(own, 2))).toEqual([
      "symbolic: \\dfrac{\\partial y_0}{\\partial \\beta_0}",
      "result: = 1",
    ]);
    expect(linesOf(stepOf(own, 3))).toEqual([
      "symbolic: \\dfrac{\\partial y_0}{\\partial \\omega_0} = x",
      "result: = 3",
    ]);
  });

  test("a number that is rounded is so everywhere", () => {
    const evaluation = run({
      x: { op: "input", rows: [[2.0001]] },
      f0: { op: "linear", from: ["x"], beta: [0], omega: [[[0.1]]] },
      f1: { op: "linear", from: ["f0"], beta: [0], omega: [[[1]]] },
      y: { op: "target", rows: [[1]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["f1", "y"] },
    });
    expect(linesOf(stepOf(evaluation, 1)).at(-1)).toBe("result: \\approx 0.2");
    const omega = allSteps(evaluation).find(({ title }) => title.includes("ω₁"));
    expect(omega && linesOf(omega)[1]).toMatch(/f_0 (?:= 0\.20001|\\approx 0\.2)$/);
    // 0.1 + 0.2 is 0.3 but for the dust of float64.
    const dust = run({
      x: { op: "input", rows: [[0.1]] },
      c: { op: "constant", rows: [[0.2]] },
      h1: { op: "add", from: ["x", "c"] },
    });
    expect(linesOf(stepOf(dust, 1)).slice(1)).toEqual(["numbers: = 0.1 + 0.2", "result: = 0.3"]);
  });
});

describe("graphs of other shapes", () => {
  test("a fan-out sums contributions", () => {
    const square = run({
      x: { op: "input", rows: [[3]] },
      theta: { op: "parameter", symbol: "\\theta", rows: [[1.5]] },
      h0: { op: "multiply", from: ["x", "theta"] },
      h1: { op: "multiply", from: ["h0", "h0"] },
      y: { op: "target", rows: [[20]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["h1", "y"] },
    });
    const step = stepOf(square, 5);
    expect(step.title).toBe("Contributions add up at h₀");
    expect(linesOf(step).slice(1)).toEqual([
      "local: \\dfrac{\\partial h_1}{\\partial h_0}\\Big|_{a} = h_0 = 4.5",
      "local: \\dfrac{\\partial h_1}{\\partial h_0}\\Big|_{b} = h_0 = 4.5",
      "numbers: = 4.5\\times 0.5 +4.5\\times 0.5",
      "numbers: = 2.25 +2.25",
      "result: = 4.5",
    ]);
    const theta = stepOf(square, 6);
    expect(theta.title).toBe("Derivative of θ");
    expect(linesOf(theta).slice(-2)).toEqual(["numbers: = 3\\times 4.5", "result: = 13.5"]);
  });

  test("with several samples, the sample is named and the mean of the partials shown", () => {
    const batch = run({
      x: { op: "input", rows: [[1], [2]] },
      f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      y: { op: "target", rows: [[0], [1]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["f0", "y"] },
    });
    expect(stepOf(batch, 1, 1).words).toMatch(/Sample 2 of 2\.$/);
    const omega = stepOf(batch, 5, 1);
    expect(omega.words).toMatch(/Sample 2 of 2\. Training uses the mean over all 2 samples\.$/);
    expect(linesOf(omega).at(-1)).toBe(
      "result: \\dfrac{\\partial L}{\\partial \\omega_0} = \\dfrac{1}{2}\\sum_{i} \\dfrac{\\partial \\ell_i}{\\partial \\omega_0} = \\dfrac{1}{2}(2+4) = 3",
    );
  });

  test("a chosen output is what is differentiated", () => {
    const output = run(
      {
        x: { op: "input", rows: [[3]] },
        h1: { op: "square", from: ["x"] },
        f2: { op: "linear", from: ["h1"], beta: [1], omega: [[[2]]] },
      },
      { output: "f2" },
    );
    expect(linesOf(stepOf(output, 3))).toEqual([
      "symbolic: \\dfrac{\\partial f_2}{\\partial h_1} = \\omega_2",
      "result: = 2",
    ]);
  });

  test("with several losses, ℓᵢ is said to be their sum", () => {
    const two = run({
      x: { op: "input", rows: [[3]] },
      theta: { op: "parameter", symbol: "\\theta", rows: [[2]] },
      y: { op: "target", rows: [[1]] },
      h1: { op: "add", from: ["x", "theta"] },
      loss1: { op: "squared-error", symbol: "\\ell_1", from: ["h1", "y"] },
      loss2: { op: "absolute-error", symbol: "\\ell_2", from: ["theta", "y"] },
    });
    expect(stepOf(two, 0).words).toContain("the derivative of ℓᵢ, the sum of the two losses,");
    const step = stepOf(two, 4);
    expect(step.words).toBe(
      "It is the local derivative of the loss times the upstream gradient ∂ℓᵢ/∂ℓᵢ₁, which is 1.",
    );
    expect(linesOf(step)).toEqual([
      "symbolic: \\dfrac{\\partial \\ell_i}{\\partial h_1} = \\dfrac{\\partial \\ell_{i1}}{\\partial h_1} \\dfrac{\\partial \\ell_i}{\\partial \\ell_{i1}}",
      "local: \\dfrac{\\partial \\ell_{i1}}{\\partial h_1} = 2( h_1 - y ) = 2( 5 - 1 ) = 8",
      "numbers: = 8\\times 1",
      "result: = 8",
    ]);
  });

  test("numbers that are not finite are explained, never printed bare", () => {
    const overflow = run({
      x: { op: "input", rows: [[812.4]] },
      h2: { op: "exp", from: ["x"] },
      h3: { op: "sin", from: ["h2"] },
      y: { op: "target", rows: [[1]] },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["h3", "y"] },
    });
    expect(stepOf(overflow, 1).words).toBe(
      "h₂ is computed from x and stored for the backward pass. h₂ = exp[812.4] overflows.",
    );
    expect(stepOf(overflow, 2).words).toBe(
      "h₃ is computed from h₂ and stored for the backward pass. h₃ is not a number, because h₂ = exp[812.4] overflows.",
    );
    for (const step of allSteps(overflow)) {
      renderAll(step);
      expect(step.copyLatex).not.toContain("NaN");
      expect(step.words).not.toContain("NaN");
    }
  });

  test("a mean that is not finite is explained where this sample's partial is finite", () => {
    const sum = run(
      {
        x: { op: "input", rows: [[1e308], [1e308]] },
        f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      },
      { output: "f0" },
    );
    // β₀ and ω₀: only the sum of the second overflows.
    expect(stepOf(sum, 2).words).toMatch(/Training uses the mean over all 2 samples\.$/);
    expect(stepOf(sum, 3).words).toMatch(
      /Training uses the mean over all 2 samples\. ∂L\/∂ω₀ overflows: for every sample it is finite, but their sum is too large for float64\.$/,
    );
    const other = run(
      {
        x: { op: "input", rows: [[1], [812.4]] },
        f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
        h1: { op: "exp", from: ["f0"] },
      },
      { output: "h1" },
    );
    expect(stepOf(other, 4).words).toMatch(
      /all 2 samples\. ∂L\/∂β₀ is ∞, because of sample 2: h₁ = exp\[812\.4\] overflows\.$/,
    );
    // At the sample itself its own words have said it.
    expect(stepOf(other, 4, 1).words).toMatch(/Training uses the mean over all 2 samples\.$/);
    for (const evaluation of [sum, other]) {
      for (const sample of [0, 1]) {
        for (const step of allSteps(evaluation, sample)) {
          renderAll(step);
          expect(step.words).not.toMatch(/NaN|Infinity/);
        }
      }
    }
  });

  test("beside an open training it speaks of the buttons that there are then", () => {
    const evaluation = toyNetwork();
    expect(readyWords(evaluation, traceOf(evaluation.plan), true)).toMatch(
      /^Run trains\. Step computes every value, from what is given to ℓᵢ/,
    );
  });

  test("without a loss, and without anything, it says what is missing", () => {
    const lossless = run({ x: { op: "input", rows: [[1]] }, h1: { op: "sin", from: ["x"] } });
    expect(stepOf(lossless, 0).words).toBe(
      "Play runs the forward pass. There is no backward pass, for there is neither a complete loss nor a chosen output to differentiate.",
    );
    const open = run({ x: { op: "input", rows: [[1]] }, h1: { op: "divide", from: ["x", ""] } });
    expect(stepOf(open, 0)).toMatchObject({
      words: "There is nothing to compute yet. Wire something into port b of h₁.",
      position: "no steps",
    });
    expect(stepOf(run({}), 0).words).toBe(
      "There is nothing to run yet. Add a node, choose a preset, or open a file.",
    );
  });
});

describe("a step of several units", () => {
  const layer = run({
    x: { op: "input", rows: [[2]] },
    f0: { op: "linear", from: ["x"], beta: [0, 0, 0.5], omega: [[[2], [-1], [3]]] },
    h0: { op: "relu", from: ["f0"] },
    f1: { op: "linear", from: ["h0"], beta: [1], omega: [[[0.5, 1, 2]]] },
    y: { op: "target", rows: [[15]] },
    loss: { op: "squared-error", from: ["f1", "y"] },
  });
  const at = (number: number, unit: number, column = 0) => {
    const { entry, lines } = stepOf(layer, number, 0, { unit, column });
    const latex = lines.map(lineLatex);
    return [entry, latex.find((line) => line.startsWith("\\text")) ?? "", latex.at(-1)];
  };

  test("shows the numbers of the unit that is asked for, and names it", () => {
    expect(stepOf(layer, 1).entry).toBe("Unit 1 of 3");
    expect(at(1, 1)).toEqual([
      "Unit 2 of 3",
      expect.stringMatching(/^\\text\{unit 2 of 3: \}/),
      "= -2",
    ]);
    // ∂ℓ/∂h₀ = Ω₁ᵀ ∂ℓ/∂f₁ and ∂ℓ/∂f₀, at the third unit.
    expect(at(6, 2)).toEqual([
      "Unit 3 of 3",
      expect.stringMatching(/^\\text\{unit 3 of 3: \}/),
      "= 4",
    ]);
    expect(at(7, 2)).toEqual([
      "Unit 3 of 3",
      expect.stringMatching(/^\\text\{unit 3 of 3: \}/),
      "= 4",
    ]);
    expect(at(7, 1)).toEqual(["Unit 2 of 3", expect.anything(), "= 0"]);
  });

  test("of a block of Ω by row and column", () => {
    // β₁, Ω₁ of one row, β₀, Ω₀ of one column.
    expect(at(9, 0, 2)).toEqual([
      "Column 3 of 3",
      expect.stringMatching(/^\\text\{column 3 of 3: \}/),
      "= 13",
    ]);
    expect(at(10, 2)).toEqual(["Unit 3 of 3", expect.anything(), "= 4"]);
    expect(at(11, 2)).toEqual([
      "Row 3 of 3",
      expect.stringMatching(/^\\text\{row 3 of 3: \}/),
      "= 8",
    ]);
  });

  test("keeps to what there is: the nearest unit, and nothing to choose where there is one", () => {
    expect(at(1, 7)[0]).toBe("Unit 3 of 3");
    expect(at(3, 2)).toEqual(["", "", "= 16"]);
    expect(stepOf(layer, 0, 0, { unit: 2, column: 2 }).entry).toBe("");
  });

  test("leads from entry to entry, row by row, and ends at both ends", () => {
    const { graph, plan } = layer;
    const steps = traceOf(plan).steps;
    const [vector] = steps;
    const block = steps.find((step) => step.number === 9);
    if (!vector || !block) throw new Error("The steps are not there.");
    expect(entryBeside(graph, vector, { unit: 1, column: 0 }, 1)).toEqual({ unit: 2, column: 0 });
    expect(entryBeside(graph, vector, { unit: 2, column: 0 }, 1)).toBeNull();
    expect(entryBeside(graph, vector, FIRST_ENTRY, -1)).toBeNull();
    expect(entryBeside(graph, block, FIRST_ENTRY, 1)).toEqual({ unit: 0, column: 1 });
    // From the entry that is shown, though another was asked for.
    expect(entryBeside(graph, block, { unit: 2, column: 1 }, 1)).toEqual({ unit: 0, column: 2 });
    expect(entryBeside(graph, block, { unit: 0, column: 9 }, 1)).toBeNull();
    const square = run({
      x: { op: "input", rows: [[1, 2]] },
      f0: {
        op: "linear",
        from: ["x"],
        beta: [0, 0],
        omega: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      h0: { op: "sin", from: ["f0"] },
      y: { op: "target", rows: [[0, 0]] },
      loss: { op: "squared-error", from: ["h0", "y"] },
    });
    const omega = traceOf(square.plan).steps.at(-1);
    expect(allSteps(square, 0, { unit: 0, column: 1 }).at(-1)?.entry).toBe(
      "Row 1 of 2, column 2 of 2",
    );
    if (!omega) throw new Error("The step is not there.");
    expect(entryBeside(square.graph, omega, { unit: 0, column: 1 }, 1)).toEqual({
      unit: 1,
      column: 0,
    });
    expect(entryBeside(square.graph, omega, { unit: 1, column: 0 }, -1)).toEqual({
      unit: 0,
      column: 1,
    });
  });
});

/** Of three units and nine entries, some of each row and column. */
const ENTRIES: readonly Entry[] = [FIRST_ENTRY, { unit: 1, column: 2 }, { unit: 2, column: 1 }];

describe("every op, with one unit and with three", () => {
  const cases = ops
    .filter(({ kind }) => kind !== "leaf")
    .flatMap(({ id }) => [1, 3].map((units) => [id, units] as const));

  test.each(cases)("%s × %i renders and multiplies out", (id, units) => {
    const op = opOf(id);
    const row = (from: number) => Array.from({ length: units }, (_, unit) => from + 0.137 * unit);
    const block = Array.from({ length: units }, (_, unit) => row(0.21 * (unit + 1)));
    const binary = op.kind === "binary" || op.kind === "linear" || op.kind === "loss";
    const middle: NodeSpec =
      op.kind === "linear"
        ? { op: id, from: ["f0", "b"], beta: row(-0.4), omega: [block, block] }
        : { op: id, from: binary ? ["f0", "b"] : ["f0"] };
    const end: Record<string, NodeSpec> =
      op.kind === "loss" ? {} : { loss: { op: "squared-error", from: ["h1", "y"] } };
    for (const sign of [1, -1]) {
      const start = row(sign * 0.713);
      const evaluation = run({
        x: { op: "input", rows: [start, row(1.9), row(0.2)] },
        b: { op: "parameter", rows: [row(1.31)] },
        y: { op: "target", rows: [row(2), row(0), row(1)] },
        f0: { op: "linear", from: ["x"], beta: row(0.9), omega: [block] },
        h1: middle,
        ...end,
      });
      for (const entry of units === 1 ? [FIRST_ENTRY] : ENTRIES) {
        for (const step of allSteps(evaluation, 0, entry)) {
          renderAll(step);
          checkNumbers(step);
        }
      }
    }
  });
});

test.each([
  ["sqrt", undefined],
  ["power", 0.5],
] as const)("an infinite slope is no convention: %s at 0", (op, setting) => {
  const evaluation = run({
    x: { op: "input", rows: [[0]] },
    f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
    h1: { op, from: ["f0"], ...(setting !== undefined && { setting }) },
    y: { op: "target", rows: [[1]] },
    loss: { op: "squared-error", symbol: "\\ell_i", from: ["h1", "y"] },
  });
  const words = allSteps(evaluation).map((step) => step.words);
  expect(words.join(" ")).not.toContain("convention");
  expect(words.join(" ")).toContain("∂h₁/∂f₀ is infinite at f₀ = 0");
});
