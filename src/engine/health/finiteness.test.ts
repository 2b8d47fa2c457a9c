import { describe, expect, it } from "vitest";
import { atSample, type Evaluation } from "../evaluation";
import {
  apply,
  constant,
  input,
  linear,
  parameter,
  target,
  toyNetwork,
} from "../graph-builder.test-support";
import { diagnose, run, wirePlace } from "../reference.test-support";
import { firstNonFinite, firstNonFiniteOfRows, nonFiniteSources } from "./finiteness";

/** The first failure with names for places; null where all is finite. */
function failure(evaluation: Evaluation, sample = 0) {
  const found = firstNonFinite(atSample(evaluation, sample));
  const idOf = (index: number) => evaluation.graph.nodes[index]?.id;
  return (
    found && {
      ...found,
      node: idOf(found.node),
      spoiledValues: found.spoiledValues.map(idOf),
      spoiledDerivatives: found.spoiledDerivatives.map(idOf),
    }
  );
}

const chosen = (op: Parameters<typeof apply>[1], x: number) =>
  failure(run([input("x", x), apply("h", op, "x")], { output: "h" }));

describe("the first step that is not finite", () => {
  it("E14 null where all are", () => {
    expect(failure(run(toyNetwork()))).toBeNull();
    expect(failure(run([]))).toBeNull();
  });

  it("E14 exp overflows, and spoils what lies before and behind it", () => {
    const nodes = [
      input("x", 812.4),
      apply("h", "exp", "x"),
      linear("f", ["h"], 1, 0),
      target("y", 1),
      apply("loss", "squared-error", "f", "y"),
    ];
    expect(failure(run(nodes))).toEqual({
      sample: 0,
      pass: "forward",
      node: "h",
      wire: null,
      partial: null,
      cause: "overflow",
      inputs: [812.4],
      result: Number.POSITIVE_INFINITY,
      spoiledValues: ["f", "loss"],
      spoiledDerivatives: ["x", "h", "f", "y"],
    });
  });

  it("E14 exp of exp: the outer one, while the inner is finite", () => {
    const twice = (x: number) =>
      failure(run([input("x", x), apply("a", "exp", "x"), apply("b", "exp", "a")]));
    expect(twice(7)).toMatchObject({
      node: "b",
      cause: "overflow",
      inputs: [Math.exp(7)],
      spoiledValues: [],
    });
    expect(twice(800)).toMatchObject({ node: "a", inputs: [800], spoiledValues: ["b"] });
  });

  it("E14 outside of the domain: log and sqrt of a negative number, division by zero", () => {
    expect(chosen("log", -1)).toMatchObject({
      cause: "outside-domain",
      inputs: [-1],
      result: Number.NaN,
    });
    expect(chosen("log", 0)).toMatchObject({
      cause: "domain-edge",
      result: Number.NEGATIVE_INFINITY,
    });
    expect(chosen("sqrt", -4)).toMatchObject({ cause: "outside-domain", inputs: [-4] });
    expect(chosen("reciprocal", 0)).toMatchObject({ pass: "forward", cause: "domain-edge" });
    const divided = (a: number, b: number) =>
      failure(run([input("a", a), input("b", b), apply("h", "divide", "a", "b")]));
    expect(divided(3, 0)).toMatchObject({
      cause: "domain-edge",
      inputs: [3, 0],
      result: Number.POSITIVE_INFINITY,
    });
    expect(divided(0, 0)).toMatchObject({
      cause: "outside-domain",
      inputs: [0, 0],
      result: Number.NaN,
    });
    expect(divided(1e300, 1e-300)).toMatchObject({ cause: "overflow", inputs: [1e300, 1e-300] });
  });

  it("E14 of a vector the unit that fails, of a broadcast partner its one number", () => {
    const nodes = [input("a", [1, 2, 3]), input("b", [5, 0, 7]), apply("h", "divide", "a", "b")];
    expect(failure(run(nodes))).toMatchObject({ node: "h", inputs: [2, 0] });
    const one = [input("a", 9), input("b", [5, 0, 7]), apply("h", "divide", "a", "b")];
    expect(failure(run(one))).toMatchObject({ inputs: [9, 0] });
  });

  it("E14 of a loss or a linear node, the largest inputs", () => {
    const loss = [
      input("f", [1, -1e200]),
      target("y", [0, 3]),
      apply("loss", "squared-error", "f", "y"),
    ];
    expect(failure(run(loss))).toMatchObject({
      node: "loss",
      cause: "overflow",
      inputs: [-1e200, 3],
    });
    const sum = [input("a", [1, 1e200]), input("b", 2), linear("f", ["a", "b"], [1, 1e200, 3], 0)];
    expect(failure(run(sum))).toMatchObject({ node: "f", cause: "overflow", inputs: [1e200, 2] });
  });

  it("E7 E14 sqrt′(0) = ∞: the backward pass fails where the forward pass does not", () => {
    const nodes = [
      input("x", 4),
      linear("a", ["x"], 0, 0),
      apply("r", "sqrt", "a"),
      linear("f", ["r"], 3, 1),
    ];
    const evaluation = run(nodes, { output: "f" });
    expect(failure(evaluation)).toEqual({
      sample: 0,
      pass: "backward",
      node: "a",
      wire: wirePlace(evaluation, "a->r:0"),
      partial: null,
      cause: "infinite-local",
      inputs: [Number.POSITIVE_INFINITY, 3],
      result: Number.POSITIVE_INFINITY,
      spoiledValues: [],
      spoiledDerivatives: ["x"],
    });
  });

  it("E7 E14 0 · ∞ is NaN, and it is said", () => {
    const nodes = [
      input("x", 0),
      apply("r", "sqrt", "x"),
      constant("c", 0),
      apply("h", "multiply", "r", "c"),
    ];
    expect(failure(run(nodes, { output: "h" }))).toMatchObject({
      pass: "backward",
      node: "x",
      cause: "zero-times-infinity",
      inputs: [Number.POSITIVE_INFINITY, 0],
      result: Number.NaN,
    });
  });

  it("E14 a derivative that overflows: by one product, or by a sum of contributions", () => {
    const product = [input("x", 0), linear("a", ["x"], 1e200, 0), linear("b", ["a"], 1e200, 0)];
    expect(failure(run(product, { output: "b" }))).toMatchObject({
      pass: "backward",
      node: "x",
      cause: "overflow",
      inputs: [1e200, 1e200],
    });
    const sum = [input("x", 0), linear("b", ["x", "x"], [1.5e308, 1.5e308], 0)];
    const evaluation = run(sum, { output: "b" });
    expect(failure(evaluation)).toMatchObject({
      node: "x",
      wire: null,
      cause: "overflow",
      inputs: [],
    });
    const units = [input("x", 0), linear("b", ["x"], [[1.5e308], [1.5e308]], [0, 0])];
    expect(failure(run(units, { output: "b" }))).toMatchObject({
      node: "x",
      wire: 0,
      cause: "overflow",
      inputs: [],
    });
  });

  it("E9 E14 first is what the run comes to first: partials of parameters come last", () => {
    const nodes = [
      input("x", 0),
      apply("r", "sqrt", "x"),
      apply("s", "negate", "x"),
      parameter("p", 0),
      apply("q", "sqrt", "p"),
      apply("t", "add", "r", "q"),
      apply("h", "add", "t", "s"),
    ];
    const evaluation = run(nodes, { output: "h" });
    expect(failure(evaluation)).toMatchObject({ node: "x", spoiledDerivatives: [] });
    expect(nonFiniteSources(evaluation).map(({ node }) => nodes[node]?.id)).toEqual(["x", "p"]);
  });

  it("E14 a partial that overflows where all derivatives are finite", () => {
    const nodes = [input("x", 1e200), linear("a", ["x"], 1e-200, 0), linear("b", ["a"], 1e200, 0)];
    expect(failure(run(nodes, { output: "b" }))).toMatchObject({
      pass: "backward",
      node: "a",
      wire: 0,
      partial: { kind: "omega", port: 0 },
      cause: "overflow",
      inputs: [1e200, 1e200],
    });
  });

  it("E8 E14 another sample that fails spoils the partials, and is named", () => {
    const nodes = [input("x", [[1], [800]]), linear("a", ["x"], 1, 0), apply("h", "exp", "a")];
    const evaluation = run(nodes, { output: "h" });
    expect(failure(evaluation, 0)).toBeNull();
    expect(firstNonFiniteOfRows(evaluation)).toMatchObject({ sample: 1, node: 2 });
    expect(diagnose(evaluation).findings).toMatchObject([
      { kind: "not-finite", source: { sample: 1 } },
    ]);
    const finite = run(nodes.slice(0, 2), { output: "a" });
    expect(firstNonFiniteOfRows(finite)).toBeNull();
    expect(diagnose(finite).findings).toEqual([]);
  });

  it("E8 E14 a mean of finite partials whose sum overflows is named, and no sample", () => {
    const omega = run([input("x", [[1e308], [1e308]]), linear("a", ["x"], 1, 0)], { output: "a" });
    expect(failure(omega, 0)).toBeNull();
    expect(failure(omega, 1)).toBeNull();
    expect(firstNonFiniteOfRows(omega)).toEqual({
      sample: null,
      pass: "backward",
      node: 1,
      wire: 0,
      partial: { kind: "omega", port: 0 },
      cause: "overflow",
      inputs: [],
      result: Number.POSITIVE_INFINITY,
      spoiledValues: [],
      spoiledDerivatives: [],
    });
    expect(diagnose(omega).findings).toMatchObject([
      { kind: "not-finite", source: { sample: null } },
    ]);
    const beta = run(
      [input("x", [[0], [0]]), linear("a", ["x"], 1, 0), linear("b", ["a"], -1e308, 0)],
      { output: "b" },
    );
    expect(firstNonFiniteOfRows(beta)).toMatchObject({
      sample: null,
      node: 1,
      wire: null,
      partial: { kind: "beta" },
      result: Number.NEGATIVE_INFINITY,
    });
    const rows = input("x", [[0], [0]]);
    const value = run(
      [parameter("p", 0), constant("c", 1e308), apply("h", "multiply", "p", "c"), rows],
      { output: "h" },
    );
    expect(firstNonFiniteOfRows(value)).toMatchObject({
      sample: null,
      node: 0,
      partial: { kind: "parameter" },
    });
  });

  it("E9 E14 of several such means, the one that the run comes to first", () => {
    const nodes = [
      input("x", [
        [1, 1e308],
        [1, 1e308],
      ]),
      input("z", [[1e308], [1e308]]),
      linear("a", ["x", "z"], [[0, 0, 0]], [0]),
      linear("b", ["a"], [[1]], [0]),
    ];
    expect(firstNonFiniteOfRows(run(nodes, { output: "b" }))).toMatchObject({
      node: 2,
      wire: 0,
      partial: { kind: "omega", port: 0 },
    });
  });

  it("E8 E14 finite samples whose sum is finite are left alone, however large", () => {
    const nodes = [input("x", [[8e307], [8e307]]), linear("a", ["x"], 1, 0)];
    const evaluation = run(nodes, { output: "a" });
    expect(firstNonFiniteOfRows(evaluation)).toBeNull();
    expect(diagnose(evaluation).findings).toEqual([]);
  });

  it("E14 every source is named, and each spoils only what can be reached from it", () => {
    const nodes = [
      input("x", 0),
      input("y", 0),
      apply("a", "log", "x"),
      apply("b", "log", "y"),
      apply("c", "add", "b", "b"),
      apply("d", "exp", "a"),
    ];
    const evaluation = run(nodes, { output: "c" });
    const named = nonFiniteSources(evaluation).map((source) => ({
      node: nodes[source.node]?.id,
      pass: source.pass,
      values: source.spoiledValues.map((index) => nodes[index]?.id),
      derivatives: source.spoiledDerivatives.map((index) => nodes[index]?.id),
    }));
    expect(named).toEqual([
      { node: "a", pass: "forward", values: [], derivatives: [] },
      { node: "b", pass: "forward", values: ["c"], derivatives: ["y"] },
    ]);
    expect(diagnose(evaluation).findings.filter(({ kind }) => kind === "not-finite")).toHaveLength(
      2,
    );
  });

  it("E14 units fail by themselves: one is spoiled, the other is a source", () => {
    const nodes = [
      input("x", [[1000, 1]]),
      constant("big", [1, 1e308]),
      apply("a", "exp", "x"),
      apply("b", "multiply", "a", "big"),
      apply("c", "add", "b", "b"),
    ];
    const sources = nonFiniteSources(run(nodes, { output: "c" }));
    const forward = sources.filter(({ pass }) => pass === "forward");
    expect(forward.map(({ node }) => nodes[node]?.id)).toEqual(["a", "b"]);
    expect(forward[1]).toMatchObject({ cause: "overflow", inputs: [Math.E, 1e308] });
  });

  it("E14 in the backward pass too, two sources are two", () => {
    const nodes = [
      input("x", 0),
      input("y", 0),
      apply("a", "sqrt", "x"),
      apply("b", "sqrt", "y"),
      apply("c", "add", "a", "b"),
    ];
    const sources = nonFiniteSources(run(nodes, { output: "c" }));
    expect(sources).toMatchObject([
      { node: 1, pass: "backward", cause: "infinite-local", spoiledDerivatives: [] },
      { node: 0, pass: "backward", cause: "infinite-local", spoiledDerivatives: [] },
    ]);
  });

  it("E14 without an objective the forward pass is looked at all the same", () => {
    const { findings } = diagnose(run([input("x", -1), apply("h", "log", "x")]));
    expect(findings).toMatchObject([
      { kind: "not-finite", source: { node: 1, spoiledDerivatives: [] } },
      { kind: "no-objective" },
    ]);
  });
});
