import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { atSample, type Evaluation, healthOf } from "@/engine";
import { DEFAULT_THRESHOLDS } from "@/graph";
import type { OpId } from "@/ops";
import { type NodeSpec, run } from "../graphs.test-support";
import { KATEX_OPTIONS, type Katex } from "../katex.test-support";
import { findingWords } from "./claim-sentences";
import {
  explainFinding,
  type FindingExplanation,
  flowData,
  flowWord,
  stateData,
  stateWord,
} from "./health";
import { flowOverview } from "./health-sentences";
import { type ProductPart, productParts } from "./product-parts";

const katex: Katex = createRequire(import.meta.url)("katex");

/** A finding with what is made of it only where it is read: its sentences, and its equation. */
interface Told extends Omit<FindingExplanation, "product"> {
  readonly words: string;
  readonly product: readonly ProductPart[] | null;
}

function explain(evaluation: Evaluation, sample = 0): Told[] {
  const { findings } = healthOf(atSample(evaluation, sample), DEFAULT_THRESHOLDS);
  const explanations = findings.map((finding): Told => {
    const at = atSample(evaluation, sample);
    const explanation = explainFinding(at, finding);
    const { product, claims } = explanation;
    return {
      ...explanation,
      words: findingWords(at, claims),
      product: product && productParts(at, product),
    };
  });
  for (const { product, flag, words, title } of explanations) {
    for (const { latex } of product ?? []) katex.renderToString(latex, KATEX_OPTIONS);
    expect(flag.length).toBeLessThanOrEqual(40);
    expect(`${title} ${words} ${flag}`).not.toMatch(/NaN|undefined|Infinity|\s\s/);
  }
  expect(new Set(explanations.map(({ id }) => id)).size).toBe(explanations.length);
  return explanations;
}

const equationOf = ({ product }: Told) => product?.map(({ latex }) => latex).join(" ");

/** x → f₀ → h₁ = op[f₀] → f₁ = ω₁h₁ → ℓᵢ */
function single(op: OpId, x: number, weight: number): Evaluation {
  return run({
    x: { op: "input", rows: [[x]] },
    f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
    h1: { op, from: ["f0"] },
    f1: { op: "linear", from: ["h1"], beta: [0], omega: [[[weight]]] },
    y: { op: "target", symbol: "y_i", rows: [[2]] },
    loss: { op: "squared-error", symbol: "\\ell_i", from: ["f1", "y"] },
  });
}

describe("a power outside its domain", () => {
  test.each([
    [0.5, "h₁ = (−4)^0.5 is not defined, for it needs x ≥ 0."],
    [-0.5, "h₁ = (−4)^(−0.5) is not defined, for it needs x > 0."],
  ])("of exponent %d says which x it needs", (setting, words) => {
    const evaluation = run(
      { x: { op: "input", rows: [[-4]] }, h1: { op: "power", from: ["x"], setting } },
      { output: "h1" },
    );
    const [finding] = healthOf(evaluation, DEFAULT_THRESHOLDS).findings;
    const claims = finding ? explainFinding(evaluation, finding).claims : [];
    expect(findingWords(evaluation, claims)).toContain(words);
  });
});

