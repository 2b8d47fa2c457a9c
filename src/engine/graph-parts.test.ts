import { describe, expect, it } from "vitest";
import { topologyOf } from "@/graph";
import {
  atSample,
  contributionOf,
  derivativeOf,
  evaluate,
  hasObjective,
  incompletenessOf,
  partialsOf,
  valuesOf,
} from "./evaluation";
import {
  apply,
  build,
  constant,
  input,
  linear,
  type NodeSpec,
  target,
} from "./graph-builder.test-support";
import { localOf } from "./local";
import { planOf } from "./plan-builder";
import { contribution, derivative, evaluateBuilt, run, value } from "./reference.test-support";

const numbersOf = (values: Float64Array | null) => (values ? Array.from(values) : null);

describe("parts of graphs", () => {
  it("E5 disconnected parts: a value, and derivatives and partials of zero", () => {
    const evaluation = run([
      input("x", 2),
      target("y", 0),
      apply("loss", "squared-error", "x", "y"),
      input("u", 3),
      linear("f", ["u"], 4, 5),
    ]);
    expect(value(evaluation, "f")).toBe(17);
    expect([derivative(evaluation, "f"), derivative(evaluation, "u")]).toEqual([0, 0]);
    expect(partialsOf(evaluation, "f")).toEqual({ kind: "linear", beta: [0], omega: [[[0]]] });
    expect(contribution(evaluation, "u->f:0")).toEqual([0]);
  });

  it("E6 an unwired port is named, what lies behind it has no value, the rest is computed", () => {
    const evaluation = run([
      input("x", 2),
      apply("s", "add", "x", null),
      apply("h", "exp", "s"),
      apply("g", "square", "x"),
      target("y", 3),
      apply("loss", "squared-error", "g", "y"),
      apply("other", "squared-error", "h", "y"),
    ]);
    expect(incompletenessOf(evaluation, "s")).toEqual({ kind: "unwired", port: 1 });
    expect(incompletenessOf(evaluation, "h")).toEqual({ kind: "upstream", node: "s" });
    expect(incompletenessOf(evaluation, "other")).toEqual({ kind: "upstream", node: "h" });
    expect(incompletenessOf(evaluation, "g")).toBeUndefined();
    expect([valuesOf(evaluation, "h"), derivativeOf(evaluation, "h")]).toEqual([null, null]);
    expect(contribution(evaluation, "x->s:0")).toEqual([0]);
    expect(contribution(evaluation, "s->h:0")).toEqual([]);
    expect(derivative(evaluation, "x")).toBe(2 * (4 - 3) * 4);
    expect(localOf(evaluation, 0)).toBeNull();
  });

  it("E6 widths that do not fit: the node is incomplete and both widths are said", () => {
    const evaluation = run([
      input("a", [1, 2]),
      input("b", [1, 2, 3]),
      constant("c", 1),
      apply("s", "add", "a", "b"),
      apply("loss", "squared-error", "a", "c"),
    ]);
    expect(incompletenessOf(evaluation, "s")).toEqual({ kind: "width", widths: [2, 3] });
    expect(incompletenessOf(evaluation, "loss")).toEqual({ kind: "width", widths: [2, 1] });
    expect(hasObjective(evaluation)).toBe(false);
  });

  it("E6 a cycle is said by the topology, and nothing on or behind it is computed", () => {
    const built = build([
      input("x", 2),
      apply("a", "add", "x", "b"),
      apply("b", "sin", "a"),
      apply("c", "cos", "b"),
      apply("d", "cos", "x"),
    ]);
    const { incomplete, indexOf } = topologyOf(built.graph);
    const on = ["a", "b", "c"].map((id) => incomplete.get(indexOf.get(id) ?? -1)?.kind);
    expect(on).toEqual(["cycle", "cycle", "cycle"]);
    const evaluation = evaluateBuilt(built);
    expect(valuesOf(evaluation, "c")).toBeNull();
    expect(value(evaluation, "d")).toBe(Math.cos(2));
  });

  it("E6 wires to nothing, to no port or to a taken port are passed over", () => {
    const { graph, ...own } = build([input("x", 2), input("u", 5), apply("h", "square", "x")]);
    const odd = [
      { source: "gone", target: "h", port: 0 },
      { source: "x", target: "gone", port: 0 },
      { source: "x", target: "h", port: 1 },
      { source: "x", target: "h", port: 0.5 },
      { source: "u", target: "h", port: 0 },
    ];
    const wires = [...graph.wires, ...odd];
    const evaluation = evaluate({ ...own, graph: { ...graph, wires, output: "h" } });
    expect([value(evaluation, "h"), derivative(evaluation, "x")]).toEqual([4, 4]);
    expect(derivative(evaluation, "u")).toBe(0);
    expect(contributionOf(evaluation, 1)).toBeNull();
  });

  it("E2 a linear node without wires is β, for every sample", () => {
    const evaluation = run([input("x", [[1], [2]]), linear("f", [], [], [7, -2])], { output: "f" });
    expect(numbersOf(valuesOf(atSample(evaluation, 1), "f"))).toEqual([7, -2]);
    expect(partialsOf(evaluation, "f")).toEqual({ kind: "linear", beta: [1, 1], omega: [] });
  });

  it("E1 one plan for one graph object; the empty graph runs", () => {
    const { graph, numbers, data } = build([input("x", 1)]);
    expect(planOf(graph)).toBe(planOf(graph));
    expect(planOf({ ...graph })).not.toBe(planOf(graph));
    expect(evaluate({ graph, numbers: new Map(numbers), data }).plan).toBe(planOf(graph));
    expect(hasObjective(run([]))).toBe(false);
  });
});

describe("the order of computation", () => {
  const orderOf = (specs: readonly NodeSpec[]) => {
    const { graph } = build(specs);
    return Array.from(topologyOf(graph).order, (index) => graph.nodes[index]?.id).join(" ");
  };

  it("E2 Kahn's order, ties by document order", () => {
    const x = input("x", 1);
    const a = apply("a", "sin", "x");
    const b = apply("b", "cos", "x");
    const s = apply("s", "add", "b", "a");
    expect(orderOf([x, a, b, s])).toBe("x a b s");
    expect(orderOf([s, b, a, x])).toBe("x b a s");
    expect(orderOf([input("z", 1), s, a, b, x])).toBe("z x a b s");
    // What becomes ready goes before what was ready already, where the document says so.
    expect(orderOf([x, a, input("z", 1), b, s])).toBe("x a z b s");
  });
});
