import { describe, expect, it } from "vitest";
import { apply, input, linear, type NodeSpec, target } from "../graph-builder.test-support";
import { derivative, diagnose, errorOf, run } from "../reference.test-support";

/** A chain of linear nodes f1 ← f2 ← … of the given weights, nearest the prediction first. */
const weights = (...omegas: number[]): NodeSpec[] => [
  input("x", 1),
  apply("h", "negate", "x"),
  ...omegas.toReversed().map((omega, at) => {
    const id = `f${omegas.length - 1 - at}`;
    return linear(id, [at === 0 ? "h" : `f${omegas.length - at}`], omega, 0);
  }),
];
const chainOf = (...omegas: number[]) => diagnose(run(weights(...omegas), { output: "f0" }));

describe("the reason of a region", () => {
  it("E13 a zero factor is to blame, the one nearest the prediction", () => {
    const { regions } = chainOf(1e-5, 0, 0, 1e-8);
    expect(regions.map(({ flow, nodes }) => [flow, nodes])).toEqual([
      ["vanishing", ["f1"]],
      ["blocked", ["f2", "f3", "h", "x"]],
    ]);
    const [, blocked] = regions;
    expect([blocked?.culprit, blocked?.share, blocked?.product]).toEqual(["f2->f1:0", 0, 0]);
    expect([blocked?.path, blocked?.factors]).toEqual([
      ["f0", "f1", "f2"],
      [1e-5, 0],
    ]);
    expect(blocked?.wires).toEqual(["x->h:0", "h->f3:0", "f3->f2:0", "f2->f1:0"]);
  });

  it("E13 one factor is named where it makes over half of the loss in log₁₀", () => {
    const [one] = chainOf(0.5, 1e-4, 0.5).regions;
    expect([one?.culprit, one?.factors, one?.path]).toEqual([
      "f2->f1:0",
      [0.5, 1e-4],
      ["f0", "f1", "f2"],
    ]);
    // Growth elsewhere does not hide it: only what is lost is shared out.
    const [grown] = chainOf(100, 1e-7).regions;
    expect([grown?.culprit, grown?.share]).toEqual(["h->f1:0", 1e-7 * 100]);
    const [half] = chainOf(1e-2, 1e-2).regions;
    expect([half?.culprit, half?.factors]).toEqual([null, [1e-2, 1e-2]]);
  });

  it("E13 else it is the product: eight factors of 0.25", () => {
    const { regions } = chainOf(...new Array(8).fill(0.25));
    expect(regions.length).toBe(1);
    expect(regions[0]).toMatchObject({
      flow: "vanishing",
      culprit: null,
      nodes: ["f5", "f6", "f7", "h"],
    });
    const deep = diagnose(run(weights(...new Array(8).fill(0.25)), { output: "f0" }), {
      vanishing: 2e-5,
      exploding: 1e3,
    });
    expect(deep.regions[0]).toMatchObject({
      nodes: ["h"],
      factors: new Array(8).fill(0.25),
      culprit: null,
    });
    expect(deep.regions[0]?.product).toBe(0.25 ** 8);
  });

  it("E13 a saturated unit starves, and weights are factors: the product is the share", () => {
    const nodes = (x: number) => [
      input("x", x),
      linear("f0", ["x"], 1, 0),
      apply("h", "sigmoid", "f0"),
      linear("f1", ["h"], 3.2, 0),
      target("y", 0),
      apply("loss", "squared-error", "f1", "y"),
    ];
    const evaluation = run(nodes(9));
    const { regions, state } = diagnose(evaluation);
    expect(state("h")).toEqual({ kind: "uniform", state: "saturated" });
    expect(regions.length).toBe(1);
    const [region] = regions;
    expect(region).toMatchObject({
      flow: "vanishing",
      nodes: ["f0"],
      culprit: "f0->h:0",
      revivedBy: null,
    });
    expect(region?.path).toEqual(["f1", "h", "f0"]);
    expect(region?.factors[0]).toBe(3.2);
    expect(
      errorOf(region?.product, derivative(evaluation, "f0") / derivative(evaluation, "f1")),
    ).toBeLessThan(1e-15);
    expect(errorOf(region?.share, region?.product)).toBeLessThan(1e-15);
  });

  it("E13 a large weight revives what starved", () => {
    const { regions, node } = chainOf(1, 1e-5, 1, 1e4, 1);
    expect(regions).toMatchObject([
      { flow: "vanishing", nodes: ["f2", "f3"], culprit: "f2->f1:0", revivedBy: "f4->f3:0" },
    ]);
    expect([node("f4"), node("h")]).toEqual(["flowing", "flowing"]);
  });

  it("E13 what flows again along another wire was not revived", () => {
    const nodes = [
      input("x", 1),
      apply("h", "negate", "x"),
      linear("a", ["h"], 1, 0),
      linear("b", ["a"], 1e-5, 0),
      apply("s", "add", "b", "h"),
    ];
    const { regions, node, wire } = diagnose(run(nodes, { output: "s" }));
    expect([node("h"), wire("h->a:0")]).toEqual(["flowing", "vanishing"]);
    expect(regions).toMatchObject([{ nodes: ["a"], wires: ["h->a:0", "a->b:0"], revivedBy: null }]);
  });

  it("E13 exploding: the amplifier, or the product of several", () => {
    const { regions } = chainOf(2, 1e4, 2);
    expect(regions).toMatchObject([
      { flow: "exploding", nodes: ["f2", "h"], share: 2e4, culprit: "f2->f1:0", factors: [2, 1e4] },
    ]);
    expect(chainOf(100, 100).regions[0]).toMatchObject({ flow: "exploding", culprit: null });
    // What is lost on the way does not count against it.
    expect(chainOf(1e4, 0.1, 0.5).regions[0]?.culprit).toBe("f1->f0:0");
  });

  it("E13 the chain follows the wire of largest |contribution|", () => {
    const nodes = [
      input("x", 1),
      apply("h", "negate", "x"),
      linear("a", ["h"], 1e-6, 0),
      linear("b", ["h"], -1e-5, 0),
      linear("f", ["a", "b"], [1, 1], 0),
    ];
    const [region] = diagnose(run(nodes, { output: "f" })).regions;
    expect([region?.nodes, region?.path, region?.factors]).toEqual([
      ["h"],
      ["f", "b", "h"],
      [1, -1e-5],
    ]);
  });

  it("E13 vectors: a factor is how much the largest derivative shrinks", () => {
    const nodes = [
      input("x", [1, 2]),
      apply("h", "negate", "x"),
      linear("f", ["h"], [[1e-5, 3e-5]], 0),
      linear("g", ["f"], [[2], [1]], [0, 0]),
    ];
    const [region] = diagnose(run(nodes, { output: "g" })).regions;
    expect(region?.factors.length).toBe(2);
    expect(errorOf(region?.factors, [3, 3e-5])).toBeLessThan(1e-15);
    const underflow = [
      input("x", [1, 2]),
      apply("h", "negate", "x"),
      linear(
        "f",
        ["h"],
        [
          [1e-200, 1e-200],
          [0, 0],
        ],
        [0, 0],
      ),
      linear("g", ["f"], [[1e-200, 0]], 0),
    ];
    const [under] = diagnose(run(underflow, { output: "g" })).regions;
    expect([under?.flow, under?.nodes, under?.culprit]).toEqual([
      "vanishing",
      ["f", "h", "x"],
      "f->g:0",
    ]);
    const last = diagnose(run(underflow, { output: "g" }));
    expect([last.node("h"), last.wire("h->f:0")]).toEqual(["vanishing", "vanishing"]);
  });
});