describe("findings", () => {
  test("a saturated unit is named with its factor, and what revives the gradient behind it", () => {
    const [first, second, state] = explain(
      run({
        x: { op: "input", rows: [[1.2]] },
        f1: { op: "linear", from: ["x"], beta: [0.3], omega: [[[1.4]]] },
        h1: { op: "sigmoid", from: ["f1"] },
        f2: { op: "linear", from: ["h1"], beta: [2.6], omega: [[[-13.1]]] },
        h2: { op: "sigmoid", from: ["f2"] },
        f3: { op: "linear", from: ["h2"], beta: [-0.6], omega: [[[3.2]]] },
        y: { op: "target", symbol: "y_i", rows: [[2]] },
        loss: { op: "squared-error", symbol: "\\ell_i", from: ["f3", "y"] },
      }),
    );
    expect(first).toMatchObject({
      id: "vanishing:f2",
      severity: "warning",
      title: "The gradient vanishes at f₂",
      words:
        "Only 4.317·10⁻⁴ of the gradient at f₃ arrives at f₂. The factor that does it is ∂h₂/∂f₂ ≈ 1.349·10⁻⁴, for h₂ is saturated. Behind it, the large factor ω₂ = −13.1 revives the gradient.",
      product: expect.anything(),
      nodes: ["f2"],
      wires: expect.arrayContaining([3, 4]),
      culprit: "h2",
      flag: "∂h₂/∂f₂ ≈ 1.349·10⁻⁴",
    });
    expect(first && equationOf(first)).toBe(
      "\\omega_3 {}\\times{} \\frac{\\partial h_2}{\\partial f_2} {}\\approx{} 3.2 {}\\times{} 1.349\\cdot 10^{-4} {}\\approx{} 4.317\\cdot 10^{-4}",
    );
    expect(first?.product?.map(({ wire }) => wire)).toEqual([
      4,
      null,
      3,
      null,
      4,
      null,
      3,
      null,
      null,
    ]);
    expect(second?.nodes).toEqual(["f1"]);
    expect(state).toMatchObject({ severity: "note", title: "h₂ is saturated", culprit: "h2" });
  });

  test("an inactive ReLU", () => {
    const [blocked, state] = explain(single("relu", -0.3, 2));
    expect(blocked).toMatchObject({
      title: "No gradient reaches f₀ and x",
      words: "h₁ is inactive: ReLU passes nothing for f₀ = −0.3.",
      culprit: "h1",
      flag: "h₁ is inactive",
    });
    expect(blocked && equationOf(blocked)).toContain("{}={} 2 {}\\times{} 0 {}={} 0");
    expect(state?.words).toBe(
      "h₁ is inactive: ∂h₁/∂f₀ = 0 at f₀ = −0.3. The input is below 0, where ReLU is 0 and passes nothing back.",
    );
  });

  test("a weight that is zero", () => {
    const [blocked] = explain(single("relu", 0.3, 0));
    expect(blocked).toMatchObject({
      words: "The weight ω₁ is 0, so nothing passes from f₁ back to h₁.",
      culprit: "f1",
      flag: "ω₁ = 0",
    });
  });

  test("a product without one culprit is counted", () => {
    const nodes: Record<string, NodeSpec> = { x: { op: "input", rows: [[1]] } };
    for (let k = 0; k < 8; k++) {
      nodes[`h${k}`] = { op: "sigmoid", from: [k === 0 ? "x" : `h${k - 1}`] };
    }
    nodes.y = { op: "target", symbol: "y_i", rows: [[0]] };
    nodes.loss = { op: "squared-error", symbol: "\\ell_i", from: ["h7", "y"] };
    const [product] = explain(run(nodes));
    expect(product).toMatchObject({
      nodes: ["h2", "h1", "h0"],
      words:
        "Only 5.72·10⁻⁴ of the gradient at h₇ arrives at h₂. It is no single factor but the product: five factors ≤ 0.225 each make 5.72·10⁻⁴.",
      flag: "five factors ≤ 0.225 each: 5.72·10⁻⁴",
    });
  });

  test("explosion", () => {
    const [exploding] = explain(single("exp", 10, 3));
    expect(exploding).toMatchObject({
      title: "The gradient explodes at f₀",
      words:
        "The gradient at f₀ is 66079 times the one at f₁. The factor that does it is ∂h₁/∂f₀ ≈ 22026.",
      culprit: "h1",
    });
  });

  test("cancellation, and what is cut off", () => {
    const [cancelled, cutOff] = explain(
      run({
        x: { op: "input", rows: [[1]] },
        f0: { op: "linear", from: ["x"], beta: [0.5], omega: [[[1]]] },
        h1: { op: "sin", from: ["f0"] },
        h2: { op: "sin", from: ["f0"] },
        h3: { op: "subtract", from: ["h1", "h2"] },
        y: { op: "target", rows: [[3]] },
        loss: { op: "squared-error", symbol: "\\ell_i", from: ["h3", "y"] },
        theta: { op: "parameter", symbol: "\\theta", rows: [[1]] },
      }),
    );
    expect(cancelled).toMatchObject({
      title: "The gradient cancels at f₀ and x",
      words: "The contributions −0.4244 and 0.4244 along the wires out of f₀ cancel each other.",
      product: null,
      culprit: "f0",
      flag: "−0.4244 and 0.4244 cancel",
    });
    expect(cutOff).toMatchObject({
      severity: "note",
      words: "No path leads from θ to ℓᵢ, so the derivative is 0 there.",
    });
  });

  test("underflow", () => {
    const nodes: Record<string, NodeSpec> = { theta: { op: "parameter", rows: [[1]] } };
    for (let k = 1; k <= 4; k++) {
      const from = [k === 1 ? "theta" : `f${k - 1}`];
      nodes[`f${k}`] = { op: "linear", from, beta: [1], omega: [[[1e-120]]] };
    }
    nodes.y = { op: "target", rows: [[3]] };
    nodes.loss = { op: "squared-error", symbol: "\\ell_i", from: ["f4", "y"] };
    const [vanishing] = explain(run(nodes));
    expect(vanishing?.words).toBe(
      "Only 10⁻¹²⁰ of the gradient at f₄ arrives at f₃. The factor that does it is ω₄ = 10⁻¹²⁰. From f₁ back it is too small for float64 and underflows to 0.",
    );
    const [underflow] = explain(
      run({
        theta: { op: "parameter", symbol: "\\theta", rows: [[1]] },
        h1: { op: "sin", from: ["theta"] },
        f1: { op: "linear", from: ["h1"], beta: [1], omega: [[[1e-323]]] },
        y: { op: "target", rows: [[0.99]] },
        loss: { op: "squared-error", symbol: "\\ell_i", from: ["f1", "y"] },
      }),
    );
    expect(underflow?.words).toBe(
      "No factor is 0, but multiplied one after the other they become too small for float64 and underflow: 0 arrives at h₁.",
    );
  });

  test("a minimum, and nothing to differentiate", () => {
    expect(explain(single("relu", 1, 2))).toMatchObject([
      { title: "ℓᵢ is at a minimum here", severity: "note", nodes: ["f1"] },
    ]);
    const none = run({ x: { op: "input", rows: [[1]] }, h1: { op: "sin", from: ["x"] } });
    expect(explain(none)).toMatchObject([
      {
        words:
          "There is neither a complete loss nor a chosen output, so there is nothing to differentiate.",
      },
    ]);
  });

  test.each([
    ["exp", 812.4, 1, "h₁ = exp[812.4] overflows", "h1"],
    ["log", -2, 1, "h₁ = log[−2] is not defined, for it needs f₀ > 0", "h1"],
    ["reciprocal", 0, 1, "h₁ = 1/0 = ∞: the edge of its domain", "h1"],
    ["log", 0, 1, "h₁ = log[0] = −∞: the edge of its domain", "h1"],
    ["sqrt", -4, 1, "h₁ = √(−4) is not defined, for it needs f₀ ≥ 0", "h1"],
    ["sqrt", 0, 1, "∂h₁/∂f₀ is infinite at f₀ = 0", "f0"],
    [
      "sqrt",
      0,
      0,
      "∂h₁/∂f₀ is infinite at f₀ = 0, the upstream gradient is 0, and 0 · ∞ is not a number",
      "f0",
    ],
  ] as const)(
    "what is not finite is named with its cause: %s[%d]",
    (op, x, weight, cause, culprit) => {
      const [first] = explain(single(op, x, weight));
      expect(first).toMatchObject({ severity: "error", culprit });
      expect(first?.words.startsWith(`${cause}.`)).toBe(true);
      expect(first?.words).toContain("It spoils ");
    },
  );

  test("the flag says what overflows, whatever marks the symbols hold", () => {
    const weights = {
      x: { op: "input", rows: [[1e200]] },
      z: { op: "input", rows: [[1]] },
      f0: { op: "linear", from: ["x", "z"], beta: [0], omega: [[[0]], [[1]]] },
      h1: { op: "parameter", rows: [[1e200]] },
      h2: { op: "multiply", from: ["f0", "h1"] },
    } as const;
    expect(explain(run(weights, { output: "h2" }))[0]).toMatchObject({
      flag: "∂h₂/∂ω₀₁ overflows",
      words: expect.stringMatching(/^∂h₂\/∂ω₀₁ = 10²⁰⁰ × 10²⁰⁰ is too large for float64\./),
    });
    const layer = {
      x: { op: "input", rows: [[1e200]] },
      z: { op: "input", rows: [[1]] },
      f0: { op: "linear", from: ["x", "z"], beta: [0], omega: [[[1e200]], [[1]]] },
    } as const;
    expect(explain(run(layer))[0]).toMatchObject({
      flag: "f₀ overflows",
      words: expect.stringMatching(/^f₀ = β₀ \+ ω₀₁·x \+ ω₀₂·z overflows\./),
    });
    const sum = {
      x: { op: "input", rows: [[0]] },
      f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      f1: { op: "linear", from: ["f0"], beta: [0], omega: [[[1e308]]] },
      f2: { op: "linear", from: ["f0"], beta: [0], omega: [[[1e308]]] },
      h3: { op: "add", from: ["f1", "f2"] },
    } as const;
    expect(explain(run(sum, { output: "h3" }))[0]).toMatchObject({
      flag: "∂h₃/∂f₀ overflows",
      words: expect.stringMatching(
        /^∂h₃\/∂f₀, the sum of the contributions, is too large for float64\./,
      ),
    });
    const chain = {
      x: { op: "input", rows: [[0]] },
      f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      f1: { op: "linear", from: ["f0"], beta: [0], omega: [[[1e200]]] },
      f2: { op: "linear", from: ["f1"], beta: [0], omega: [[[1e200]]] },
    } as const;
    expect(explain(run(chain, { output: "f2" }))[0]).toMatchObject({
      flag: "∂f₁/∂f₀ × upstream overflows",
      words: expect.stringMatching(
        /^∂f₁\/∂f₀ times the upstream gradient, 10²⁰⁰ × 10²⁰⁰, is too large for float64\./,
      ),
    });
  });

  test("a mean of partials that overflows is named as such, whatever sample is shown", () => {
    const mean = run(
      {
        x: { op: "input", rows: [[1e308], [1e308]] },
        f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
      },
      { output: "f0" },
    );
    for (const sample of [0, 1]) {
      expect(explain(mean, sample)).toEqual([
        expect.objectContaining({
          id: "not-finite:f0:backward:0",
          severity: "error",
          title: "∂L/∂ω₀ overflows",
          words:
            "∂L/∂ω₀ overflows: for every sample it is finite, but their sum is too large for float64.",
          nodes: ["f0"],
          wires: [0],
          culprit: "f0",
          flag: "∂L/∂ω₀ overflows",
        }),
      ]);
    }
    const parameter = run(
      {
        theta: { op: "parameter", symbol: "\\theta", rows: [[0]] },
        c: { op: "constant", rows: [[1e308]] },
        h0: { op: "multiply", from: ["theta", "c"] },
        x: { op: "input", rows: [[0], [0]] },
      },
      { output: "h0" },
    );
    expect(explain(parameter)[0]).toMatchObject({ flag: "∂L/∂θ overflows", wires: [] });
    const beta = run(
      {
        x: { op: "input", rows: [[0], [0]] },
        f0: { op: "linear", from: ["x"], beta: [0], omega: [[[1]]] },
        f1: { op: "linear", from: ["f0"], beta: [0], omega: [[[1e308]]] },
      },
      { output: "f1" },
    );
    expect(explain(beta)[0]).toMatchObject({ flag: "∂L/∂β₀ overflows", wires: [] });
  });

  test("layers", () => {
    const explanations = explain(
      run({
        x: { op: "input", rows: [[1, 2]] },
        f0: {
          op: "linear",
          from: ["x"],
          beta: [0, 0, 0],
          omega: [
            [
              [1, 1],
              [-1, 0],
              [0, -1],
            ],
          ],
        },
        h0: { op: "relu", from: ["f0"] },
        y: { op: "target", rows: [[0, 0, 0]] },
        loss: { op: "squared-error", symbol: "\\ell_i", from: ["h0", "y"] },
      }),
    );
    expect(explanations).toMatchObject([
      {
        title: "h₀: 2 of 3 inactive",
        words:
          "h₀: 2 of 3 inactive. Inactive: the input is below 0, where ReLU is 0 and passes nothing back.",
        flag: "h₀: 2 of 3 inactive",
      },
    ]);
  });
});

