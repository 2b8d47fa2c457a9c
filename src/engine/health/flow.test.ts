import { describe, expect, it } from "vitest";
import {
  apply,
  constant,
  input,
  linear,
  type NodeSpec,
  parameter,
  target,
  toyNetwork,
} from "../graph-builder.test-support";
import { diagnose, run } from "../reference.test-support";

/** x → a = ω·x → b = op[a] → f = b, against y. */
const through = (op: Parameters<typeof apply>[1], x: number, omega = 1, y = -7): NodeSpec[] => [
  input("x", x),
  linear("a", ["x"], omega, 0),
  apply("b", op, "a"),
  linear("f", ["b"], 1, 0),
  target("y", y),
  apply("loss", "squared-error", "f", "y"),
];

describe("the flow of quantities and wires", () => {
  it("E11 flowing: the whole toy network; the loss and the leaves are not judged", () => {
    const { node, wire, flow } = diagnose(run(toyNetwork()));
    for (const id of ["f0", "h1", "f1", "h2", "f2", "h3", "f3"])
      expect(node(id), id).toBe("flowing");
    expect(["x", "y", "loss"].map(node)).toEqual([null, null, null]);
    expect([wire("f0->h1:0"), wire("f3->loss:0")]).toEqual(["flowing", "flowing"]);
    expect([wire("x->f0:0"), wire("y->loss:1")]).toEqual([null, null]);
    expect(flow.predictions.map((index) => toyNetwork()[index]?.id)).toEqual(["f3"]);
    expect(flow.entry).toBeCloseTo(0.7445282168318492, 14);
  });

  it("E11 blocked: zero because a factor is exactly zero, and all that lies behind it", () => {
    const { node, wire } = diagnose(run(through("relu", -2)));
    expect(["f", "b", "a", "x"].map(node)).toEqual(["flowing", "flowing", "blocked", "blocked"]);
    expect([wire("b->f:0"), wire("a->b:0"), wire("x->a:0")]).toEqual([
      "flowing",
      "blocked",
      "blocked",
    ]);
  });

  it("E11 blocked: by a weight of zero, and a parameter by a product with zero", () => {
    const { node, wire } = diagnose(
      run([...through("sin", 1, 0), parameter("p", 3), apply("z", "sin", "p")]),
    );
    expect([node("a"), node("x"), wire("x->a:0")]).toEqual(["flowing", "blocked", "blocked"]);
    const nodes = [parameter("p", 3), constant("c", 0), apply("h", "multiply", "p", "c")];
    expect(diagnose(run(nodes, { output: "h" })).node("p")).toBe("blocked");
  });

  it("E11 cut-off: no path to the objective, leaves too", () => {
    const { node, wire, findings } = diagnose(
      run([...toyNetwork(), parameter("p", 3), apply("z", "sin", "p")]),
    );
    expect([node("p"), node("z"), wire("p->z:0")]).toEqual(["cut-off", "cut-off", "cut-off"]);
    expect(findings).toContainEqual({ kind: "cut-off", nodes: [10, 11] });
    const aside = diagnose(
      run([...toyNetwork(), apply("z", "sin", "h1"), apply("q", "add", "z", null)]),
    );
    expect([aside.node("h1"), aside.wire("h1->z:0"), aside.node("z")]).toEqual([
      "flowing",
      "cut-off",
      "cut-off",
    ]);
    expect([aside.node("q"), aside.wire("z->q:0")]).toEqual([null, "cut-off"]);
  });

  it("E11 cancelled: contributions that sum to nothing, in a leaf too", () => {
    const nodes = [
      input("x", 3),
      apply("h", "sin", "x"),
      apply("d", "subtract", "h", "h"),
      linear("f", ["d"], 2, 1),
    ];
    const { node, wire } = diagnose(run(nodes, { output: "f" }));
    expect([node("d"), node("h"), node("x")]).toEqual(["flowing", "cancelled", "cancelled"]);
    expect([wire("h->d:0"), wire("h->d:1"), wire("x->h:0")]).toEqual([
      "flowing",
      "flowing",
      "cancelled",
    ]);
    const leaf = [input("x", 3), apply("d", "subtract", "x", "x")];
    expect(diagnose(run(leaf, { output: "d" })).node("x")).toBe("cancelled");
  });

  it("E11 cancelled: up to 1e-12 of the largest contribution, and what is left of it behind", () => {
    const split = (rest: number) => [
      input("x", 3),
      apply("h", "sin", "x"),
      linear("a", ["h"], 1 + rest, 0),
      linear("b", ["h"], -1, 0),
      apply("s", "add", "a", "b"),
    ];
    const close = diagnose(run(split(2e-13), { output: "s" }));
    expect([close.node("h"), close.node("x"), close.wire("x->h:0")]).toEqual([
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
    const wider = diagnose(run(split(1e-11), { output: "s" }));
    expect([wider.node("h"), wider.node("x")]).toEqual(["vanishing", null]);
  });

  it("E11 cancelled: within one wire, over the units of its target", () => {
    const broadcast = [
      input("x", 3),
      apply("h", "sin", "x"),
      constant("c", [1, -1]),
      apply("m", "multiply", "h", "c"),
    ];
    const { node, wire } = diagnose(run(broadcast, { output: "m" }));
    expect([wire("h->m:0"), node("h"), node("x")]).toEqual(["cancelled", "cancelled", "cancelled"]);
    const matrix = [
      input("x", 3),
      apply("h", "sin", "x"),
      linear("f", ["h"], [[0.1], [0.2], [-0.3]], [0, 0, 0]),
    ];
    expect(diagnose(run(matrix, { output: "f" })).wire("h->f:0")).toBe("cancelled");
  });

  it("E11 vanishing by underflow: zero though no factor is zero", () => {
    const nodes = (...omegas: number[]) => [
      input("x", 1),
      ...omegas.map((omega, at) => linear(`f${at}`, [at === 0 ? "x" : `f${at - 1}`], omega, 0)),
    ];
    const { node, wire } = diagnose(run(nodes(0, 2, 1e-200, 1e-200), { output: "f3" }));
    expect(["f2", "f1", "f0", "x"].map(node)).toEqual([
      "vanishing",
      "vanishing",
      "vanishing",
      "vanishing",
    ]);
    // The weight of zero lies behind: x bears the word of the zero before.
    expect(wire("x->f0:0")).toBe("vanishing");
    const blockedFirst = diagnose(run(nodes(1, 1e-200, 1e-200, 0), { output: "f3" }));
    expect(["f2", "f1", "f0", "x"].map(blockedFirst.node)).toEqual([
      "blocked",
      "blocked",
      "blocked",
      "blocked",
    ]);
  });

  it("E11 of several zeros the first word that holds: cancelled, underflow, blocked", () => {
    const word = (...wires: readonly ("cancelled" | "underflow" | "blocked")[]) => {
      const made = {
        cancelled: [1, -1, 1, 1],
        underflow: [1e-200, 0, 1e-200, 0],
        blocked: [0, 0, 1, 1],
      };
      const nodes = wires.flatMap((kind, at) => {
        const [a = 0, b = 0, c = 0, d = 0] = made[kind];
        return [
          linear(`a${at}`, ["h"], [[a], [b]], [0, 0]),
          linear(`b${at}`, [`a${at}`], [[c, d]], 0),
        ];
      });
      const ends = wires.map((_, at) => `b${at}`);
      const all = [input("x", 1), apply("h", "negate", "x"), ...nodes];
      const sum = linear("f", ends, [ends.map(() => 1)], 0);
      return diagnose(run([...all, sum], { output: "f" })).node("h");
    };
    expect([word("blocked"), word("underflow"), word("cancelled")]).toEqual([
      "blocked",
      "vanishing",
      "cancelled",
    ]);
    expect([word("blocked", "underflow"), word("underflow", "blocked")]).toEqual([
      "vanishing",
      "vanishing",
    ]);
    expect(word("blocked", "underflow", "cancelled")).toBe("cancelled");
  });

  it("E11 exploding and vanishing: the share at the threshold belongs to them; thresholds can be moved", () => {
    const nodes = (omega: number) => [
      input("x", 1),
      apply("h", "negate", "x"),
      linear("f", ["h"], omega, 0),
      linear("g", ["f"], 1, 0),
    ];
    const word = (omega: number, thresholds?: { vanishing: number; exploding: number }) =>
      diagnose(run(nodes(omega), { output: "g" }), thresholds).node("h");
    expect([1e3, 999, 1.01e-3, 1e-3].map((omega) => word(omega))).toEqual([
      "exploding",
      "flowing",
      "flowing",
      "vanishing",
    ]);
    expect(word(-1e3)).toBe("exploding");
    const strict = { vanishing: 0.5, exploding: 2 };
    expect([2, 1.9, 0.51, 0.5].map((omega) => word(omega, strict))).toEqual([
      "exploding",
      "flowing",
      "flowing",
      "vanishing",
    ]);
  });

  it("E11 leaves are not judged by size: neither x nor the wire from it", () => {
    const { node, wire } = diagnose(
      run([input("x", 1), parameter("p", 1e9), apply("h", "multiply", "x", "p")], { output: "h" }),
    );
    expect([node("x"), node("p"), wire("x->h:0"), wire("p->h:1")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("E11 where nothing enters, nothing is judged, not even what is cut off", () => {
    const { flow, findings } = diagnose(run([...through("sin", 0, 1, 0), parameter("p", 3)]));
    expect(flow.nothingEnters).toBe(true);
    expect([...flow.nodes, ...flow.wires].filter((word) => word !== null)).toEqual([]);
    expect(findings).toEqual([
      { kind: "minimum", predictions: [3], losses: null, allZero: true, isConvex: true },
    ]);
  });

  it("E11 not-finite: a wire, and all that lies behind it", () => {
    const { node, wire } = diagnose(run(through("sqrt", 0)));
    expect(["f", "b", "a", "x"].map(node)).toEqual([
      "flowing",
      "flowing",
      "not-finite",
      "not-finite",
    ]);
    expect([wire("a->b:0"), wire("x->a:0")]).toEqual(["not-finite", "not-finite"]);
  });

  it("E11 a chosen output enters with 1; vectors count by their largest unit", () => {
    const nodes = [
      input("x", [1, 2]),
      apply("h", "square", "x"),
      linear("f", ["h"], [[1e-4, 5e-3]], 0),
    ];
    const { flow, node } = diagnose(run(nodes, { output: "f" }));
    expect([flow.entry, node("f"), node("h")]).toEqual([1, "flowing", "flowing"]);
    const small = [
      input("x", [1, 2]),
      apply("h", "square", "x"),
      linear("f", ["h"], [[1e-4, 5e-4]], 0),
    ];
    expect(diagnose(run(small, { output: "f" })).node("h")).toBe("vanishing");
  });

  it("E11 a loss that is chosen is one like any other: what counts is its prediction, which may be close to right", () => {
    const nodes = [
      input("x", 1),
      linear("f", ["x"], 1, 0),
      target("y", 1.0001),
      apply("loss", "squared-error", "f", "y"),
    ];
    const chosen = diagnose(run(nodes, { output: "loss" }));
    expect([chosen.flow, chosen.findings]).toEqual([
      diagnose(run(nodes)).flow,
      diagnose(run(nodes)).findings,
    ]);
    expect([chosen.node("f"), chosen.node("loss")]).toEqual(["flowing", null]);
  });

  it("E11 several losses: shares are parts of the largest", () => {
    const nodes = [
      input("x", 1),
      linear("f", ["x"], 1, 0),
      linear("g", ["x"], 1, 0),
      target("y", -999),
      target("z", 0.9),
      apply("large", "squared-error", "f", "y"),
      apply("small", "squared-error", "g", "z"),
    ];
    const { flow, node } = diagnose(run(nodes));
    expect(flow.entry).toBe(2000);
    expect(flow.predictions).toEqual([1, 2]);
    expect([node("f"), node("g")]).toEqual(["flowing", "vanishing"]);
  });

  it("E11 each sample has its own words", () => {
    const nodes = [input("x", [[-1], [1]]), apply("a", "negate", "x"), apply("h", "relu", "a")];
    const evaluation = run(nodes, { output: "h" });
    const words = [0, 1].map((sample) => diagnose(evaluation, undefined, sample).node("a"));
    expect(words).toEqual(["flowing", "blocked"]);
  });
});

describe("units that get nothing", () => {
  it("E11 are counted where the node as a whole flows", () => {
    const nodes = [
      input("x", 1),
      linear("f", ["x"], [[1], [1], [1]], [0, 0, 0]),
      apply("h", "sin", "f"),
      linear("g", ["h"], [[1, 0, 1e-9]], [0]),
      target("y", 0),
      apply("loss", "squared-error", "g", "y"),
    ];
    const { findings } = diagnose(run(nodes));
    expect(findings).toEqual([
      { kind: "starved-units", node: 1, starved: 2, zero: 1, units: 3, judgesSize: true },
      { kind: "starved-units", node: 2, starved: 2, zero: 1, units: 3, judgesSize: true },
    ]);
  });
});
