import { describe, expect, it } from "vitest";
import { atSample } from "./evaluation";
import { apply, constant, input, linear, target } from "./graph-builder.test-support";
import { derivativesAlong, localOf, magnitude, termsOf, unitOf } from "./local";
import { run, wirePlace } from "./reference.test-support";

const INPUTS = [
  input("x", [
    [1, 2],
    [3, 4],
  ]),
  input("y", [[5], [6]]),
];

describe("the local derivative along a wire", () => {
  it("of an element-wise op stands unit by unit", () => {
    const evaluation = run([...INPUTS, apply("h", "square", "x")], { output: "h" });
    const wireIndex = wirePlace(evaluation, "x->h:0");
    expect(localOf(evaluation, wireIndex)).toEqual({
      kind: "units",
      values: Float64Array.of(2, 4),
    });
    expect(derivativesAlong(atSample(evaluation, 1), wireIndex)).toEqual(Float64Array.of(6, 8));
  });

  it("of two operands is that of its port, with the one unit broadcast", () => {
    const nodes = [...INPUTS, apply("h", "divide", "x", "y"), apply("g", "multiply", "y", "x")];
    const evaluation = run(nodes, { output: "h" });
    const along = (name: string) =>
      derivativesAlong(atSample(evaluation, 1), wirePlace(evaluation, name));
    expect(along("x->h:0")).toEqual(Float64Array.of(1 / 6, 1 / 6));
    expect(along("y->h:1")).toEqual(Float64Array.of(-3 / 36, -4 / 36));
    expect(along("y->g:0")).toEqual(Float64Array.of(3, 4));
    expect(along("x->g:1")).toEqual(Float64Array.of(6, 6));
  });

  it("of a loss stands unit by unit of its source, with its setting", () => {
    const nodes = [
      input("f", [5, 2.5, -4]),
      target("y", [2, 2, 2]),
      { ...apply("l", "huber", "f", "y"), value: 2 },
      apply("m", "squared-error", "f", "y"),
    ];
    const evaluation = run(nodes);
    const along = (name: string) => derivativesAlong(evaluation, wirePlace(evaluation, name));
    expect(along("f->l:0")).toEqual(Float64Array.of(2, 0.5, -2));
    expect(along("y->l:1")).toEqual(Float64Array.of(-2, -0.5, 2));
    expect(along("f->m:0")).toEqual(Float64Array.of(6, 1, -12));
  });

  it("of a linear node is the block of its port", () => {
    const omega = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const evaluation = run([...INPUTS, linear("f", ["x", "y"], omega, [0, 0])]);
    const of = (name: string) => localOf(evaluation, wirePlace(evaluation, name));
    expect(of("x->f:0")).toEqual({
      kind: "matrix",
      rows: [
        [1, 2],
        [4, 5],
      ],
    });
    expect(of("y->f:1")).toEqual({ kind: "matrix", rows: [[3], [6]] });
    expect(derivativesAlong(evaluation, 0)).toBeNull();
  });

  it("is null where the target has no value, and for no wire", () => {
    const evaluation = run([...INPUTS, apply("h", "add", "x", null)]);
    expect([localOf(evaluation, 0), derivativesAlong(evaluation, 0)]).toEqual([null, null]);
    expect(localOf(evaluation, 1)).toBeNull();
  });
});

describe("the terms of a contribution", () => {
  it("are products of a local derivative and an upstream derivative; the largest is kept", () => {
    // ∂ℓ/∂h = 2 (h − y) = (2, −16, 24); ∂h/∂x = 2 x.
    const nodes = [
      input("x", [1, -2, 4]),
      apply("h", "square", "x"),
      target("y", [0, 12, 4]),
      apply("l", "squared-error", "h", "y"),
    ];
    const evaluation = run(nodes);
    expect(termsOf(evaluation, wirePlace(evaluation, "x->h:0"))).toEqual({
      largest: 8 * 24,
      factors: [8, 24],
      largestLocal: 8,
    });
  });

  it("of a loss take its one derivative for all units", () => {
    const nodes = [input("f", [3, 5]), target("y", [0, 0]), apply("l", "squared-error", "f", "y")];
    const evaluation = run([...nodes, apply("h", "square", "l")], { output: "h" });
    // ∂h/∂ℓ = 2 ℓ = 68.
    expect(termsOf(evaluation, 0)).toEqual({
      largest: 680,
      factors: [10, 68],
      largestLocal: 10,
    });
  });

  it("of a linear node are those of every number of Ω", () => {
    const nodes = [
      input("x", [1, 1]),
      linear(
        "f",
        ["x"],
        [
          [1, -9],
          [5, 2],
        ],
        [0, 0],
      ),
      apply("c", "multiply", "f", "k"),
      constant("k", [1, 3]),
    ];
    const evaluation = run(nodes, { output: "c" });
    expect(termsOf(evaluation, wirePlace(evaluation, "x->f:0"))).toEqual({
      largest: 15,
      factors: [5, 3],
      largestLocal: 9,
    });
  });

  it("tell an underflow from a zero, and keep what is not a number", () => {
    const nothing = run(
      [input("x", 1e-300), apply("h", "square", "x"), apply("g", "square", "h")],
      {
        output: "g",
      },
    );
    // What arrives, 2 h, is 0 itself: no local derivative counts.
    expect(termsOf(nothing, 0)).toEqual({ largest: 0, factors: [0, 0], largestLocal: 0 });
    const underflow = run(
      [input("x", 1), linear("f", ["x"], 1e-200, 1e-200), apply("h", "square", "f")],
      { output: "h" },
    );
    expect(termsOf(underflow, 0)).toEqual({
      largest: 0,
      factors: [0, 0],
      largestLocal: 1e-200,
    });
    const root = run(
      [
        input("x", [0, 4]),
        apply("r", "sqrt", "x"),
        apply("h", "multiply", "r", "c"),
        constant("c", [0, 100]),
      ],
      { output: "h" },
    );
    // ∞ · 0 is NaN, and stays the largest.
    expect(termsOf(root, 0)).toEqual({
      largest: Number.NaN,
      factors: [Number.POSITIVE_INFINITY, 0],
      largestLocal: 0.25,
    });
  });

  it("are zero where nothing is differentiated", () => {
    const evaluation = run([input("x", 3), apply("h", "square", "x")]);
    expect(termsOf(evaluation, 0)).toEqual({ largest: 0, factors: [0, 0], largestLocal: 0 });
  });
});

describe("numbers of units", () => {
  it("serve all units where there is one of them", () => {
    expect(unitOf(Float64Array.of(7), 2)).toBe(7);
    expect(unitOf(Float64Array.of(7, 8, 9), 2)).toBe(9);
  });

  it("have the largest size as their magnitude, or NaN", () => {
    expect(magnitude([1, -3, 2])).toBe(3);
    expect(magnitude(Float64Array.of(-0.5))).toBe(0.5);
    expect(magnitude([Number.NEGATIVE_INFINITY, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(magnitude([1, Number.NaN, 5])).toBeNaN();
    expect([magnitude([]), magnitude(null)]).toEqual([0, 0]);
  });
});
