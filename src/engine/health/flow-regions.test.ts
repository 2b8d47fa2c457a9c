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

describe("regions", () => {
  const branches = (shared: NodeSpec): NodeSpec[] => [
    input("x", 1),
    linear("a1", ["x"], 2, 0),
    linear("a2", ["x"], 3, 0),
    apply("s", "add", "a1", "a2"),
    shared,
    linear("f", ["c"], 1, 0),
    target("y", -5),
    apply("loss", "squared-error", "f", "y"),
  ];

  it("E11 branches that starve for one shared cause make one region; the leaf joins what it feeds", () => {
    const { regions } = diagnose(run(branches(linear("c", ["s"], 0, 0))));
    expect(regions).toMatchObject([
      { flow: "blocked", nodes: ["s", "a2", "a1", "x"], culprit: "s->c:0", path: ["f", "c", "s"] },
    ]);
    expect(regions[0]?.wires.length).toBe(5);
  });

  it("E11 branches with causes of their own are told apart; no node and no wire is told twice", () => {
    const nodes = [
      input("x", 1),
      ...[-1, -2, 3].flatMap((omega, at) => [
        linear(`z${at}`, ["x"], omega, 0),
        apply(`h${at}`, "relu", `z${at}`),
      ]),
      linear("f", ["h0", "h1", "h2"], [1, 1, 1], 0),
    ];
    const { regions, findings } = diagnose(run(nodes, { output: "f" }));
    expect(regions.map(({ nodes: members, culprit }) => [members, culprit])).toEqual([
      [["z1"], "z1->h1:0"],
      [["z0"], "z0->h0:0"],
    ]);
    const wires = regions.flatMap((region) => region.wires);
    expect(new Set(wires).size).toBe(wires.length);
    expect(findings.filter(({ kind }) => kind === "state").length).toBe(2);
  });

  it("E11 a leaf that starves first is told too", () => {
    const nodes = [parameter("p", 3), constant("c", 0), apply("h", "multiply", "p", "c")];
    expect(diagnose(run(nodes, { output: "h" })).regions).toMatchObject([
      { flow: "blocked", nodes: ["p"], culprit: "p->h:0" },
    ]);
  });

  it("E11 a leaf joins what it feeds, though another wire of it was cut nearer to the prediction", () => {
    const nodes = [
      parameter("p", 3),
      constant("c", 0),
      linear("z", ["p"], -1, 0),
      apply("h", "relu", "z"),
      apply("m", "multiply", "p", "c"),
      apply("f", "add", "h", "m"),
    ];
    expect(diagnose(run(nodes, { output: "f" })).regions.map((region) => region.nodes)).toEqual([
      ["z", "p"],
    ]);
  });

  it("E13 among zeros the chain follows the wire whose target still has most", () => {
    const nodes = [
      input("x", 1),
      apply("h", "negate", "x"),
      linear("z", ["h"], 1, 0),
      apply("r", "relu", "z"),
      linear("m", ["h"], 0, 0),
      apply("f", "add", "r", "m"),
    ];
    const { regions } = diagnose(run(nodes, { output: "f" }));
    expect(regions.map((region) => [region.nodes, region.culprit])).toEqual([
      [["z"], "z->r:0"],
      [["h", "x"], "h->m:0"],
    ]);
  });

  it("E11 what starves because contributions nearly cancel has a cause of its own", () => {
    const nodes = [
      input("x", 1),
      apply("h", "negate", "x"),
      linear("a", ["h"], 1e5, 0),
      linear("b", ["h"], -0.99999, 0),
      linear("f", ["a", "b"], [1e-5, 1], 0),
    ];
    const { regions, node, wire } = diagnose(run(nodes, { output: "f" }));
    expect([node("a"), node("h"), wire("h->a:0")]).toEqual(["vanishing", "vanishing", "flowing"]);
    expect(regions.map((region) => region.nodes)).toEqual([["a"], ["h"]]);
  });

  it("E11 cancelled: the contributions are facts, and no factor is to blame", () => {
    const nodes = [
      input("x", [3, 4]),
      apply("h", "sin", "x"),
      linear("a", ["h"], [[5, 7]], 0),
      linear("b", ["h"], [[-5, -7]], 0),
      linear("f", ["a", "b"], [1, 1], 0),
    ];
    expect(diagnose(run(nodes, { output: "f" })).regions).toMatchObject([
      {
        flow: "cancelled",
        nodes: ["h", "x"],
        contributions: [
          ["h->a:0", 7],
          ["h->b:0", -7],
        ],
        culprit: null,
        share: 0,
      },
    ]);
    const within = [
      input("x", 3),
      apply("h", "sin", "x"),
      constant("c", [1, -1]),
      apply("m", "multiply", "h", "c"),
    ];
    expect(diagnose(run(within, { output: "m" })).regions).toMatchObject([
      { flow: "cancelled", nodes: ["h", "x"], contributions: [], culprit: "h->m:0" },
    ]);
  });

  it("E13 a prediction that starves beside another: the chain leads on to its loss", () => {
    const nodes = (z: number) => [
      input("x", 1),
      linear("f", ["x"], 1, 0),
      linear("g", ["x"], 1, 0),
      target("y", -999),
      target("z", z),
      apply("large", "squared-error", "f", "y"),
      apply("small", "squared-error", "g", "z"),
    ];
    const [vanishing] = diagnose(run(nodes(0.5))).regions;
    expect(vanishing).toMatchObject({
      nodes: ["g"],
      path: ["small", "g"],
      factors: [1],
      culprit: null,
      share: 5e-4,
    });
  });

  it("E11 one of two losses at a minimum is no warning: nothing is judged that leads to it alone", () => {
    const nodes = [
      input("x", 1),
      linear("f", ["x"], 1, 0),
      linear("g", ["x"], 1, 0),
      target("y", -999),
      target("z", 1),
      apply("large", "squared-error", "f", "y"),
      apply("small", "squared-error", "g", "z"),
    ];
    const { regions, findings, node } = diagnose(run(nodes));
    expect(regions).toEqual([]);
    expect(findings).toEqual([
      { kind: "minimum", predictions: [2], losses: [6], allZero: false, isConvex: true },
    ]);
    expect([node("g"), node("z"), node("f")]).toEqual([null, null, "flowing"]);
  });

  it("the toy network is healthy; without an objective that is the one finding", () => {
    expect(diagnose(run(toyNetwork())).findings).toEqual([]);
    const open = run(toyNetwork().filter(({ id }) => id !== "loss"));
    expect(diagnose(open).findings).toEqual([{ kind: "no-objective" }]);
  });
});
