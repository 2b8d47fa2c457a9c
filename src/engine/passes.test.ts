import { describe, expect, it } from "vitest";
import {
  atSample,
  contributionOf,
  derivativeOf,
  hasObjective,
  partialOf,
  partialsOf,
  sampleObjective,
  samplePartialAt,
  samplePartialsOf,
  valuesOf,
} from "./evaluation";
import { apply, constant, input, linear, parameter, target } from "./graph-builder.test-support";
import { contribution, derivative, run, value } from "./reference.test-support";
import type { OwnedNumbers } from "./trace";

const numbersOf = (values: Float64Array | null) => (values ? Array.from(values) : null);

describe("fan-out", () => {
  it("E3 x·x: two wires, two contributions, one sum", () => {
    const evaluation = run([input("x", 3), apply("h", "multiply", "x", "x")], { output: "h" });
    expect(value(evaluation, "h")).toBe(9);
    expect(contribution(evaluation, "x->h:0")).toEqual([3]);
    expect(contribution(evaluation, "x->h:1")).toEqual([3]);
    expect(derivative(evaluation, "x")).toBe(6);
  });

  it("E3 x·(x + y): each wire has its own number", () => {
    const nodes = [
      input("x", 3),
      input("y", 5),
      apply("s", "add", "x", "y"),
      apply("h", "multiply", "x", "s"),
    ];
    const evaluation = run(nodes, { output: "h" });
    expect(value(evaluation, "h")).toBe(24);
    expect(contribution(evaluation, "x->s:0")).toEqual([3]);
    expect(contribution(evaluation, "x->h:0")).toEqual([8]);
    expect([derivative(evaluation, "x"), derivative(evaluation, "y")]).toEqual([11, 3]);
  });

  it("E3 x·sin[x]: contributions sin[x] and x·cos[x]", () => {
    const nodes = [input("x", 2), apply("s", "sin", "x"), apply("h", "multiply", "x", "s")];
    const evaluation = run(nodes, { output: "h" });
    expect(contribution(evaluation, "x->h:0")).toEqual([Math.sin(2)]);
    expect(contribution(evaluation, "x->s:0")).toEqual([Math.cos(2) * 2]);
    expect(derivative(evaluation, "x")).toBe(Math.cos(2) * 2 + Math.sin(2));
  });

  it("E3 one node into two ports of linear: each wire has its ω", () => {
    const evaluation = run([input("x", 2), linear("f", ["x", "x"], [3, -5], 1)], { output: "f" });
    expect(value(evaluation, "f")).toBe(-3);
    expect([contribution(evaluation, "x->f:0"), contribution(evaluation, "x->f:1")]).toEqual([
      [3],
      [-5],
    ]);
    expect(derivative(evaluation, "x")).toBe(-2);
  });
});

