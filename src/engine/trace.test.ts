import { describe, expect, it } from "vitest";
import { tableOf } from "@/graph";
import { evaluate } from "./evaluation";
import {
  apply,
  build,
  constant,
  input,
  linear,
  type NodeSpec,
  parameter,
  target,
  toyNetwork,
} from "./graph-builder.test-support";
import { planOf } from "./plan-builder";
import {
  carryPlayhead,
  nextPlayhead,
  playheadAtStep,
  type Step,
  stepNumberAt,
  traceOf,
} from "./trace";

const traceFor = (specs: readonly NodeSpec[], output?: string) =>
  traceOf(planOf(build(specs, output === undefined ? {} : { output }).graph));

/** "forward h1", "backward h1", "beta f1", "omega f1:0", "parameter p"; optional ones in brackets. */
function stepText(step: Step): string {
  const name =
    step.part !== "partials"
      ? `${step.part} ${step.node}`
      : step.owned.kind === "omega"
        ? `omega ${step.node}:${step.owned.port}`
        : `${step.owned.kind} ${step.node}`;
  return step.optional ? `(${name})` : name;
}

const TOY = [
  ...["f0", "h1", "f1", "h2", "f2", "h3", "f3", "loss"].map((node) => `forward ${node}`),
  "(backward loss)",
  "(backward y)",
  ...["f3", "h3", "f2", "h2", "f1", "h1", "f0"].map((node) => `backward ${node}`),
  "(backward x)",
  ...["f3", "f2", "f1", "f0"].flatMap((node) => [`beta ${node}`, `omega ${node}:0`]),
];

/** x → h = ω·x by a product, f = β + h: the same network without linear nodes. */
const primitives = (): NodeSpec[] => [
  input("x", 2),
  parameter("omega", 3),
  apply("p", "multiply", "omega", "x"),
  parameter("beta", 1),
  apply("f", "add", "beta", "p"),
  target("y", 2),
  apply("loss", "squared-error", "f", "y"),
];

describe("the trace", () => {
  const toy = traceFor(toyNetwork());

  it("E9 the toy network has 8 + 7 + 8 = 23 numbered steps in the lecture's order", () => {
    expect(toy.steps.map(stepText)).toEqual(TOY);
    expect(toy.count).toBe(23);
    const numbered = toy.steps.filter((step) => !step.optional);
    expect(numbered.map((step) => step.number)).toEqual(
      Array.from({ length: 23 }, (_, at) => at + 1),
    );
    const parts = ["forward", "backward", "partials"].map(
      (part) => numbered.filter((step) => step.part === part).length,
    );
    expect(parts).toEqual([8, 7, 8]);
    expect(numbered.find((step) => stepText(step) === "backward h3")?.number).toBe(10);
  });

  it("E9 an optional step has the number of the last one before it", () => {
    const optional = toy.steps.filter((step) => step.optional);
    expect(optional.map((step) => [step.node, step.number])).toEqual([
      ["loss", 8],
      ["y", 8],
      ["x", 15],
    ]);
  });

  it("E9 a step knows its node and its wires; the seed has none", () => {
    const { graph } = build(toyNetwork());
    const wiresOf = (name: string) => {
      const step = toy.steps.find((candidate) => stepText(candidate) === name);
      return step?.wires.map(
        (wire) => `${graph.wires[wire]?.source}->${graph.wires[wire]?.target}`,
      );
    };
    expect(wiresOf("forward loss")).toEqual(["f3->loss", "y->loss"]);
    expect(wiresOf("backward h2")).toEqual(["h2->f2"]);
    expect(wiresOf("(backward loss)")).toEqual([]);
    expect([wiresOf("beta f2"), wiresOf("omega f2:0")]).toEqual([[], ["h2->f2"]]);
    for (const step of toy.steps) expect(graph.nodes[step.nodeIndex]?.id).toBe(step.node);
  });

  it("E9 a backward step has the wires that lead to the objective, no others", () => {
    const specs = [
      input("x", 1),
      apply("h", "sin", "x"),
      apply("g", "exp", "h"),
      apply("u", "cos", "h"),
      apply("k", "multiply", "h", "g"),
    ];
    const { graph } = build(specs, { output: "k" });
    const step = traceFor(specs, "k").steps.find((each) => stepText(each) === "backward h");
    const wires = step?.wires.map((wire) => graph.wires[wire]?.target);
    expect(wires).toEqual(["g", "k"]);
  });

  it("E9 it says from which playhead on a number is known", () => {
    const { graph } = build(toyNetwork());
    graph.nodes.forEach(({ id }, index) => {
      const forward = toy.steps.findIndex((s) => s.part === "forward" && s.node === id) + 1;
      const backward = toy.steps.findIndex((s) => s.part === "backward" && s.node === id) + 1;
      expect([toy.valueKnownAt[index], toy.derivativeKnownAt[index]]).toEqual([forward, backward]);
    });
  });

  it("E9 without linear nodes: parameters have their step in the third part, in reverse order", () => {
    expect(traceFor(primitives()).steps.map(stepText)).toEqual([
      "forward p",
      "forward f",
      "forward loss",
      "(backward loss)",
      "(backward y)",
      "backward f",
      "backward p",
      "(backward x)",
      "parameter beta",
      "parameter omega",
    ]);
  });

  it("E9 a linear node of several wires: β first, then each wire's block", () => {
    const trace = traceFor(
      [input("a", 1), constant("b", 2), linear("f", ["a", "b", "a"], [1, 2, 3], 0)],
      "f",
    );
    expect(trace.steps.map(stepText)).toEqual([
      "forward f",
      "(backward f)",
      "(backward b)",
      "(backward a)",
      "beta f",
      "omega f:0",
      "omega f:1",
      "omega f:2",
    ]);
  });

  it("E5 E9 a chosen output: what it feeds has no backward step; without an objective, forward only", () => {
    const chosen = traceFor(toyNetwork(), "h2").steps.map(stepText);
    expect(chosen.slice(8)).toEqual([
      "(backward h2)",
      "backward f1",
      "backward h1",
      "backward f0",
      "(backward x)",
      "beta f1",
      "omega f1:0",
      "beta f0",
      "omega f0:0",
    ]);
    const plain = traceFor([input("x", 1), apply("h", "sin", "x"), apply("g", "exp", null)]);
    expect(plain.steps.map(stepText)).toEqual(["forward h"]);
    expect(Array.from(plain.derivativeKnownAt)).toEqual(
      new Array(3).fill(Number.POSITIVE_INFINITY),
    );
    expect(plain.valueKnownAt[2]).toBe(Number.POSITIVE_INFINITY);
  });

  it("E9 what does not reach the objective is known to be zero at the end", () => {
    const trace = traceFor([...toyNetwork(), input("u", 1), apply("g", "sin", "u")]);
    expect(trace.derivativeKnownAt.slice(-2)).toEqual(
      Float64Array.of(trace.steps.length, trace.steps.length),
    );
    expect(trace.count).toBe(24);
  });

  it("E9 the trace depends on the graph alone", () => {
    const built = build(toyNetwork());
    const other = {
      ...built,
      data: tableOf(
        new Map([
          ["x", [[-9], [1]]],
          ["y", [[1], [2]]],
        ]),
      ),
    };
    expect(traceOf(evaluate(built).plan)).toBe(traceOf(evaluate(other).plan));
  });
});

