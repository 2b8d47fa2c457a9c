import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { topologyOf } from "@/graph";
import { ops } from "@/ops";
import { formulaValue } from "./formula-value";
import {
  derivativeLatex,
  derivativeText,
  nodeFormula,
  objectiveLatex,
  wireLocalLatex,
  wireLocalText,
} from "./formulas";
import { run, toyNetwork } from "./graphs.test-support";
import { KATEX_OPTIONS, type Katex } from "./katex.test-support";
import { numberLatex } from "./numbers";
import { formulaText } from "./plain-formula";
import { explainIncomplete } from "./problems/incomplete";

const katex: Katex = createRequire(import.meta.url)("katex");

const toy = toyNetwork().graph;
const formulas = (graph: typeof toy) =>
  Object.fromEntries(graph.nodes.map((node) => [node.id, nodeFormula(graph, node)]));

describe("formulas", () => {
  test("of the toy network are the lecture's", () => {
    expect(formulas(toy)).toEqual({
      x: null,
      f0: "\\beta_0+\\omega_0 x",
      h1: "\\sin[f_0]",
      f1: "\\beta_1+\\omega_1 h_1",
      h2: "\\exp[f_1]",
      f2: "\\beta_2+\\omega_2 h_2",
      h3: "\\cos[f_2]",
      f3: "\\beta_3+\\omega_3 h_3",
      y: null,
      loss: "(f_3-y_i)^{2}",
    });
  });

  test("in plain text", () => {
    const texts = toy.nodes.map((node) => formulaText(toy, node));
    expect(texts).toEqual([
      null,
      "β₀ + ω₀·x",
      "sin[f₀]",
      "β₁ + ω₁·h₁",
      "exp[f₁]",
      "β₂ + ω₂·h₂",
      "cos[f₂]",
      "β₃ + ω₃·h₃",
      null,
      "(f₃ − yᵢ)²",
    ]);
  });

  test("of many inputs are shortened, and of missing ones show a gap", () => {
    const { graph } = run({
      x: { op: "input", rows: [[1]] },
      f1: {
        op: "linear",
        from: ["x", "x", "x", "x"],
        beta: [0],
        omega: [[[1]], [[1]], [[1]], [[1]]],
      },
      h2: { op: "sin" },
      h3: { op: "add", from: ["x"] },
    });
    expect(formulas(graph)).toEqual({
      x: null,
      f1: "\\beta_1+\\omega_{11} x+\\omega_{12} x+\\cdots+\\omega_{14} x",
      h2: "\\sin[\\square]",
      h3: "x+\\square",
    });
  });

  test("of derivatives", () => {
    expect(wireLocalLatex(toy, 5)).toBe("\\frac{\\partial h_3}{\\partial f_2}");
    expect(wireLocalText(toy, 5)).toBe("∂h₃/∂f₂");
    expect(derivativeLatex(toy, "f2")).toBe("\\frac{\\partial \\ell_i}{\\partial f_2}");
    expect(derivativeText(toy, "f2")).toBe("∂ℓᵢ/∂f₂");
    expect(wireLocalLatex(toy, 99)).toBe("");
  });

  test("two wires between the same nodes are told apart by their ports", () => {
    const { graph } = run({
      x: { op: "input", rows: [[3]] },
      h1: { op: "multiply", from: ["x", "x"] },
    });
    expect(wireLocalText(graph, 0)).toBe("∂h₁/∂x (a)");
    expect(wireLocalLatex(graph, 1)).toBe("\\frac{\\partial h_1}{\\partial x}\\Big|_{b}");
  });

  test("name what is differentiated", () => {
    expect(objectiveLatex(toy)).toBe("\\ell_i");
    expect(objectiveLatex({ ...toy, output: "f3" })).toBe("f_3");
    const losses = {
      x: { op: "input", rows: [[3]] },
      y: { op: "target", rows: [[1]] },
      loss1: { op: "squared-error", symbol: "\\ell_1", from: ["x", "y"] },
      loss2: { op: "absolute-error", symbol: "\\ell_2", from: ["x", "y"] },
    } as const;
    expect(objectiveLatex(run(losses).graph)).toBe("\\ell_i");
  });
});

describe("every op", () => {
  test("has a formula that KaTeX renders, whatever the symbols", () => {
    for (const symbol of ["f_0", "x^2", "\\hat{y}", "no symbol_ {\\", "\\theta_{11}"]) {
      for (const op of ops) {
        const { graph } = run({
          a: { op: "input", symbol, rows: [[1, 2]] },
          b: { op: "target", symbol, rows: [[1, 2]] },
          c0: {
            op: op.id,
            symbol,
            from: op.kind === "leaf" ? [] : op.kind === "unary" ? ["a"] : ["a", "b"],
            ...(op.kind === "linear" ? { beta: [1], omega: [[[1, 2]], [[1, 2]]] } : {}),
          },
        });
        const node = graph.nodes[2];
        const latex = node && nodeFormula(graph, node);
        if (latex) katex.renderToString(latex, KATEX_OPTIONS);
        else expect(op.kind).toBe("leaf");
        const text = node && formulaText(graph, node);
        if (symbol === "f_0") expect(text ?? "").not.toMatch(/[\\{}]/);
      }
    }
  });

  test("says what its printed formula is worth, or nothing, but never something else", () => {
    let understood = 0;
    for (const op of ops) {
      if (op.kind !== "unary" || op.setting) continue;
      for (const x of op.samples) {
        const h = op.value(x, 0);
        const formulas = [
          [op.latex.value(numberLatex(x, 17)), h],
          [op.latex.derivative(numberLatex(x, 17), numberLatex(h, 17)), op.derivative(x, h, 0)],
        ] as const;
        for (const [latex, expected] of formulas) {
          const found = formulaValue(latex);
          if (!found) continue;
          understood++;
          // 1 − h² loses its digits near 1, on paper as well.
          expect(Math.abs(found.value - expected), `${op.id} ${latex}`).toBeLessThan(
            1e-10 * Math.max(1, Math.abs(expected)),
          );
        }
      }
    }
    expect(understood).toBeGreaterThan(80);
  });
});

describe("what is incomplete", () => {
  const { graph } = run({
    x: { op: "input", rows: [[1, 2]] },
    z: { op: "input", rows: [[1, 2, 3]] },
    h1: { op: "divide", from: ["x", ""] },
    h2: { op: "sin" },
    h3: { op: "exp", from: ["h1"] },
    h4: { op: "add", from: ["x", "z"] },
    h5: { op: "sin", from: ["h6"] },
    h6: { op: "sin", from: ["h5"] },
    loss: { op: "squared-error", symbol: "\\ell_i", from: ["x"] },
  });
  const sentences = (id: string) => {
    const { indexOf, incomplete } = topologyOf(graph);
    const index = indexOf.get(id) ?? -1;
    const node = graph.nodes[index];
    const reason = incomplete.get(index);
    return node && reason && explainIncomplete(graph, node, reason);
  };

  test.each([
    ["h1", "Wire something into port b of h₁."],
    ["h2", "Wire something into h₂."],
    ["h3", "h₃ has no value, for h₁ before it is not complete."],
    ["h4", "2 and 3 units do not fit together at h₄. They have to be equal, or one of them 1."],
    [
      "h5",
      "h₅ lies on a cycle, or behind one, so there is no order in which to compute it. Remove a wire of the cycle.",
    ],
    ["loss", "Wire something into port y of ℓᵢ."],
  ])("%s: %s", (id, sentence) => {
    expect(sentences(id)).toBe(sentence);
  });
});