describe("the objective", () => {
  const twoLosses = [
    input("x", 3),
    target("y", 1),
    apply("a", "squared-error", "x", "y"),
    apply("b", "absolute-error", "x", "y"),
  ];

  it("E5 without a loss and a chosen output there is no backward pass", () => {
    const evaluation = run([input("x", 2), linear("f", ["x"], 3, 1)]);
    expect(value(evaluation, "f")).toBe(7);
    expect(hasObjective(evaluation)).toBe(false);
    expect(derivativeOf(evaluation, "x")).toBeNull();
    expect(contributionOf(evaluation, 0)).toBeNull();
    expect(partialsOf(evaluation, "f")).toBeNull();
    expect(samplePartialsOf(evaluation, "f")).toBeNull();
    expect([evaluation.statistics?.objective ?? null, sampleObjective(evaluation)]).toEqual([
      null,
      null,
    ]);
  });

  it("E5 two losses are summed", () => {
    const evaluation = run(twoLosses);
    expect(evaluation.statistics?.objective).toBe(6);
    expect([contribution(evaluation, "x->a:0"), contribution(evaluation, "x->b:0")]).toEqual([
      [4],
      [1],
    ]);
    expect([derivative(evaluation, "x"), derivative(evaluation, "y")]).toEqual([5, -5]);
  });

  it("E5 a loss that feeds another loss, even from afar, is not part of the sum", () => {
    const evaluation = run([
      ...twoLosses,
      apply("h", "square", "a"),
      target("z", 10),
      apply("c", "squared-error", "h", "z"),
    ]);
    expect(evaluation.statistics?.objective).toBe(36 + 2);
    expect(derivative(evaluation, "a")).toBe(2 * (16 - 10) * 2 * 4);
    expect(derivative(evaluation, "x")).toBe(2 * (16 - 10) * 2 * 4 * 4 + 1);
  });

  it("E5 a loss that feeds an incomplete loss only is part of the sum", () => {
    const evaluation = run([...twoLosses, apply("c", "squared-error", "a", null)]);
    expect(evaluation.statistics?.objective).toBe(6);
  });

  it("E5 the chosen output is summed over its units; what it feeds is not differentiated", () => {
    const nodes = [
      input("x", [1, 2, 3]),
      apply("h", "square", "x"),
      apply("g", "exp", "h"),
      target("y", [0, 0, 0]),
      apply("loss", "squared-error", "g", "y"),
    ];
    const evaluation = run(nodes, { output: "h" });
    expect(sampleObjective(evaluation)).toBe(14);
    expect(numbersOf(derivativeOf(evaluation, "h"))).toEqual([1, 1, 1]);
    expect(numbersOf(derivativeOf(evaluation, "x"))).toEqual([2, 4, 6]);
    expect(numbersOf(derivativeOf(evaluation, "g"))).toEqual([0, 0, 0]);
    expect(contribution(evaluation, "h->g:0")).toEqual([0, 0, 0]);
  });

  it("E5 a leaf can be chosen; an incomplete or unknown choice gives no backward pass", () => {
    const nodes = [parameter("p", [2, 5]), apply("h", "sin", null)];
    const chosen = run(nodes, { output: "p" });
    expect(partialsOf(chosen, "p")).toEqual({ kind: "parameter", value: [1, 1] });
    expect(hasObjective(run(nodes, { output: "h" }))).toBe(false);
    expect(hasObjective(run(nodes, { output: "gone" }))).toBe(false);
  });
});