describe("the playhead", () => {
  const toy = traceFor(toyNetwork());
  const playheads = Array.from({ length: toy.steps.length + 1 }, (_, playhead) => playhead);

  it("E10 playheads and numbers: each number comes back, bounds are kept", () => {
    for (let number = 0; number <= 23; number++) {
      expect(stepNumberAt(toy, playheadAtStep(toy, number))).toBe(number);
    }
    expect([-3, 0, 0.5, 99, Number.NaN].map((number) => playheadAtStep(toy, number))).toEqual([
      0, 0, 0, 26, 0,
    ]);
    expect([0, 9, 10, 26, 99].map((playhead) => stepNumberAt(toy, playhead))).toEqual([
      0, 8, 8, 23, 23,
    ]);
    const ofFunction = traceFor([input("x", 1), apply("h", "sin", "x")], "h");
    expect([1, 2].map((number) => playheadAtStep(ofFunction, number))).toEqual([1, 3]);
  });

  it("E10 next and back pass over optional steps unless they are shown", () => {
    const walk = (direction: 1 | -1, showOptional: boolean) => {
      const visited = [direction === 1 ? 0 : toy.steps.length];
      for (let guard = 0; guard < 40; guard++) {
        const from = visited.at(-1) ?? 0;
        const next = nextPlayhead(toy, from, direction, showOptional);
        if (next === from) break;
        visited.push(next);
      }
      return visited;
    };
    expect(walk(1, true)).toEqual(playheads);
    expect(walk(-1, true)).toEqual(playheads.toReversed());
    const shown = playheads.filter((playhead) => !toy.steps[playhead - 1]?.optional);
    expect(walk(1, false)).toEqual(shown);
    expect(walk(-1, false)).toEqual(shown.toReversed());
  });

  it("E10 a run that ends in optional steps can be stepped to its end all the same", () => {
    const trace = traceFor([input("x", 1), apply("h", "sin", "x")], "h");
    expect([0, 1, 3].map((playhead) => nextPlayhead(trace, playhead, 1, false))).toEqual([1, 3, 3]);
    expect([3, 1, 0].map((playhead) => nextPlayhead(trace, playhead, -1, false))).toEqual([
      1, 0, 0,
    ]);
  });

  const carried = (name: string, specs: readonly NodeSpec[]) => {
    const after = traceFor(specs);
    const playhead = toy.steps.findIndex((step) => stepText(step) === name) + 1;
    const step = after.steps[carryPlayhead(toy, playhead, after) - 1];
    return step && stepText(step);
  };
  /** The toy network with a node between f2 and h3. */
  const longer = toyNetwork().flatMap((node) =>
    node.id === "h3" ? [apply("g", "sin", "f2"), apply("h3", "cos", "g")] : [node],
  );
  /** The toy network without h3: f3 hangs on f2. */
  const shorter = toyNetwork()
    .filter(({ id }) => id !== "h3")
    .map((node) => (node.id === "f3" ? linear("f3", ["f2"], 3, 0.4) : node));

  it("E10 an edit keeps its part and node, wherever that is now", () => {
    for (const name of TOY.slice(0, -1)) expect(carried(name, longer), name).toBe(name);
    expect(carryPlayhead(toy, 0, traceFor(longer))).toBe(0);
    expect(carryPlayhead(toy, toy.steps.length, traceFor(longer))).toBe(
      traceFor(longer).steps.length,
    );
    expect(carryPlayhead(toy, 12, toy)).toBe(12);
  });

  it("E10 where the node is gone, the nearest step of the same part that is left", () => {
    expect(carried("forward h3", shorter)).toBe("forward f2");
    expect(carried("backward h3", shorter)).toBe("backward f3");
    const cut = toyNetwork().filter(({ id }) => !["f3", "loss", "y"].includes(id));
    expect(carried("forward f3", cut)).toBe("forward h3");
  });

  it("E10 the nearest step that is left may be a later one; of two as near, it is the earlier", () => {
    const without = (...gone: readonly string[]) =>
      toyNetwork()
        .filter(({ id }) => !gone.includes(id))
        .map((node) => (node.id === "f1" ? linear("f1", ["x"], -0.4, 2) : node));
    expect(carried("forward f0", without("f0", "h1"))).toBe("forward f1");
    expect(carried("forward h1", without("f0", "h1"))).toBe("forward f1");
    expect(carried("backward f0", without("f0", "h1"))).toBe("(backward x)");
    expect(carried("backward h1", without("f0", "h1"))).toBe("backward f1");
    expect(carried("beta f0", without("f0", "h1"))).toBe("omega f1:0");
    const alone = [...without("f0", "h1", "f3", "loss", "y"), apply("h1", "sin", "x")];
    expect(carried("forward f0", alone)).toBe("forward h1");
  });

  it("E10 each partial of a node is carried to itself", () => {
    const nodes = (more: readonly NodeSpec[]) => [
      input("a", 1),
      ...more,
      linear("f", ["a", "a", "a"], [1, 2, 3], 0),
    ];
    const before = traceFor(nodes([]), "f");
    const after = traceFor(nodes([apply("g", "sin", "a")]), "f");
    for (const [index, step] of before.steps.slice(0, -1).entries()) {
      const kept = after.steps[carryPlayhead(before, index + 1, after) - 1];
      expect(kept && stepText(kept)).toBe(stepText(step));
    }
    // The end of a run stays its end.
    expect(carryPlayhead(before, before.steps.length, after)).toBe(after.steps.length);
  });

  it("E10 where the part is gone, the last step before it; where all is gone, the start", () => {
    const noLoss = toyNetwork().filter(({ id }) => id !== "loss");
    expect(carried("backward h2", noLoss)).toBe("forward f3");
    expect(carried("beta f1", noLoss)).toBe("forward f3");
    expect(carryPlayhead(toy, 5, traceFor([]))).toBe(0);
    const noWires = [
      linear("f3", [], [], 0),
      target("y", 1),
      apply("loss", "squared-error", "f3", "y"),
    ];
    expect(carried("omega f3:0", noWires)).toBe("beta f3");
  });
});

describe("without parameters", () => {
  it("the derivatives of the inputs are counted: f = (x + y)·z has three", () => {
    const trace = traceFor(
      [
        input("x", -2),
        input("y", 5),
        input("z", -4),
        apply("s", "add", "x", "y"),
        apply("f", "multiply", "s", "z"),
      ],
      "f",
    );
    expect(trace.steps.map(stepText)).toEqual([
      "forward s",
      "forward f",
      "(backward f)",
      "backward s",
      "backward z",
      "backward y",
      "backward x",
    ]);
    expect(trace.count).toBe(6);
  });

  it("of constants where there is no input; with a parameter, of neither", () => {
    const product = (a: NodeSpec, b: NodeSpec) =>
      traceFor([a, b, apply("f", "multiply", "a", "b")], "f")
        .steps.map(stepText)
        .slice(2);
    expect(product(constant("a", 2), constant("b", 3))).toEqual(["backward b", "backward a"]);
    expect(product(input("a", 2), constant("b", 3))).toEqual(["(backward b)", "backward a"]);
    expect(product(input("a", 2), parameter("b", 3))).toEqual(["(backward a)", "parameter b"]);
  });
});