describe("the overview", () => {
  test("counts the units of what is computed, whether or not a factor of 0 cuts them off", () => {
    const [flowing, blocked] = [0.5, 0].map((omega) => {
      const evaluation = run({
        x: { op: "input", rows: [[1]] },
        h: { op: "sin", from: ["x"] },
        f: { op: "linear", from: ["h"], beta: [0], omega: [[[omega]]] },
        y: { op: "target", rows: [[3]] },
        loss: { op: "squared-error", from: ["f", "y"] },
      });
      const health = healthOf(evaluation, DEFAULT_THRESHOLDS);
      return flowOverview(evaluation, health, DEFAULT_THRESHOLDS);
    });
    expect(flowing).toEqual({ nodes: 2, units: new Map([["flowing", 2]]) });
    expect(blocked).toEqual({
      nodes: 2,
      units: new Map([
        ["blocked", 1],
        ["flowing", 1],
      ]),
    });
  });
});

describe("words", () => {
  test("of states are those of the data attributes", () => {
    const mixed = {
      kind: "mixed",
      counts: new Map([
        ["active", 5],
        ["inactive", 3],
      ] as const),
      units: 8,
    } as const;
    expect(stateWord({ kind: "uniform", state: "saturated" })).toBe("saturated");
    expect(stateWord(mixed)).toBe("3 of 8 inactive");
    expect(stateData(mixed)).toBe("3 of 8 inactive");
    expect(stateData(null)).toBe("");
  });

  test("of flows as well", () => {
    expect(flowWord("cut-off")).toBe("cut off");
    expect(flowData("cut-off")).toBe("cut-off");
    expect(flowData("not-finite")).toBe("not-finite");
    expect(flowData(null)).toBe("");
  });
});