describe("batches and units", () => {
  it("E4 a unit broadcasts 1 → D, and its contribution is summed over those units", () => {
    const nodes = [
      input("a", [[2], [3]]),
      input("b", [
        [1, 2, 3],
        [4, 5, 6],
      ]),
      apply("h", "multiply", "a", "b"),
    ];
    const evaluation = run(nodes, { output: "h" });
    expect(numbersOf(valuesOf(atSample(evaluation, 1), "h"))).toEqual([12, 15, 18]);
    expect([contribution(evaluation, "a->h:0", 0), contribution(evaluation, "a->h:0", 1)]).toEqual([
      [6],
      [15],
    ]);
    expect(contribution(evaluation, "b->h:1", 1)).toEqual([3, 3, 3]);
  });

  it("E4 B = D: samples never broadcast against units", () => {
    const nodes = [
      input("a", [
        [1, 2],
        [3, 4],
      ]),
      input("b", [[10], [20]]),
      parameter("p", [100, 200]),
      apply("s", "add", "a", "b"),
      apply("t", "add", "s", "p"),
    ];
    const evaluation = run(nodes, { output: "t" });
    expect(numbersOf(valuesOf(evaluation, "t"))).toEqual([111, 212]);
    expect(numbersOf(valuesOf(atSample(evaluation, 1), "t"))).toEqual([123, 224]);
    expect(numbersOf(derivativeOf(evaluation, "b"))).toEqual([2]);
  });

  it("E8 partials are means over the batch, derivatives of values are of one sample", () => {
    const nodes = [
      input("x", [[1], [2], [6]]),
      parameter("p", 2),
      linear("f", ["x"], 3, 1),
      apply("h", "multiply", "p", "f"),
    ];
    const evaluation = run(nodes, { output: "h" });
    expect([0, 1, 2].map((sample) => derivative(evaluation, "x", sample))).toEqual([6, 6, 6]);
    expect([0, 1, 2].map((sample) => derivative(evaluation, "p", sample))).toEqual([4, 7, 19]);
    expect(partialsOf(evaluation, "p")).toEqual({ kind: "parameter", value: [10] });
    expect(partialsOf(evaluation, "f")).toEqual({ kind: "linear", beta: [2], omega: [[[6]]] });
    const ofLast = samplePartialsOf(atSample(evaluation, 2), "f");
    expect(ofLast).toEqual({ kind: "linear", beta: [2], omega: [[[12]]] });
    expect(samplePartialsOf(evaluation, "x")).toBeNull();
  });

  it("E8 one partial of a sample is the one that stands among them all", () => {
    const nodes = [
      input("x", [
        [1, -2],
        [0.5, 3],
      ]),
      parameter("p", [2, -1, 4]),
      linear(
        "f",
        ["x"],
        [
          [1, 2],
          [-3, 4],
          [5, -6],
        ],
        [1, 2, 3],
      ),
      apply("h", "multiply", "p", "f"),
    ];
    const evaluation = run(nodes, { output: "h" });
    const means = [partialsOf(evaluation, "f"), partialsOf(evaluation, "p")];
    expect(
      [
        partialOf(evaluation, "f", { kind: "beta" }),
        partialOf(evaluation, "f", { kind: "omega", port: 0 }),
        partialOf(evaluation, "p", { kind: "parameter" }),
      ].map((block) => block && [...block]),
    ).toEqual(
      means.flatMap((mean) =>
        mean?.kind === "linear" ? [mean.beta, mean.omega.flat(2)] : [mean?.value],
      ),
    );
    expect(partialOf(evaluation, "p", { kind: "beta" })).toBeNull();
    expect(partialOf(evaluation, "f", { kind: "omega", port: 1 })).toBeNull();
    for (const sample of [0, 1]) {
      const ofF = samplePartialsOf(atSample(evaluation, sample), "f");
      const ofP = samplePartialsOf(atSample(evaluation, sample), "p");
      for (const unit of [0, 1, 2]) {
        const at = (node: string, owned: OwnedNumbers, column = 0) =>
          samplePartialAt(atSample(evaluation, sample), node, owned, { unit, column });
        expect(at("f", { kind: "beta" })).toBe(ofF?.kind === "linear" && ofF.beta[unit]);
        expect(at("p", { kind: "parameter" })).toBe(ofP?.kind === "parameter" && ofP.value[unit]);
        for (const column of [0, 1]) {
          const omega = ofF?.kind === "linear" && ofF.omega[0]?.[unit]?.[column];
          expect(at("f", { kind: "omega", port: 0 }, column)).toBe(omega);
        }
      }
      expect(
        samplePartialAt(
          atSample(evaluation, sample),
          "x",
          { kind: "omega", port: 0 },
          {
            unit: 0,
            column: 0,
          },
        ),
      ).toBeNaN();
    }
  });

  it("E7 a tie of max and min splits ½ / ½; sqrt′(0) = ∞; 0 · ∞ is NaN", () => {
    const tie = (op: "maximum" | "minimum") =>
      run([input("a", 2), input("b", 2), apply("h", op, "a", "b")], { output: "h" });
    for (const op of ["maximum", "minimum"] as const) {
      expect([derivative(tie(op), "a"), derivative(tie(op), "b")]).toEqual([0.5, 0.5]);
    }
    const root = [input("x", 0), apply("r", "sqrt", "x")];
    expect(derivative(run(root, { output: "r" }), "x")).toBe(Number.POSITIVE_INFINITY);
    const times = [...root, constant("c", 0), apply("h", "multiply", "r", "c")];
    expect(derivative(run(times, { output: "h" }), "x")).toBeNaN();
  });

  it("a loss with a setting uses it, and its first value where none is owned", () => {
    const nodes = (delta?: number) => [
      input("f", 5),
      target("y", 2),
      { ...apply("loss", "huber", "f", "y"), ...(delta === undefined ? {} : { value: delta }) },
    ];
    expect(derivative(run(nodes(2)), "f")).toBe(2);
    expect(derivative(run(nodes(10)), "f")).toBe(3);
    expect(derivative(run(nodes()), "f")).toBe(1);
  });
});