describe("only what holds is blamed", () => {
  /** x → f₀ → h₁ = ReLU[f₀] → f₁ = ω₁h₁ → ℓᵢ, f₀ = x. */
  const layer = (rows: readonly (readonly number[])[], weights: readonly number[]) =>
    run({
      x: { op: "input", rows },
      f0: {
        op: "linear",
        from: ["x"],
        beta: weights.map(() => 0),
        omega: [weights.map((_, unit) => weights.map((__, column) => Number(unit === column)))],
      },
      h1: { op: "relu", from: ["f0"] },
      f1: { op: "linear", from: ["h1"], beta: [1], omega: [[weights]] },
      y: { op: "target", symbol: "y_i", rows: rows.map(() => [7]) },
      loss: { op: "squared-error", symbol: "\\ell_i", from: ["f1", "y"] },
    });

  test("a node some of whose units are inactive is not called inactive", () => {
    const [blocked] = explain(layer([[-1, 1]], [1, 0]));
    expect(blocked).toMatchObject({
      title: "No gradient reaches f₀ and x",
      words: "A gradient arrives only at units of h₁ that are inactive: ReLU passes nothing there.",
      flag: "inactive where a gradient arrives",
    });
  });

  test("a dead node is called dead", () => {
    const [blocked] = explain(layer([[-1], [-2]], [1]));
    expect(blocked).toMatchObject({ flag: "h₁ is dead" });
  });

  test("a unit at a kink is not called inactive", () => {
    const [blocked] = explain(layer([[-1, 0, 1]], [1, 1, 0]));
    expect(blocked).toMatchObject({
      words:
        "A gradient arrives only at units of h₁ whose local derivatives are 0, so nothing passes from h₁ back to f₀.",
      flag: "the local derivatives there are 0",
    });
  });

  test("what cancels is the wire whose units cancel, not another that is blocked", () => {
    const nodes = {
      x: { op: "input", rows: [[1]] },
      v: { op: "sin", symbol: "v", from: ["x"] },
      f1: { op: "linear", from: ["v"], beta: [0, 0], omega: [[[1], [-1]]] },
      f2: { op: "linear", from: ["f1"], beta: [0], omega: [[[1, 1]]] },
      f3: { op: "linear", from: ["v"], beta: [0], omega: [[[0]]] },
      f4: { op: "linear", from: ["f2", "f3"], beta: [0], omega: [[[1]], [[50]]] },
    } as const;
    expect(explain(run(nodes, { output: "f4" }))).toContainEqual(
      expect.objectContaining({
        title: "The gradient cancels at v and x",
        words: "What the units of f₁ send back to v cancels out in their sum.",
        wires: expect.not.arrayContaining([3]),
      }),
    );
  });

  test("where the product underflows, no factor of it is 0", () => {
    const nodes = {
      x: { op: "input", rows: [[1]] },
      v: { op: "sin", symbol: "v", from: ["x"] },
      f1: { op: "linear", from: ["v"], beta: [0], omega: [[[1e-200]]] },
      f2: { op: "linear", from: ["f1"], beta: [0], omega: [[[1e-200]]] },
      f3: { op: "linear", from: ["v"], beta: [0], omega: [[[0]]] },
      h4: { op: "add", from: ["f2", "f3"] },
    } as const;
    const told = explain(run(nodes, { output: "h4" })).find(({ nodes: [head] }) => head === "v");
    expect(told?.words).toContain("No factor is 0");
    expect(told?.product?.slice(0, -1).map(({ latex }) => latex)).not.toContain("0");
  });
});
